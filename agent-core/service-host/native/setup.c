// The registry of one service.
#include "setup.h"
#include "sid.h"
#include "wide.h"
#include <stdlib.h>
#include <string.h>

static wchar_t *key_of(const char *name, const char *part) {
  struct text path = {0};
  add(&path, "SYSTEM\\CurrentControlSet\\Services\\");
  add(&path, name);
  add(&path, "\\");
  add(&path, part);
  wchar_t *wide = wide_of(path.bytes);
  free_text(&path);
  return wide;
}

static DWORD open_key(const char *name, const char *part, REGSAM access, HKEY *key) {
  wchar_t *path = key_of(name, part);
  LSTATUS answer = access & KEY_CREATE_SUB_KEY
                       ? RegCreateKeyExW(HKEY_LOCAL_MACHINE, path, 0, NULL, 0, access, NULL, key, NULL)
                       : RegOpenKeyExW(HKEY_LOCAL_MACHINE, path, 0, access, key);
  free(path);
  return (DWORD)answer;
}

static DWORD read_value(HKEY key, const wchar_t *value, DWORD flags, void **data) {
  DWORD size = 0;
  LSTATUS answer = RegGetValueW(key, NULL, value, flags, NULL, NULL, &size);
  if (answer != ERROR_SUCCESS) return (DWORD)answer;
  *data = take_memory(size + 2 * sizeof(wchar_t));
  return (DWORD)RegGetValueW(key, NULL, value, flags, NULL, *data, &size);
}

static DWORD read_string(HKEY key, const wchar_t *value, char **string) {
  void *wide = NULL;
  DWORD answer = read_value(key, value, RRF_RT_REG_SZ, &wide);
  if (answer == ERROR_SUCCESS) *string = utf8_of(wide);
  free(wide);
  return answer == ERROR_SUCCESS && *string == NULL ? ERROR_INVALID_DATA : answer;
}

static DWORD read_list(HKEY key, const wchar_t *value, struct values *list) {
  void *wide = NULL;
  DWORD answer = read_value(key, value, RRF_RT_REG_MULTI_SZ, &wide);
  for (const wchar_t *item = wide; answer == ERROR_SUCCESS && *item != 0; item += wcslen(item) + 1) {
    char *text = utf8_of(item);
    if (text == NULL || list->count == most_values) answer = ERROR_INVALID_DATA;
    else list->items[list->count++] = text;
  }
  free(wide);
  return answer;
}

static DWORD read_number(HKEY key, const wchar_t *value, DWORD *number) {
  DWORD size = sizeof *number;
  return (DWORD)RegGetValueW(key, NULL, value, RRF_RT_REG_DWORD, NULL, number, &size);
}

static DWORD write_string(HKEY key, const wchar_t *value, const char *string) {
  wchar_t *wide = wide_of(string);
  DWORD size = (DWORD)((wcslen(wide) + 1) * sizeof(wchar_t));
  DWORD answer = (DWORD)RegSetValueExW(key, value, 0, REG_SZ, (const BYTE *)wide, size);
  free(wide);
  return answer;
}

// REG_MULTI_SZ: strings that each end in a zero, and one more zero.
static DWORD write_list(HKEY key, const wchar_t *value, const struct values *list) {
  size_t room = 2;
  for (size_t i = 0; i < list->count; i++) room += strlen(list->items[i]) + 1;
  wchar_t *all = take_memory(room * sizeof(wchar_t)), *end = all;
  for (size_t i = 0; i < list->count; i++) {
    wchar_t *wide = wide_of(list->items[i]);
    wcscpy(end, wide);
    end += wcslen(wide) + 1;
    free(wide);
  }
  DWORD size = (DWORD)((size_t)(end - all + 1) * sizeof(wchar_t));
  DWORD answer = (DWORD)RegSetValueExW(key, value, 0, REG_MULTI_SZ, (const BYTE *)all, size);
  free(all);
  return answer;
}

static DWORD write_number(HKEY key, const wchar_t *value, DWORD number) {
  return (DWORD)RegSetValueExW(key, value, 0, REG_DWORD, (const BYTE *)&number, sizeof number);
}

