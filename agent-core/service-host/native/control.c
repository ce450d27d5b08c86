// Starts, stops, removes and describes a service. Everything may be asked for twice; "changed" says whether there was anything to do.
#include "answer.h"
#include "service.h"
#include "setup.h"
#include "sid.h"
#include "verbs.h"
#include <stdlib.h>

static const DWORD start_within_ms = 60000;
static const DWORD removal_within_ms = 15000;
// Beyond the time the program itself is given.
static const DWORD stop_margin_ms = 30000;

static int answer_changed(bool changed) {
  struct text json = {0};
  begin_answer(&json);
  json_boolean(&json, "changed", changed);
  return end_answer(&json);
}

static DWORD stop_within_ms(const char *name) {
  struct setup setup;
  DWORD seconds = read_setup(name, &setup) == ERROR_SUCCESS ? setup.stop_seconds : 120;
  return seconds * 1000 + stop_margin_ms;
}

static bool stop_service(const char *name, const struct service *service, bool *changed, struct refusal *refusal) {
  SERVICE_STATUS_PROCESS now;
  *changed = false;
  if (!query_service(service, &now, refusal)) return false;
  if (now.dwCurrentState == SERVICE_STOPPED) return true;
  SERVICE_STATUS ignored;
  if (now.dwCurrentState != SERVICE_STOP_PENDING && !ControlService(service->service, SERVICE_CONTROL_STOP, &ignored)) {
    DWORD error = GetLastError();
    if (error == ERROR_SERVICE_NOT_ACTIVE) return true;
    *refusal = (struct refusal){"ControlService", error};
    return false;
  }
  *changed = true;
  return await_state(service, SERVICE_STOPPED, stop_within_ms(name), refusal);
}

static bool start_service(const char *name, const struct service *service, bool *changed, struct refusal *refusal) {
  SERVICE_STATUS_PROCESS now;
  *changed = false;
  if (!query_service(service, &now, refusal)) return false;
  if (now.dwCurrentState == SERVICE_STOP_PENDING &&
      !await_state(service, SERVICE_STOPPED, stop_within_ms(name), refusal))
    return false;
  if (StartServiceW(service->service, 0, NULL)) {
    *changed = true;
  } else if (GetLastError() != ERROR_SERVICE_ALREADY_RUNNING) {
    *refusal = (struct refusal){"StartService", GetLastError()};
    return false;
  }
  return await_state(service, SERVICE_RUNNING, start_within_ms, refusal);
}

static int refuse_stop(const struct refusal *refusal) {
  if (refusal->error != ERROR_SERVICE_REQUEST_TIMEOUT) return refuse(refusal->step, refusal->error);
  return refuse_as("stopTimeout", refusal->step, refusal->error, "The service did not stop in time.");
}

int start(const struct options *options) {
  struct service service;
  struct refusal refusal;
  if (!open_service(options->name, SERVICE_QUERY_STATUS | SERVICE_START, &service, &refusal))
    return refuse(refusal.step, refusal.error);
  bool changed;
  bool done = start_service(options->name, &service, &changed, &refusal);
  close_service(&service);
  return done ? answer_changed(changed) : refuse(refusal.step, refusal.error);
}

int stop(const struct options *options) {
  struct service service;
  struct refusal refusal;
  if (!open_service(options->name, SERVICE_QUERY_STATUS | SERVICE_STOP, &service, &refusal))
    return refuse(refusal.step, refusal.error);
  bool changed;
  bool done = stop_service(options->name, &service, &changed, &refusal);
  close_service(&service);
  return done ? answer_changed(changed) : refuse_stop(&refusal);
}

int restart(const struct options *options) {
  struct service service;
  struct refusal refusal;
  if (!open_service(options->name, SERVICE_QUERY_STATUS | SERVICE_START | SERVICE_STOP, &service, &refusal))
    return refuse(refusal.step, refusal.error);
  bool stopped, started;
  if (!stop_service(options->name, &service, &stopped, &refusal)) {
    close_service(&service);
    return refuse_stop(&refusal);
  }
  bool done = start_service(options->name, &service, &started, &refusal);
  close_service(&service);
  return done ? answer_changed(stopped || started) : refuse(refusal.step, refusal.error);
}

// A service that is marked for deletion is there until the last handle to it is closed; what is installed next would fail.
static bool is_gone(const char *name) {
  ULONGLONG deadline = GetTickCount64() + removal_within_ms;
  for (;;) {
    struct service service;
    struct refusal refusal;
    if (!open_service(name, SERVICE_QUERY_STATUS, &service, &refusal)) return refusal.error == ERROR_SERVICE_DOES_NOT_EXIST;
    close_service(&service);
    if (GetTickCount64() >= deadline) return false;
    Sleep(100);
  }
}

