// The pipes through which callers reach the program. The host owns them, so the process behind them is the service manager's (R37): each is
// made with an access list of its own, as the first of its name, with all its instances at once so that nobody can add one. Other machines
// are kept out by the pipe itself, not by its list: who works on this machine from afar (PowerShell remoting) counts as the network, too.
#include "event-log.h"
#include "events.h"
#include "host.h"
#include "relay.h"
#include "sid.h"
#include <stdlib.h>
#include <string.h>

enum { instances = 16 };
static const DWORD try_again_after_ms = 1000;
static const DWORD thread_stack = 128 * 1024;

struct door {
  struct host *host;
  char *name;
  char *pipe;
};

// Administrators and those who are named may talk. That they may make instances as well comes with writing; there is no room for one.
static PSECURITY_DESCRIPTOR access_to(const struct door *door) {
  struct text sddl = {0}, own = {0};
  add(&own, "service:");
  add(&own, door->host->name);
  PSID sid = sid_of_trustee(own.bytes);
  char *own_sid = sid == NULL ? NULL : text_of_sid(sid);
  if (sid != NULL) LocalFree(sid);
  add(&sddl, "D:P(A;;GA;;;SY)(A;;GRGW;;;BA)(A;;GA;;;");
  add(&sddl, own_sid == NULL ? "SY" : own_sid);
  add(&sddl, ")");
  const struct values *allowances = &door->host->setup.allowances;
  size_t length = strlen(door->name);
  for (size_t i = 0; i < allowances->count; i++) {
    const char *item = allowances->items[i];
    if (door_name_length(item) != length || strncmp(item, door->name, length) != 0) continue;
    PSID allowed = sid_of_trustee(item + length + 1);
    char *allowed_sid = allowed == NULL ? NULL : text_of_sid(allowed);
    if (allowed != NULL) LocalFree(allowed);
    if (allowed_sid == NULL) continue;
    add(&sddl, "(A;;GRGW;;;");
    add(&sddl, allowed_sid);
    add(&sddl, ")");
    free(allowed_sid);
  }
  PSECURITY_DESCRIPTOR descriptor = descriptor_of_sddl(sddl.bytes);
  free(own_sid);
  free_text(&own);
  free_text(&sddl);
  return descriptor;
}

static DWORD create_instances(const struct door *door, HANDLE pipes[instances]) {
  PSECURITY_DESCRIPTOR descriptor = access_to(door);
  if (descriptor == NULL) return GetLastError();
  SECURITY_ATTRIBUTES attributes = {sizeof attributes, descriptor, FALSE};
  DWORD answer = ERROR_SUCCESS;
  int made = 0;
  for (; made < instances && answer == ERROR_SUCCESS; made++) {
    pipes[made] = create_pipe(door->pipe, made == 0, instances, &attributes);
    if (pipes[made] == INVALID_HANDLE_VALUE) answer = GetLastError();
  }
  if (answer != ERROR_SUCCESS)
    for (int i = 0; i < made - 1; i++) CloseHandle(pipes[i]);
  LocalFree(descriptor);
  return answer;
}

static void serve_instances(const struct door *door, HANDLE pipes[instances]) {
  for (int i = 0; i < instances; i++) {
    struct instance *instance = take_memory(sizeof *instance);
    *instance = (struct instance){door->host, door->name, pipes[i]};
    HANDLE thread = CreateThread(NULL, thread_stack, serve_instance, instance, STACK_SIZE_PARAM_IS_A_RESERVATION, NULL);
    if (thread != NULL) CloseHandle(thread);
  }
}

static DWORD WINAPI open_door(void *parameter) {
  struct door *door = parameter;
  HANDLE pipes[instances];
  for (bool told = false;; told = true) {
    DWORD answer = create_instances(door, pipes);
    if (answer == ERROR_SUCCESS) {
      serve_instances(door, pipes);
      return 0;
    }
    if (!told) write_event(EVENT_DOOR_TAKEN, door->pipe);
    if (WaitForSingleObject(door->host->stop, try_again_after_ms) == WAIT_OBJECT_0) return 0;
  }
}

void open_doors(struct host *host) {
  for (size_t i = 0; i < host->setup.doors.count; i++) {
    struct text name = {0};
    const char *item = host->setup.doors.items[i];
    size_t length = door_name_length(item);
    if (item[length] == 0) continue;
    add_bytes(&name, item, length);
    struct door *door = take_memory(sizeof *door);
    *door = (struct door){host, name.bytes, host->setup.doors.items[i] + length + 1};
    HANDLE thread = CreateThread(NULL, 0, open_door, door, 0, NULL);
    if (thread != NULL) CloseHandle(thread);
  }
}
