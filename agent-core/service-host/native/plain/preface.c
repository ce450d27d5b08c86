// Written by the host alone, in front of the first byte of the caller: nothing the caller sends can stand there.
#include "preface.h"
#include "json.h"

void add_preface(struct text *line, const struct caller *caller) {
  json_open(line);
  json_string(line, "door", caller->door);
  json_string(line, "account", caller->account);
  json_string(line, "sid", caller->sid);
  json_number(line, "pid", caller->pid);
  json_close(line);
  add(line, "\n");
}
