// Called by the service manager: keeps one program running until the service is stopped or the program itself ends cleanly.
#include "answer.h"
#include "event-log.h"
#include "events.h"
#include "host.h"
#include "plain/restart-pause.h"
#include "verbs.h"
#include "wide.h"
#include <stdlib.h>

static struct host host;

// What the service manager is told, from two threads: the one that lives in service_main and the one that brings it orders.
static struct {
  SERVICE_STATUS_HANDLE handle;
  SERVICE_STATUS status;
  CRITICAL_SECTION lock;
} manager;

static const DWORD stop_hint_ms = 5000;

static void tell_manager(DWORD state, DWORD exit_code) {
  EnterCriticalSection(&manager.lock);
  SERVICE_STATUS *status = &manager.status;
  // Nothing follows the end, and nothing but the end follows the wish for it.
  bool late = status->dwCurrentState == SERVICE_STOPPED || (status->dwCurrentState == SERVICE_STOP_PENDING && state == SERVICE_RUNNING);
  if (!late) {
    bool pending = state == SERVICE_START_PENDING || state == SERVICE_STOP_PENDING;
    status->dwServiceType = SERVICE_WIN32_OWN_PROCESS;
    status->dwCurrentState = state;
    status->dwControlsAccepted = state == SERVICE_RUNNING ? SERVICE_ACCEPT_STOP | SERVICE_ACCEPT_SHUTDOWN | SERVICE_ACCEPT_PRESHUTDOWN : 0;
    status->dwWin32ExitCode = exit_code;
    status->dwWaitHint = pending ? stop_hint_ms : 0;
    status->dwCheckPoint = pending ? status->dwCheckPoint + 1 : 0;
    SetServiceStatus(manager.handle, status);
  }
  LeaveCriticalSection(&manager.lock);
}

static DWORD WINAPI take_order(DWORD order, DWORD type, void *data, void *context) {
  (void)type;
  (void)data;
  (void)context;
  switch (order) {
  case SERVICE_CONTROL_STOP:
  case SERVICE_CONTROL_SHUTDOWN:
  case SERVICE_CONTROL_PRESHUTDOWN:
    tell_manager(SERVICE_STOP_PENDING, NO_ERROR);
    SetEvent(host.stop);
    return NO_ERROR;
  case SERVICE_CONTROL_INTERROGATE:
    return NO_ERROR;
  default:
    return ERROR_CALL_NOT_IMPLEMENTED;
  }
}

static ULONGLONG now(void) {
  FILETIME time;
  GetSystemTimeAsFileTime(&time);
  return (ULONGLONG)time.dwHighDateTime << 32 | time.dwLowDateTime;
}

static void say_state(DWORD restarts, const DWORD *exit_code) {
  struct state state = {GetCurrentProcessId(), host.child.pid, restarts, now(), exit_code != NULL, exit_code == NULL ? 0 : *exit_code};
  write_state(host.name, &state);
}

static void note(DWORD event, const char *word, DWORD number) {
  struct text text = {0};
  add(&text, host.name);
  add(&text, ": ");
  add(&text, word);
  add(&text, " ");
  add_number(&text, number);
  write_event(event, text.bytes);
  free_text(&text);
}

// Asks, waits as long as it was given, and kills the job. The service manager is told all the time that something goes on.
static void stop_child(void) {
  ask_child_to_stop(&host.child);
  ULONGLONG deadline = GetTickCount64() + host.setup.stop_seconds * 1000ull;
  bool ended = false;
  while (!ended && GetTickCount64() < deadline) {
    ended = WaitForSingleObject(host.child.process, 500) == WAIT_OBJECT_0;
    tell_manager(SERVICE_STOP_PENDING, NO_ERROR);
  }
  if (!ended) note(EVENT_PROGRAM_KILLED, "process", host.child.pid);
  end_child(&host.child, !ended);
}

// One life. @return whether the service is to stop
static bool live_once(DWORD restarts, const DWORD *last_exit_code, DWORD *exit_code) {
  DWORD answer = start_child(&host.child, host.name, &host.setup);
  if (answer != ERROR_SUCCESS) {
    note(EVENT_PROGRAM_NOT_STARTED, "error", answer);
    *exit_code = answer;
    return false;
  }
  say_state(restarts, last_exit_code);
  HANDLE both[] = {host.child.process, host.stop};
  if (WaitForMultipleObjects(2, both, FALSE, INFINITE) == WAIT_OBJECT_0 + 1) {
    stop_child();
    return true;
  }
  *exit_code = end_child(&host.child, false);
  return *exit_code == 0;
}

static void keep_running(void) {
  DWORD pause_ms = 0, exit_code = 0;
  for (DWORD restarts = 0; WaitForSingleObject(host.stop, 0) == WAIT_TIMEOUT; restarts++) {
    ULONGLONG started = GetTickCount64();
    if (live_once(restarts, restarts == 0 ? NULL : &exit_code, &exit_code)) return;
    pause_ms = next_pause_ms(pause_ms, GetTickCount64() - started, exit_code);
    if (exit_code == start_again) note(EVENT_STARTED_AGAIN, "exit code", exit_code);
    else note(EVENT_PROGRAM_ENDED, "exit code", exit_code);
    say_state(restarts, &exit_code);
    if (WaitForSingleObject(host.stop, pause_ms) == WAIT_OBJECT_0) return;
  }
}

static void WINAPI service_main(DWORD count, wchar_t **words) {
  (void)count;
  (void)words;
  wchar_t *name = wide_of(host.name);
  manager.handle = RegisterServiceCtrlHandlerExW(name, take_order, NULL);
  free(name);
  if (manager.handle == NULL) return;
  tell_manager(SERVICE_START_PENDING, NO_ERROR);
  DWORD answer = read_setup(host.name, &host.setup);
  if (answer != ERROR_SUCCESS) {
    note(EVENT_NOT_SET_UP, "error", answer);
    tell_manager(SERVICE_STOPPED, answer);
    return;
  }
  open_doors(&host);
  tell_manager(SERVICE_RUNNING, NO_ERROR);
  write_event(EVENT_SERVICE_STARTED, host.name);
  keep_running();
  struct state ended = {0};
  write_state(host.name, &ended);
  write_event(EVENT_SERVICE_STOPPED, host.name);
  tell_manager(SERVICE_STOPPED, NO_ERROR);
}

int run(const struct options *options) {
  host.name = options->name;
  host.stop = CreateEventW(NULL, TRUE, FALSE, NULL);
  prepare_child(&host.child);
  InitializeCriticalSection(&manager.lock);
  wchar_t *name = wide_of(options->name);
  SERVICE_TABLE_ENTRYW table[] = {{name, service_main}, {NULL, NULL}};
  if (StartServiceCtrlDispatcherW(table)) return 0;
  return refuse("StartServiceCtrlDispatcher", GetLastError());
}