DWORD read_setup(const char *name, struct setup *setup) {
  *setup = (struct setup){0};
  HKEY key;
  DWORD answer = open_key(name, "Parameters", KEY_READ, &key);
  if (answer != ERROR_SUCCESS) return answer;
  answer = read_string(key, L"Program", &setup->program);
  if (answer == ERROR_SUCCESS) answer = read_string(key, L"DataDir", &setup->data_dir);
  if (answer == ERROR_SUCCESS) answer = read_list(key, L"Arguments", &setup->arguments);
  if (answer == ERROR_SUCCESS) answer = read_list(key, L"Doors", &setup->doors);
  if (answer == ERROR_SUCCESS) answer = read_list(key, L"Allow", &setup->allowances);
  if (answer == ERROR_SUCCESS) answer = read_number(key, L"StopSeconds", &setup->stop_seconds);
  RegCloseKey(key);
  return answer;
}

DWORD write_setup(const char *name, const struct setup *setup) {
  HKEY key;
  DWORD answer = open_key(name, "Parameters", KEY_WRITE, &key);
  if (answer != ERROR_SUCCESS) return answer;
  answer = write_string(key, L"Program", setup->program);
  if (answer == ERROR_SUCCESS) answer = write_string(key, L"DataDir", setup->data_dir);
  if (answer == ERROR_SUCCESS) answer = write_list(key, L"Arguments", &setup->arguments);
  if (answer == ERROR_SUCCESS) answer = write_list(key, L"Doors", &setup->doors);
  if (answer == ERROR_SUCCESS) answer = write_list(key, L"Allow", &setup->allowances);
  if (answer == ERROR_SUCCESS) answer = write_number(key, L"StopSeconds", setup->stop_seconds);
  RegCloseKey(key);
  return answer;
}

// One value, so that nobody reads half of it.
DWORD read_state(const char *name, struct state *state) {
  HKEY key;
  DWORD answer = open_key(name, "State", KEY_READ, &key);
  if (answer != ERROR_SUCCESS) return answer;
  DWORD size = sizeof *state;
  answer = (DWORD)RegGetValueW(key, NULL, L"Host", RRF_RT_REG_BINARY, NULL, state, &size);
  RegCloseKey(key);
  return answer == ERROR_SUCCESS && size != sizeof *state ? ERROR_INVALID_DATA : answer;
}

DWORD write_state(const char *name, const struct state *state) {
  HKEY key;
  DWORD answer = open_key(name, "State", KEY_SET_VALUE, &key);
  if (answer != ERROR_SUCCESS) return answer;
  answer = (DWORD)RegSetValueExW(key, L"Host", 0, REG_BINARY, (const BYTE *)state, sizeof *state);
  RegCloseKey(key);
  return answer;
}

DWORD open_state_to(const char *name, const char *service_sid) {
  struct text access = {0};
  add(&access, "D:P(A;;KA;;;SY)(A;;KA;;;BA)(A;;KR;;;BU)(A;;KR;;;AU)(A;;KRKW;;;");
  add(&access, service_sid);
  add(&access, ")");
  PSECURITY_DESCRIPTOR descriptor = descriptor_of_sddl(access.bytes);
  DWORD error = GetLastError();
  free_text(&access);
  if (descriptor == NULL) return error;
  HKEY key;
  DWORD answer = open_key(name, "State", KEY_WRITE | WRITE_DAC, &key);
  if (answer == ERROR_SUCCESS) {
    answer = (DWORD)RegSetKeySecurity(key, DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION, descriptor);
    RegCloseKey(key);
  }
  LocalFree(descriptor);
  return answer;
}

void describe_setup(struct text *json, const struct setup *setup) {
  json_string(json, "program", setup->program);
  json_list(json, "arguments", setup->arguments.items, setup->arguments.count);
  json_string(json, "dataDir", setup->data_dir);
  json_list(json, "doors", setup->doors.items, setup->doors.count);
  json_list(json, "allow", setup->allowances.items, setup->allowances.count);
  json_number(json, "stopSeconds", setup->stop_seconds);
}

bool are_same(const struct setup *one, const struct setup *other) {
  struct text first = {0}, second = {0};
  describe_setup(&first, one);
  describe_setup(&second, other);
  bool same = strcmp(first.bytes, second.bytes) == 0;
  free_text(&first);
  free_text(&second);
  return same;
}
