// A growing text, and whether something is a text at all.
#include "text.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *take_memory(size_t size) {
  void *memory = calloc(1, size == 0 ? 1 : size);
  if (memory == NULL) {
    fputs("out of memory\n", stderr);
    abort();
  }
  return memory;
}

void add_bytes(struct text *text, const char *bytes, size_t length) {
  if (length + 1 > text->room - text->length || text->bytes == NULL) {
    size_t room = (text->length + length + 1) * 2;
    char *larger = take_memory(room);
    if (text->length > 0) memcpy(larger, text->bytes, text->length);
    free(text->bytes);
    text->bytes = larger;
    text->room = room;
  }
  if (length > 0) memcpy(text->bytes + text->length, bytes, length);
  text->length += length;
  text->bytes[text->length] = 0;
}

void add(struct text *text, const char *more) { add_bytes(text, more, strlen(more)); }

void add_number(struct text *text, unsigned long long number) {
  char digits[24];
  snprintf(digits, sizeof digits, "%llu", number);
  add(text, digits);
}

void free_text(struct text *text) {
  free(text->bytes);
  *text = (struct text){0};
}

// How many bytes follow the first one; -1 when it begins no character.
static int following(unsigned char first) {
  if (first < 0x80) return 0;
  if (first >= 0xC2 && first <= 0xDF) return 1;
  if (first >= 0xE0 && first <= 0xEF) return 2;
  if (first >= 0xF0 && first <= 0xF4) return 3;
  return -1;
}

bool is_utf8(const char *text) {
  const unsigned char *at = (const unsigned char *)text;
  while (*at != 0) {
    int more = following(*at);
    if (more < 0) return false;
    uint32_t character = more == 0 ? *at : *at & (0x3Fu >> more);
    for (int i = 0; i < more; i++) {
      at++;
      // The zero at the end is no continuation either, so nothing is read beyond it.
      if ((*at & 0xC0) != 0x80) return false;
      character = character << 6 | (*at & 0x3F);
    }
    if (more == 2 && (character < 0x800 || (character >= 0xD800 && character <= 0xDFFF))) return false;
    if (more == 3 && (character < 0x10000 || character > 0x10FFFF)) return false;
    at++;
  }
  return true;
}
