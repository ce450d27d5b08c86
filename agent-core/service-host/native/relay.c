// Passes what a caller and the program say to each other, byte for byte, behind one line that says who the caller is.
#include "relay.h"
#include "event-log.h"
#include "events.h"
#include "plain/preface.h"
#include "sid.h"
#include "wide.h"
#include <ntsecapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { buffer_bytes = 32 * 1024 };
// A caller that says nothing holds an instance; the program that does not call back hangs or starts.
static const DWORD first_word_within_ms = 10000;
static const DWORD call_back_within_ms = 10000;
// For what the program said last, before the pipe is taken away under the caller.
static const DWORD linger_ms = 250;
static const DWORD breath_ms = 1000;

HANDLE create_pipe(const char *name, bool first, DWORD most_instances, SECURITY_ATTRIBUTES *attributes) {
  struct text path = {0};
  add(&path, "\\\\.\\pipe\\");
  add(&path, name);
  wchar_t *wide = wide_of(path.bytes);
  free_text(&path);
  DWORD mode = PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED | (first ? FILE_FLAG_FIRST_PIPE_INSTANCE : 0);
  DWORD type = PIPE_TYPE_BYTE | PIPE_READMODE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS;
  HANDLE pipe = CreateNamedPipeW(wide, mode, type, most_instances, buffer_bytes, buffer_bytes, 0, attributes);
  DWORD error = GetLastError();
  free(wide);
  SetLastError(error);
  return pipe;
}

// Waits for what was begun; what takes too long is taken back, so that nothing writes into a buffer that is gone.
static bool finish(HANDLE pipe, OVERLAPPED *operation, BOOL done, DWORD within_ms, DWORD *count) {
  if (!done && GetLastError() != ERROR_IO_PENDING) return false;
  if (WaitForSingleObject(operation->hEvent, within_ms) == WAIT_OBJECT_0) return GetOverlappedResult(pipe, operation, count, FALSE);
  CancelIoEx(pipe, operation);
  GetOverlappedResult(pipe, operation, count, TRUE);
  return false;
}

static bool await_connection(HANDLE pipe, HANDLE event, DWORD within_ms) {
  OVERLAPPED operation = {.hEvent = event};
  DWORD ignored;
  ResetEvent(event);
  BOOL done = ConnectNamedPipe(pipe, &operation);
  if (!done && GetLastError() == ERROR_PIPE_CONNECTED) return true;
  return finish(pipe, &operation, done, within_ms, &ignored);
}

static bool read_some(HANDLE pipe, HANDLE event, char *buffer, DWORD within_ms, DWORD *length) {
  OVERLAPPED operation = {.hEvent = event};
  ResetEvent(event);
  return finish(pipe, &operation, ReadFile(pipe, buffer, buffer_bytes, NULL, &operation), within_ms, length);
}

static bool write_all(HANDLE pipe, HANDLE event, const char *bytes, DWORD length, DWORD within_ms) {
  OVERLAPPED operation = {.hEvent = event};
  DWORD written;
  ResetEvent(event);
  return finish(pipe, &operation, WriteFile(pipe, bytes, length, NULL, &operation), within_ms, &written) && written == length;
}

// Takes the caller's identity for the blink of an eye. Windows gives it only after something was read from the pipe.
static PSID sid_of_caller(HANDLE pipe) {
  if (!ImpersonateNamedPipeClient(pipe)) return NULL;
  HANDLE token = NULL;
  BOOL opened = OpenThreadToken(GetCurrentThread(), TOKEN_QUERY, TRUE, &token);
  // Going on as somebody else would be worse than ending.
  if (!RevertToSelf()) ExitProcess(ERROR_CANNOT_IMPERSONATE);
  if (!opened) return NULL;
  PSID user = user_of_token(token);
  CloseHandle(token);
  return user;
}

// Only the account that this process runs as, which the program runs as too.
static PSECURITY_DESCRIPTOR access_to_own_account(void) {
  PSID user = user_of_this_process();
  char *sid = user == NULL ? NULL : text_of_sid(user);
  if (user != NULL) LocalFree(user);
  if (sid == NULL) return NULL;
  struct text sddl = {0};
  add(&sddl, "D:P(A;;GA;;;");
  add(&sddl, sid);
  add(&sddl, ")");
  PSECURITY_DESCRIPTOR descriptor = descriptor_of_sddl(sddl.bytes);
  free(sid);
  free_text(&sddl);
  return descriptor;
}

static bool name_call(char name[64]) {
  unsigned char random[16];
  if (!RtlGenRandom(random, sizeof random)) return false;
  int length = snprintf(name, 64, "bridgehead-call-");
  for (size_t i = 0; i < sizeof random; i++) length += snprintf(name + length, 64 - (size_t)length, "%02x", random[i]);
  return true;
}

