// Examines an account before a service may have it (R36) and gives it the right to log on as one.
#include "account.h"
#include "answer.h"
#include "plain/quote.h"
#include "service.h"
#include "sid.h"
#include "verbs.h"
#include "wide.h"
#include <ntsecapi.h>
#include <stdlib.h>
#include <string.h>

static const char virtual_prefix[] = "NT SERVICE\\";
enum { longest_password = 1024 };

// Written by Windows when the computer is promoted and demoted.
bool is_controller(void) {
  wchar_t type[32];
  DWORD size = sizeof type;
  return RegGetValueW(HKEY_LOCAL_MACHINE, L"SYSTEM\\CurrentControlSet\\Control\\ProductOptions", L"ProductType", RRF_RT_REG_SZ, NULL,
                      type, &size) == ERROR_SUCCESS &&
         wcscmp(type, L"LanmanNT") == 0;
}

static bool is_virtual(const char *account) { return _strnicmp(account, virtual_prefix, sizeof virtual_prefix - 1) == 0; }

static int find_kind(const char *account, enum account_kind *kind) {
  if (strcmp(account, "LocalSystem") == 0 || _stricmp(account, ".\\LocalSystem") == 0) {
    *kind = account_system;
    return 0;
  }
  // By what it is, not by its name, which is another one on a machine in another language.
  PSID sid = sid_of_account(account);
  if (sid == NULL) return refuse("LookupAccountName", GetLastError());
  *kind = is_well_known(sid, WinLocalSystemSid) ? account_system
          : is_well_known(sid, WinLocalServiceSid) || is_well_known(sid, WinNetworkServiceSid) ? account_built_in
                                                                                               : account_named;
  LocalFree(sid);
  return 0;
}

int examine_account(const struct options *options, enum account_kind *kind) {
  const char *account = options->account;
  if (account == NULL || is_virtual(account)) {
    *kind = account_virtual;
    if (account == NULL || _stricmp(account + sizeof virtual_prefix - 1, options->name) == 0) return 0;
    return refuse_as("unknownAccount", "account", ERROR_INVALID_SERVICE_ACCOUNT, "A virtual account bears the name of its service.");
  }
  int exit_code = find_kind(account, kind);
  if (exit_code != 0) return exit_code;
  if (*kind == account_system && !options->system_service && is_controller())
    return refuse_as("systemOnController", "account", ERROR_INVALID_SERVICE_ACCOUNT,
                     "On a domain controller LocalSystem is the domain itself; a service that reads directories must not run as it.");
  return 0;
}

static int grant_logon(PSID sid) {
  LSA_OBJECT_ATTRIBUTES attributes = {0};
  LSA_HANDLE policy;
  NTSTATUS answer = LsaOpenPolicy(NULL, &attributes, POLICY_CREATE_ACCOUNT | POLICY_LOOKUP_NAMES, &policy);
  if (answer != 0) return refuse("LsaOpenPolicy", LsaNtStatusToWinError(answer));
  wchar_t name[] = L"SeServiceLogonRight";
  LSA_UNICODE_STRING right = {sizeof name - sizeof *name, sizeof name, name};
  answer = LsaAddAccountRights(policy, sid, &right, 1);
  LsaClose(policy);
  return answer == 0 ? 0 : refuse("LsaAddAccountRights", LsaNtStatusToWinError(answer));
}

// services.msc does it by itself; the functions below it do not.
int permit_account(const char *account, enum account_kind kind) {
  if (kind != account_named) return 0;
  PSID sid = sid_of_account(account);
  if (sid == NULL) return refuse("LookupAccountName", GetLastError());
  int exit_code = grant_logon(sid);
  LocalFree(sid);
  return exit_code;
}

// The flag has no documented function: sc.exe sets it ("sc managedaccount"), so that the service manager asks for a new password itself.
DWORD mark_managed(const char *service, bool managed) {
  wchar_t directory[MAX_PATH];
  UINT length = GetSystemDirectoryW(directory, MAX_PATH);
  if (length == 0 || length >= MAX_PATH) return ERROR_PATH_NOT_FOUND;
  char *system = utf8_of(directory);
  struct text program = {0}, line = {0};
  add(&program, system);
  add(&program, "\\sc.exe");
  const char *const words[] = {program.bytes, "managedaccount", service, managed ? "true" : "false"};
  for (size_t i = 0; i < 4; i++) add_argument(&line, words[i]);
  wchar_t *wide_program = wide_of(program.bytes), *wide_line = wide_of(line.bytes);
  STARTUPINFOW startup = {.cb = sizeof startup};
  PROCESS_INFORMATION process;
  DWORD answer = ERROR_SUCCESS;
  if (CreateProcessW(wide_program, wide_line, NULL, NULL, FALSE, CREATE_NO_WINDOW, NULL, NULL, &startup, &process)) {
    if (WaitForSingleObject(process.hProcess, 30000) != WAIT_OBJECT_0) answer = ERROR_TIMEOUT;
    else GetExitCodeProcess(process.hProcess, &answer);
    CloseHandle(process.hThread);
    CloseHandle(process.hProcess);
  } else {
    answer = GetLastError();
  }
  free(wide_program);
  free(wide_line);
  free_text(&program);
  free_text(&line);
  free(system);
  return answer;
}

wchar_t *read_password(void) {
  char line[longest_password + 1];
  DWORD length = 0, read;
  HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
  while (length < longest_password && ReadFile(input, line + length, longest_password - length, &read, NULL) && read > 0) length += read;
  line[length] = 0;
  line[strcspn(line, "\r\n")] = 0;
  wchar_t *password = *line == 0 || !is_utf8(line) ? NULL : wide_of(line);
  SecureZeroMemory(line, sizeof line);
  return password;
}

static bool set_account(const struct service *service, const char *account, const wchar_t *password) {
  wchar_t *wide = wide_of(account);
  bool done = ChangeServiceConfigW(service->service, SERVICE_NO_CHANGE, SERVICE_NO_CHANGE, SERVICE_NO_CHANGE, NULL, NULL, NULL, NULL,
                                   wide, password, NULL);
  free(wide);
  return done;
}

// Takes effect at the next start.
int change_account(const struct options *options) {
  enum account_kind kind;
  int exit_code = examine_account(options, &kind);
  if (exit_code != 0) return exit_code;
  wchar_t *password = options->password ? read_password() : NULL;
  if (options->password && password == NULL) return refuse_usage("--password needs the password on standard input");
  struct service service;
  struct refusal refusal;
  if (!open_service(options->name, SERVICE_QUERY_CONFIG | SERVICE_CHANGE_CONFIG, &service, &refusal))
    return refuse(refusal.step, refusal.error);
  char *before = account_of_service(&service);
  exit_code = permit_account(options->account, kind);
  if (exit_code == 0 && !set_account(&service, options->account, password)) exit_code = refuse("ChangeServiceConfig", GetLastError());
  if (password != NULL) SecureZeroMemory(password, wcslen(password) * sizeof *password);
  close_service(&service);
  if (exit_code != 0) return exit_code;
  DWORD marked = options->managed ? mark_managed(options->name, true) : ERROR_SUCCESS;
  if (marked != ERROR_SUCCESS) return refuse("sc managedaccount", marked);
  struct text json = {0};
  begin_answer(&json);
  json_boolean(&json, "changed", before == NULL || _stricmp(before, options->account) != 0);
  json_string(&json, "account", options->account);
  json_boolean(&json, "managed", options->managed);
  free(before);
  return end_answer(&json);
}
