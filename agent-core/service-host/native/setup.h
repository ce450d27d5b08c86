// What a service starts and who may come through its doors, as it stands in HKLM\SYSTEM\CurrentControlSet\Services\NAME\Parameters;
// and what the host last said of itself, in State beside it.
#pragma once
#include "plain/json.h"
#include "plain/options.h"
#include <windows.h>

struct setup {
  char *program;
  char *data_dir;
  struct values arguments, doors, allowances;
  DWORD stop_seconds;
};

struct state {
  DWORD host_pid;  // whose words these are: those of another process are stale
  DWORD agent_pid; // 0 while it waits
  DWORD restarts;
  ULONGLONG since; // FILETIME: when this agent was started, or the pause began
  DWORD has_exit_code, exit_code;
};

// Each returns what Windows says; ERROR_SUCCESS when it was done.
DWORD read_setup(const char *name, struct setup *setup);
DWORD write_setup(const char *name, const struct setup *setup);
DWORD read_state(const char *name, struct state *state);
DWORD write_state(const char *name, const struct state *state);
// Makes the State key, which the service itself may write whatever account it runs as, and everybody may read.
DWORD open_state_to(const char *name, const char *service_sid);

// The members, without the braces.
void describe_setup(struct text *json, const struct setup *setup);
bool are_same(const struct setup *one, const struct setup *other);
