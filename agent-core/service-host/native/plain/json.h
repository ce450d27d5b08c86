// What the host says, as JSON (RFC 8259): flat enough that a writer is all it needs.
#pragma once
#include "text.h"

void json_open(struct text *json);                                            // {
void json_close(struct text *json);                                           // }
void json_string(struct text *json, const char *key, const char *value);      // NULL becomes null
void json_number(struct text *json, const char *key, unsigned long long value);
void json_boolean(struct text *json, const char *key, bool value);
void json_list(struct text *json, const char *key, char *const *values, size_t count);
void json_begin_list(struct text *json, const char *key);                     // "key":[
void json_end_list(struct text *json);                                        // ]
void json_begin_item(struct text *json);                                      // {, an object as an element of a list
