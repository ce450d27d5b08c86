// The one JSON object that every verb says, and the exit code that goes with it.
#pragma once
#include "plain/json.h"
#include <windows.h>

// {"ok":true ...}: begin, add what there is to say, end. @return 0, the exit code
void begin_answer(struct text *json);
int end_answer(struct text *json);

// @return 1. `step` is the name of the Windows function that refused, or what was tried in our own words.
int refuse(const char *step, DWORD error);
int refuse_as(const char *code, const char *step, DWORD error, const char *detail);
// @return 2
int refuse_usage(const char *detail);
