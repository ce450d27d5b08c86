// Registers the source of our events and writes them.
#include "event-log.h"
#include "answer.h"
#include "events.h"
#include "verbs.h"
#include "wide.h"
#include <stdlib.h>
#include <string.h>

static const wchar_t source[] = L"Bridgehead";
static const wchar_t source_key[] = L"SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\Bridgehead";
// ReportEvent takes 31,839 characters for a string.
enum { longest_event = 31000 };

static WORD type_of(DWORD id) {
  switch (id >> 30) {
  case 3: return EVENTLOG_ERROR_TYPE;
  case 2: return EVENTLOG_WARNING_TYPE;
  default: return EVENTLOG_INFORMATION_TYPE;
  }
}

static DWORD report(DWORD id, const char *text) {
  HANDLE log = RegisterEventSourceW(NULL, source);
  if (log == NULL) return GetLastError();
  wchar_t *wide = wide_of(text);
  const wchar_t *strings[] = {wide};
  DWORD answer = ReportEventW(log, type_of(id), 0, id, NULL, 1, 0, strings, NULL) ? ERROR_SUCCESS : GetLastError();
  free(wide);
  DeregisterEventSource(log);
  return answer;
}

// A log that takes nothing must not keep a service from running.
void write_event(DWORD id, const char *text) { report(id, text == NULL ? "" : text); }

static const DWORD known[] = {
    EVENT_AGENT_INFORMATION,   EVENT_AGENT_WARNING,   EVENT_AGENT_ERROR,
    EVENT_UPDATER_INFORMATION, EVENT_UPDATER_WARNING, EVENT_UPDATER_ERROR,
};

// The number alone, without severity, is what people see and filter by.
static DWORD find_event(DWORD number) {
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if ((known[i] & 0xFFFF) == number) return known[i];
  return 0;
}

int report_event(const struct options *options) {
  DWORD id = find_event(strtoul(options->id, NULL, 10));
  static const WORD types[] = {EVENTLOG_INFORMATION_TYPE, EVENTLOG_WARNING_TYPE, EVENTLOG_ERROR_TYPE};
  WORD type = types[strcmp(options->level, "information") == 0 ? 0 : strcmp(options->level, "warning") == 0 ? 1 : 2];
  if (id == 0 || type_of(id) != type) return refuse_usage("--id is no event of this level; events.mc has the table");
  char *text = take_memory(longest_event + 1);
  DWORD length = 0, read;
  HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
  while (length < longest_event && ReadFile(input, text + length, longest_event - length, &read, NULL) && read > 0) length += read;
  // It may have been cut within a character.
  while (length > 0 && !is_utf8(text)) text[--length] = 0;
  DWORD answer = length == 0 ? ERROR_INVALID_DATA : report(id, text);
  free(text);
  if (answer != ERROR_SUCCESS) return refuse("ReportEvent", answer);
  struct text json = {0};
  begin_answer(&json);
  return end_answer(&json);
}

static DWORD install_source(void) {
  wchar_t path[MAX_PATH];
  DWORD length = GetModuleFileNameW(NULL, path, MAX_PATH);
  if (length == 0 || length == MAX_PATH) return ERROR_FILENAME_EXCED_RANGE;
  HKEY key;
  LSTATUS answer = RegCreateKeyExW(HKEY_LOCAL_MACHINE, source_key, 0, NULL, 0, KEY_WRITE, NULL, &key, NULL);
  if (answer != ERROR_SUCCESS) return (DWORD)answer;
  DWORD types = EVENTLOG_ERROR_TYPE | EVENTLOG_WARNING_TYPE | EVENTLOG_INFORMATION_TYPE;
  answer = RegSetValueExW(key, L"EventMessageFile", 0, REG_EXPAND_SZ, (const BYTE *)path, (length + 1) * sizeof *path);
  if (answer == ERROR_SUCCESS) answer = RegSetValueExW(key, L"TypesSupported", 0, REG_DWORD, (const BYTE *)&types, sizeof types);
  RegCloseKey(key);
  return (DWORD)answer;
}

static DWORD uninstall_source(void) {
  LSTATUS answer = RegDeleteTreeW(HKEY_LOCAL_MACHINE, source_key);
  return answer == ERROR_FILE_NOT_FOUND ? ERROR_SUCCESS : (DWORD)answer;
}

int change_event_source(const struct options *options) {
  DWORD answer = options->install ? install_source() : uninstall_source();
  if (answer != ERROR_SUCCESS) return refuse("the event source", answer);
  struct text json = {0};
  begin_answer(&json);
  return end_answer(&json);
}
