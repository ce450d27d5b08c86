// bridgehead-host.exe: registers, starts and keeps a program as a Windows service. README.md beside this has its command line.
#include "answer.h"
#include "plain/options.h"
#include "verbs.h"
#include "wide.h"
#include <stdlib.h>

typedef int perform(const struct options *options);

static perform *const performs[] = {
    [verb_install] = install,
    [verb_uninstall] = uninstall,
    [verb_start] = start,
    [verb_stop] = stop,
    [verb_restart] = restart,
    [verb_status] = status,
    [verb_account] = change_account,
    [verb_protect_folder] = protect_folder,
    [verb_inspect_folder] = inspect_folder,
    [verb_group] = change_group,
    [verb_look_up] = look_up,
    [verb_event_source] = change_event_source,
    [verb_event] = report_event,
    [verb_pipe_server] = tell_pipe_server,
    [verb_detach] = detach,
    [verb_run] = run,
};

int wmain(int count, wchar_t **wide_words) {
  // A library of this name beside the program is never taken for one of the system.
  SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_SYSTEM32);
  SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
  char **words = take_memory(((size_t)count + 1) * sizeof(char *));
  for (int i = 0; i < count; i++) {
    words[i] = utf8_of(wide_words[i]);
    if (words[i] == NULL) return refuse_usage("A word of the command line is no text");
  }
  struct options options;
  char *trouble = read_options(count, words, &options);
  if (trouble != NULL) return refuse_usage(trouble);
  return performs[options.verb](&options);
}
