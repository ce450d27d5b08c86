// Writes JSON in which every text is valid UTF-8 and every control character is escaped.
#include "json.h"
#include <stdio.h>

static void separate(struct text *json) {
  char last = json->length == 0 ? 0 : json->bytes[json->length - 1];
  if (last != 0 && last != '{' && last != '[' && last != ':') add(json, ",");
}

static void write_text(struct text *json, const char *value) {
  add(json, "\"");
  // What is no text is shown byte for byte instead of making the whole answer unreadable.
  bool is_text = is_utf8(value);
  for (const unsigned char *at = (const unsigned char *)value; *at != 0; at++) {
    if (*at == '"' || *at == '\\') {
      char escaped[2] = {'\\', (char)*at};
      add_bytes(json, escaped, 2);
    } else if (*at < 0x20 || *at == 0x7F || (!is_text && *at >= 0x80)) {
      char escaped[8];
      snprintf(escaped, sizeof escaped, "\\u%04x", *at);
      add(json, escaped);
    } else {
      add_bytes(json, (const char *)at, 1);
    }
  }
  add(json, "\"");
}

static void write_key(struct text *json, const char *key) {
  separate(json);
  write_text(json, key);
  add(json, ":");
}

void json_open(struct text *json) { add(json, "{"); }

void json_close(struct text *json) { add(json, "}"); }

void json_string(struct text *json, const char *key, const char *value) {
  write_key(json, key);
  if (value == NULL) add(json, "null");
  else write_text(json, value);
}

void json_number(struct text *json, const char *key, unsigned long long value) {
  write_key(json, key);
  add_number(json, value);
}

void json_boolean(struct text *json, const char *key, bool value) {
  write_key(json, key);
  add(json, value ? "true" : "false");
}

void json_list(struct text *json, const char *key, char *const *values, size_t count) {
  json_begin_list(json, key);
  for (size_t i = 0; i < count; i++) {
    if (i > 0) add(json, ",");
    write_text(json, values[i]);
  }
  json_end_list(json);
}

void json_begin_list(struct text *json, const char *key) {
  write_key(json, key);
  add(json, "[");
}

void json_end_list(struct text *json) { add(json, "]"); }

void json_begin_item(struct text *json) {
  separate(json);
  add(json, "{");
}
