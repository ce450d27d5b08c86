// One service at the service manager, opened for what is to be done with it.
#pragma once
#include <stdbool.h>
#include <windows.h>

struct service {
  SC_HANDLE manager, service;
};

// @return false when it could not be opened, with GetLastError in `error` and the function that refused in `step`
struct refusal {
  const char *step;
  DWORD error;
};
bool open_service(const char *name, DWORD access, struct service *service, struct refusal *refusal);
void close_service(struct service *service);

bool query_service(const struct service *service, SERVICE_STATUS_PROCESS *status, struct refusal *refusal);
// DOMAIN\name as the service manager has it; NULL when it does not say.
char *account_of_service(const struct service *service);
// Waits until it is in that state or has taken another end; false when the time is over or it went elsewhere.
bool await_state(const struct service *service, DWORD wanted, DWORD within_ms, struct refusal *refusal);
