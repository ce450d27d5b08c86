// One running service: what it starts, its doors, and the moment it is told to stop.
#pragma once
#include "child.h"
#include "setup.h"
#include <windows.h>

struct host {
  char *name;
  struct setup setup;
  struct child child;
  HANDLE stop; // an event, set once
};

// Opens every door of the setup and serves it until the process ends. A door whose name somebody else holds is tried again and again.
void open_doors(struct host *host);
