// The program that a service keeps: one life at a time, in a job that ends with it.
#pragma once
#include "setup.h"
#include <stdbool.h>
#include <windows.h>

struct child {
  CRITICAL_SECTION lock;
  HANDLE process, job, input; // NULL between two lives
  DWORD pid;
  // Lines that were written to it and those that it is known to have read: never so many open that writing another could wait.
  DWORD told, heard;
};

void prepare_child(struct child *child);
// @return what Windows says
DWORD start_child(struct child *child, const char *service, const struct setup *setup);
// Asks it to stop and closes its input. It cannot wait.
void ask_child_to_stop(struct child *child);
// Kills whatever it left behind and forgets it. @return its exit code
DWORD end_child(struct child *child, bool kill);

struct ticket {
  DWORD pid, number;
};
// Writes a line to its standard input. @return false when there is nobody, or it has not read what was written before
bool tell_child(struct child *child, const char *line, struct ticket *ticket);
// It did what the line of this ticket asked for, so it has read all before.
void note_heard(struct child *child, const struct ticket *ticket);
