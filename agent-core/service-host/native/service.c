// The few questions that every verb about a service asks.
#include "service.h"
#include "plain/text.h"
#include "wide.h"
#include <stdlib.h>

static const DWORD look_every_ms = 100;

static bool refused(struct refusal *refusal, const char *step) {
  *refusal = (struct refusal){step, GetLastError()};
  return false;
}

bool open_service(const char *name, DWORD access, struct service *service, struct refusal *refusal) {
  *service = (struct service){0};
  service->manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_CONNECT);
  if (service->manager == NULL) return refused(refusal, "OpenSCManager");
  wchar_t *wide = wide_of(name);
  service->service = OpenServiceW(service->manager, wide, access);
  bool opened = service->service != NULL || refused(refusal, "OpenService");
  free(wide);
  if (!opened) close_service(service);
  return opened;
}

void close_service(struct service *service) {
  if (service->service != NULL) CloseServiceHandle(service->service);
  if (service->manager != NULL) CloseServiceHandle(service->manager);
  *service = (struct service){0};
}

bool query_service(const struct service *service, SERVICE_STATUS_PROCESS *status, struct refusal *refusal) {
  DWORD size;
  if (QueryServiceStatusEx(service->service, SC_STATUS_PROCESS_INFO, (BYTE *)status, sizeof *status, &size)) return true;
  return refused(refusal, "QueryServiceStatusEx");
}

char *account_of_service(const struct service *service) {
  DWORD size = 0;
  QueryServiceConfigW(service->service, NULL, 0, &size);
  if (size == 0) return NULL;
  QUERY_SERVICE_CONFIGW *config = take_memory(size);
  char *account = NULL;
  if (QueryServiceConfigW(service->service, config, size, &size)) account = utf8_of(config->lpServiceStartName);
  free(config);
  return account;
}

bool await_state(const struct service *service, DWORD wanted, DWORD within_ms, struct refusal *refusal) {
  ULONGLONG deadline = GetTickCount64() + within_ms;
  for (;;) {
    SERVICE_STATUS_PROCESS now;
    if (!query_service(service, &now, refusal)) return false;
    if (now.dwCurrentState == wanted) return true;
    if (wanted == SERVICE_RUNNING && now.dwCurrentState == SERVICE_STOPPED) {
      *refusal = (struct refusal){"the service ended while it started", now.dwWin32ExitCode};
      return false;
    }
    if (GetTickCount64() >= deadline) {
      *refusal = (struct refusal){"waiting for the service", ERROR_SERVICE_REQUEST_TIMEOUT};
      return false;
    }
    Sleep(look_every_ms);
  }
}
