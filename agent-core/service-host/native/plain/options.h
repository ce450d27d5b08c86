// The command line of the host, taken apart and checked.
#pragma once
#include "text.h"

enum verb {
  verb_none,
  verb_install,
  verb_uninstall,
  verb_start,
  verb_stop,
  verb_restart,
  verb_status,
  verb_account,
  verb_protect_folder,
  verb_inspect_folder,
  verb_group,
  verb_look_up,
  verb_event_source,
  verb_event,
  verb_pipe_server,
  verb_detach,
  verb_run,
};

enum { most_values = 64 };

struct values {
  char *items[most_values];
  size_t count;
};

struct options {
  enum verb verb;
  char *name, *display, *description, *program, *data_dir, *account, *path, *group, *comment, *pipe, *level, *id, *stop_seconds;
  struct values arguments, full, read, doors, allowances, privileges;
  bool managed, automatic, manual, system_service, password, install, uninstall;
  // Of detach: what stands behind the two hyphens.
  char **command;
  size_t command_length;
};

// The words stay the caller's and must outlive the options. @return what is wrong, in words; NULL when nothing is. The caller frees it.
char *read_options(int count, char **words, struct options *options);

// Of a value of --door or --allow that was checked. @return how long the name in front of the = is
size_t door_name_length(const char *value);