int uninstall(const struct options *options) {
  struct service service;
  struct refusal refusal;
  if (!open_service(options->name, SERVICE_QUERY_STATUS | SERVICE_STOP | DELETE, &service, &refusal)) {
    if (refusal.error == ERROR_SERVICE_DOES_NOT_EXIST) return answer_changed(false);
    return refuse(refusal.step, refusal.error);
  }
  bool stopped;
  if (!stop_service(options->name, &service, &stopped, &refusal)) {
    close_service(&service);
    return refuse_stop(&refusal);
  }
  DWORD error = DeleteService(service.service) ? ERROR_SUCCESS : GetLastError();
  close_service(&service);
  if (error != ERROR_SUCCESS && error != ERROR_SERVICE_MARKED_FOR_DELETE) return refuse("DeleteService", error);
  if (!is_gone(options->name)) return refuse("DeleteService", ERROR_SERVICE_MARKED_FOR_DELETE);
  return answer_changed(true);
}

static const char *state_of(const SERVICE_STATUS_PROCESS *now, const struct state *said) {
  switch (now->dwCurrentState) {
  case SERVICE_START_PENDING: return "starting";
  case SERVICE_STOP_PENDING: return "stopping";
  case SERVICE_STOPPED: return "stopped";
  default: return said->host_pid == now->dwProcessId && said->agent_pid == 0 ? "waiting" : "running";
  }
}

static void add_time(struct text *json, ULONGLONG file_time) {
  FILETIME time = {(DWORD)file_time, (DWORD)(file_time >> 32)};
  SYSTEMTIME t;
  if (file_time == 0 || !FileTimeToSystemTime(&time, &t)) {
    json_string(json, "since", NULL);
    return;
  }
  struct text iso = {0};
  const WORD parts[] = {t.wYear, t.wMonth, t.wDay, t.wHour, t.wMinute, t.wSecond};
  const char *const before[] = {"", "-", "-", "T", ":", ":"};
  for (size_t i = 0; i < 6; i++) {
    add(&iso, before[i]);
    if (parts[i] < 10) add(&iso, "0");
    add_number(&iso, parts[i]);
  }
  add(&iso, "Z");
  json_string(json, "since", iso.bytes);
  free_text(&iso);
}

// Who may come through which door, by name where there is one.
static void add_allowed(struct text *json, const struct values *allowances) {
  json_begin_list(json, "allowed");
  for (size_t i = 0; i < allowances->count; i++) {
    const char *item = allowances->items[i];
    size_t length = door_name_length(item);
    if (item[length] == 0) continue;
    PSID sid = sid_of_trustee(item + length + 1);
    char *account = sid == NULL ? NULL : account_of_sid(sid);
    if (sid != NULL) LocalFree(sid);
    struct text door = {0};
    add_bytes(&door, item, length);
    json_begin_item(json);
    json_string(json, "door", door.bytes);
    json_string(json, "sid", item + length + 1);
    json_string(json, "account", account);
    json_close(json);
    free_text(&door);
    free(account);
  }
  json_end_list(json);
}

int status(const struct options *options) {
  struct service service;
  struct refusal refusal;
  struct text json = {0};
  if (!open_service(options->name, SERVICE_QUERY_STATUS | SERVICE_QUERY_CONFIG, &service, &refusal)) {
    if (refusal.error != ERROR_SERVICE_DOES_NOT_EXIST) return refuse(refusal.step, refusal.error);
    begin_answer(&json);
    json_string(&json, "state", "notInstalled");
    return end_answer(&json);
  }
  SERVICE_STATUS_PROCESS now;
  bool known = query_service(&service, &now, &refusal);
  char *account = known ? account_of_service(&service) : NULL;
  close_service(&service);
  if (!known) return refuse(refusal.step, refusal.error);
  struct state said;
  bool has_said = read_state(options->name, &said) == ERROR_SUCCESS && said.host_pid == now.dwProcessId;
  if (!has_said) said = (struct state){0};
  begin_answer(&json);
  json_string(&json, "state", state_of(&now, &said));
  json_number(&json, "pid", said.agent_pid);
  json_number(&json, "hostPid", now.dwProcessId);
  json_string(&json, "account", account);
  add_time(&json, said.since);
  json_number(&json, "restarts", said.restarts);
  if (said.has_exit_code) json_number(&json, "lastExitCode", said.exit_code);
  else json_string(&json, "lastExitCode", NULL);
  struct setup setup;
  if (read_setup(options->name, &setup) == ERROR_SUCCESS) {
    describe_setup(&json, &setup);
    add_allowed(&json, &setup.allowances);
  }
  free(account);
  return end_answer(&json);
}
