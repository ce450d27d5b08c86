// Tells which process serves a pipe and whether that is the service's, so that a client says nothing to anybody else (R37).
#include "answer.h"
#include "service.h"
#include "verbs.h"
#include "wide.h"
#include <stdlib.h>

static const DWORD pipe_within_ms = 2000;

static DWORD ask_server(const char *pipe, DWORD *server_pid) {
  struct text path = {0};
  add(&path, "\\\\.\\pipe\\");
  add(&path, pipe);
  wchar_t *wide = wide_of(path.bytes);
  free_text(&path);
  // Identification only: whoever serves it learns who asks and cannot act as them.
  DWORD flags = SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION;
  HANDLE handle = CreateFileW(wide, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, flags, NULL);
  if (handle == INVALID_HANDLE_VALUE && GetLastError() == ERROR_PIPE_BUSY && WaitNamedPipeW(wide, pipe_within_ms))
    handle = CreateFileW(wide, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, flags, NULL);
  DWORD answer = handle == INVALID_HANDLE_VALUE ? GetLastError() : ERROR_SUCCESS;
  if (answer == ERROR_SUCCESS && !GetNamedPipeServerProcessId(handle, server_pid)) answer = GetLastError();
  if (handle != INVALID_HANDLE_VALUE) CloseHandle(handle);
  free(wide);
  return answer;
}

int tell_pipe_server(const struct options *options) {
  DWORD server_pid = 0;
  DWORD answer = ask_server(options->pipe, &server_pid);
  if (answer != ERROR_SUCCESS) return refuse("opening the pipe", answer);
  struct service service;
  struct refusal refusal;
  SERVICE_STATUS_PROCESS now = {0};
  if (open_service(options->name, SERVICE_QUERY_STATUS, &service, &refusal)) {
    bool known = query_service(&service, &now, &refusal);
    close_service(&service);
    if (!known) return refuse(refusal.step, refusal.error);
  } else if (refusal.error != ERROR_SERVICE_DOES_NOT_EXIST) {
    return refuse(refusal.step, refusal.error);
  }
  struct text json = {0};
  begin_answer(&json);
  json_number(&json, "serverPid", server_pid);
  json_number(&json, "servicePid", now.dwProcessId);
  json_boolean(&json, "isService", now.dwProcessId != 0 && now.dwProcessId == server_pid);
  return end_answer(&json);
}
