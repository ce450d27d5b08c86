// What the host does when it is called by a person or a program of ours; `run` alone is called by the service manager.
#pragma once
#include "plain/options.h"

// Each says one JSON object and returns the exit code.
int install(const struct options *options);
int uninstall(const struct options *options);
int start(const struct options *options);
int stop(const struct options *options);
int restart(const struct options *options);
int status(const struct options *options);
int change_account(const struct options *options);
int protect_folder(const struct options *options);
int inspect_folder(const struct options *options);
int change_group(const struct options *options);
int look_up(const struct options *options);
int change_event_source(const struct options *options);
int report_event(const struct options *options);
int tell_pipe_server(const struct options *options);
int detach(const struct options *options);
int run(const struct options *options);
