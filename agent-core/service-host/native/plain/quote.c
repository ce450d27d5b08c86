// Quotes by the rules of the Microsoft C runtime: backslashes count only in front of a quotation mark, and are doubled there.
#include "quote.h"
#include <string.h>

static void add_backslashes(struct text *line, size_t count) {
  for (size_t i = 0; i < count; i++) add(line, "\\");
}

void add_argument(struct text *line, const char *argument) {
  if (line->length > 0) add(line, " ");
  if (*argument != 0 && strpbrk(argument, " \t\n\v\"") == NULL) {
    add(line, argument);
    return;
  }
  add(line, "\"");
  size_t backslashes = 0;
  for (const char *at = argument; *at != 0; at++) {
    if (*at == '\\') {
      backslashes++;
      continue;
    }
    add_backslashes(line, *at == '"' ? backslashes * 2 + 1 : backslashes);
    backslashes = 0;
    add_bytes(line, at, 1);
  }
  // The closing mark must not be taken for an escaped one.
  add_backslashes(line, backslashes * 2);
  add(line, "\"");
}
