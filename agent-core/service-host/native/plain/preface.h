// The first line that a program reads on a connection which the host passes on: who is at the other end, as Windows says.
#pragma once
#include "text.h"

struct caller {
  const char *door;    // the name of the door it came through
  const char *account; // DOMAIN\name; NULL when the account has no name any more
  const char *sid;
  unsigned long pid;
};

// One line of JSON with its end.
void add_preface(struct text *line, const struct caller *caller);
