// A text in UTF-8 that grows: everything the host reads, checks and prints is one until it meets Windows.
#pragma once
#include <stdbool.h>
#include <stddef.h>

struct text {
  char *bytes; // always ends in a zero
  size_t length;
  size_t room;
};

// Begin with `struct text t = {0}`; free_text gives the memory back.
void add_bytes(struct text *text, const char *bytes, size_t length);
void add(struct text *text, const char *more);
void add_number(struct text *text, unsigned long long number);
void free_text(struct text *text);

// Never NULL: a program this small has nothing better to do without memory than to end.
void *take_memory(size_t size);

// RFC 3629: no overlong form, no surrogate, nothing beyond U+10FFFF, no zero inside since texts end in one.
bool is_utf8(const char *text);