// @return a pipe at whose other end is the program, proven by its process id; NULL when it did not come
static HANDLE call_program(struct host *host, HANDLE event) {
  char name[64], line[128];
  if (!name_call(name)) return NULL;
  SECURITY_ATTRIBUTES attributes = {sizeof attributes, access_to_own_account(), FALSE};
  if (attributes.lpSecurityDescriptor == NULL) return NULL;
  HANDLE pipe = create_pipe(name, true, 1, &attributes);
  LocalFree(attributes.lpSecurityDescriptor);
  if (pipe == INVALID_HANDLE_VALUE) return NULL;
  snprintf(line, sizeof line, "caller %s\n", name);
  struct ticket ticket;
  ULONG pid = 0;
  bool called = tell_child(&host->child, line, &ticket) && await_connection(pipe, event, call_back_within_ms);
  if (called && GetNamedPipeClientProcessId(pipe, &pid) && pid == ticket.pid) {
    note_heard(&host->child, &ticket);
    return pipe;
  }
  if (called) write_event(EVENT_STRANGER_REFUSED, name);
  CloseHandle(pipe);
  return NULL;
}

// One direction: reads, writes what it has read, reads again.
struct flow {
  HANDLE from, to;
  OVERLAPPED operation;
  DWORD length; // of what is being written; 0 while it reads
  char *buffer;
};

static bool began(BOOL done) { return done || GetLastError() == ERROR_IO_PENDING; }

static bool begin_read(struct flow *flow) {
  flow->length = 0;
  ResetEvent(flow->operation.hEvent);
  return began(ReadFile(flow->from, flow->buffer, buffer_bytes, NULL, &flow->operation));
}

static bool begin_write(struct flow *flow, DWORD length) {
  flow->length = length;
  ResetEvent(flow->operation.hEvent);
  return began(WriteFile(flow->to, flow->buffer, length, NULL, &flow->operation));
}

static HANDLE busy_end(const struct flow *flow) { return flow->length == 0 ? flow->from : flow->to; }

static bool step(struct flow *flow) {
  DWORD count;
  if (!GetOverlappedResult(busy_end(flow), &flow->operation, &count, FALSE)) return false;
  // Somebody may write nothing at all; that is no end.
  return flow->length == 0 && count > 0 ? begin_write(flow, count) : begin_read(flow);
}

static void take_back(struct flow *flow) {
  DWORD count;
  CancelIoEx(busy_end(flow), &flow->operation);
  GetOverlappedResult(busy_end(flow), &flow->operation, &count, TRUE);
}

// @return whether it was the program that ended it
static bool pass_on(struct flow *from_caller, struct flow *from_program) {
  struct flow *flows[] = {from_caller, from_program};
  HANDLE events[] = {from_caller->operation.hEvent, from_program->operation.hEvent};
  if (!begin_read(from_caller)) return false;
  if (!begin_read(from_program)) {
    take_back(from_caller);
    return true;
  }
  for (;;) {
    DWORD which = WaitForMultipleObjects(2, events, FALSE, INFINITE) - WAIT_OBJECT_0;
    if (step(flows[which])) continue;
    take_back(flows[1 - which]);
    return which == 1;
  }
}

static bool introduce(const struct instance *instance, HANDLE program, HANDLE event, const char *words, DWORD length) {
  PSID sid = sid_of_caller(instance->pipe);
  if (sid == NULL) return false;
  ULONG pid = 0;
  GetNamedPipeClientProcessId(instance->pipe, &pid);
  char *account = account_of_sid(sid), *sid_text = text_of_sid(sid);
  LocalFree(sid);
  struct caller caller = {instance->door, account, sid_text, pid};
  struct text line = {0};
  add_preface(&line, &caller);
  free(account);
  free(sid_text);
  bool written = write_all(program, event, line.bytes, (DWORD)line.length, call_back_within_ms) &&
                 write_all(program, event, words, length, call_back_within_ms);
  free_text(&line);
  return written;
}

struct room {
  HANDLE one, other;
  char *first, *second;
};

static void serve_caller(const struct instance *instance, struct room *room) {
  DWORD length = 0;
  if (!read_some(instance->pipe, room->one, room->first, first_word_within_ms, &length)) return;
  HANDLE program = call_program(instance->host, room->one);
  if (program == NULL) return;
  if (introduce(instance, program, room->one, room->first, length)) {
    struct flow from_caller = {.from = instance->pipe, .to = program, .operation.hEvent = room->one, .buffer = room->first};
    struct flow from_program = {.from = program, .to = instance->pipe, .operation.hEvent = room->other, .buffer = room->second};
    // The caller goes when it has read what was said; what it says meanwhile nobody hears.
    if (pass_on(&from_caller, &from_program)) read_some(instance->pipe, room->one, room->first, linger_ms, &length);
  }
  CloseHandle(program);
}

DWORD WINAPI serve_instance(void *parameter) {
  struct instance *instance = parameter;
  struct room room = {CreateEventW(NULL, TRUE, FALSE, NULL), CreateEventW(NULL, TRUE, FALSE, NULL), take_memory(buffer_bytes),
                      take_memory(buffer_bytes)};
  for (;;) {
    // A caller that has gone already leaves an error behind, too.
    if (await_connection(instance->pipe, room.one, INFINITE)) serve_caller(instance, &room);
    else if (GetLastError() != ERROR_NO_DATA) Sleep(breath_ms);
    DisconnectNamedPipe(instance->pipe);
  }
}
