// Starts a program that outlives the service which started it: an installer that is about to stop that service.
#include "answer.h"
#include "plain/quote.h"
#include "verbs.h"
#include "wide.h"
#include <stdlib.h>

int detach(const struct options *options) {
  struct text line = {0};
  for (size_t i = 0; i < options->command_length; i++) add_argument(&line, options->command[i]);
  wchar_t *program = wide_of(options->command[0]), *wide = wide_of(line.bytes);
  if (wcslen(wide) + 1 > longest_command_line) return refuse_usage("The command is too long");
  STARTUPINFOW startup = {.cb = sizeof startup};
  PROCESS_INFORMATION process;
  // Nothing is inherited: a pipe to whoever called would keep them waiting until the program has ended.
  DWORD flags = CREATE_BREAKAWAY_FROM_JOB | CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP;
  BOOL started = CreateProcessW(program, wide, NULL, NULL, FALSE, flags, NULL, NULL, &startup, &process);
  DWORD error = GetLastError();
  free(program);
  free(wide);
  free_text(&line);
  if (!started) return refuse("CreateProcess", error);
  CloseHandle(process.hThread);
  CloseHandle(process.hProcess);
  struct text json = {0};
  begin_answer(&json);
  json_number(&json, "pid", process.dwProcessId);
  return end_answer(&json);
}
