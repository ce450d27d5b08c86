// One instance of a door: takes a caller, learns from Windows who it is, has the program call back on a pipe of its own, and passes bytes.
//
//   caller --CreateFile--> \\.\pipe\bridgehead-...-control        host
//                                                                 host --"caller PIPE\n"--> standard input of the program
//                          \\.\pipe\bridgehead-call-<random>      <--CreateFile-- program (the host compares its process id)
//                                                                 host --{"door":..,"account":..}\n--> program, then the caller's bytes
//
// The program listens nowhere, so there is no second pipe that somebody could hold in its place.
#pragma once
#include "host.h"
#include <windows.h>

struct instance {
  struct host *host;
  const char *door;
  HANDLE pipe;
};

HANDLE create_pipe(const char *name, bool first, DWORD instances, SECURITY_ATTRIBUTES *attributes);
DWORD WINAPI serve_instance(void *instance);
