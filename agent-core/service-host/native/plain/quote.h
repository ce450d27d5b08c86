// A list of arguments as the one command line that Windows knows, so that the program's C runtime takes it apart into the same list.
#pragma once
#include "text.h"

// What CreateProcess takes, with the zero at the end.
enum { longest_command_line = 32767 };

// Adds a space, unless it is the first, and the argument. "Parsing C Command-Line Arguments" (Microsoft C++ documentation).
void add_argument(struct text *line, const char *argument);
