// Registers a service, or brings one that is there up to date; its account stays what it is unless another one is asked for.
#include "account.h"
#include "answer.h"
#include "plain/quote.h"
#include "service.h"
#include "setup.h"
#include "sid.h"
#include "verbs.h"
#include "wide.h"
#include <stdlib.h>
#include <wchar.h>

static const DWORD usual_stop_seconds = 120;
static const DWORD preshutdown_margin_ms = 10000;
static const DWORD forget_failures_after_s = 24 * 60 * 60;

// What this program is called with by the service manager.
static wchar_t *own_command(const char *name) {
  static wchar_t own_path[longest_command_line];
  DWORD length = GetModuleFileNameW(NULL, own_path, longest_command_line);
  char *path = length == 0 || length == longest_command_line ? NULL : utf8_of(own_path);
  if (path == NULL) return NULL;
  struct text line = {0};
  // Always quoted: an unquoted path with a space lets whoever may write to the folder above choose what is started.
  add(&line, "\"");
  add(&line, path);
  add(&line, "\" run --name ");
  add(&line, name);
  wchar_t *wide = wide_of(line.bytes);
  free_text(&line);
  free(path);
  return wide;
}

struct registration {
  wchar_t *name, *display, *command;
  wchar_t *account; // NULL where none was asked for
  wchar_t *password;
  DWORD start;
};

// Without another account it is the service's own, a virtual one, which the machine makes and whose password nobody knows.
static bool create(SC_HANDLE manager, const struct registration *wanted, struct service *service) {
  wchar_t own[128];
  swprintf(own, sizeof own / sizeof *own, L"NT SERVICE\\%ls", wanted->name);
  const wchar_t *account = wanted->account == NULL ? own : wanted->account;
  service->service = CreateServiceW(manager, wanted->name, wanted->display, SERVICE_ALL_ACCESS, SERVICE_WIN32_OWN_PROCESS, wanted->start,
                                    SERVICE_ERROR_NORMAL, wanted->command, NULL, NULL, NULL, account, wanted->password);
  return service->service != NULL;
}

static bool update(const struct registration *wanted, DWORD start, const struct service *service) {
  return ChangeServiceConfigW(service->service, SERVICE_WIN32_OWN_PROCESS, start, SERVICE_ERROR_NORMAL, wanted->command, NULL, NULL, NULL,
                              wanted->account, wanted->password, wanted->display);
}

// What was asked for and what an older Windows does not know are two things: the second is told, and is no failure.
struct refinements {
  const struct service *service;
  struct values unknown;
  DWORD error;
  const char *step;
};

static void refine(struct refinements *all, DWORD level, void *value, char *title) {
  if (all->error != ERROR_SUCCESS || ChangeServiceConfig2W(all->service->service, level, value)) return;
  DWORD error = GetLastError();
  if (error == ERROR_INVALID_LEVEL) all->unknown.items[all->unknown.count++] = title;
  else *all = (struct refinements){all->service, all->unknown, error, title};
}

// Each privilege ends in a zero, and the list in one more.
static wchar_t *list_of_privileges(const struct values *privileges) {
  wchar_t *all = take_memory((privileges->count * 65 + 2) * sizeof *all), *end = all;
  for (size_t i = 0; i < privileges->count; i++) {
    wchar_t *one = wide_of(privileges->items[i]);
    wcscpy(end, one);
    end += wcslen(one) + 1;
    free(one);
  }
  return all;
}

static void refine_all(struct refinements *all, const struct options *options, DWORD stop_seconds) {
  wchar_t *description = wide_of(options->description);
  SERVICE_DESCRIPTIONW text = {description};
  refine(all, SERVICE_CONFIG_DESCRIPTION, &text, "description");
  // These are for the host itself; the program it keeps is started anew by the host.
  SC_ACTION actions[] = {{SC_ACTION_RESTART, 5000}, {SC_ACTION_RESTART, 30000}, {SC_ACTION_RESTART, 60000}};
  SERVICE_FAILURE_ACTIONSW failures = {forget_failures_after_s, NULL, NULL, 3, actions};
  refine(all, SERVICE_CONFIG_FAILURE_ACTIONS, &failures, "failureActions");
  SERVICE_FAILURE_ACTIONS_FLAG also_errors = {TRUE};
  refine(all, SERVICE_CONFIG_FAILURE_ACTIONS_FLAG, &also_errors, "failureActionsFlag");
  SERVICE_DELAYED_AUTO_START_INFO delayed = {!options->manual};
  refine(all, SERVICE_CONFIG_DELAYED_AUTO_START_INFO, &delayed, "delayedStart");
  SERVICE_SID_INFO sid = {SERVICE_SID_TYPE_UNRESTRICTED};
  refine(all, SERVICE_CONFIG_SERVICE_SID_INFO, &sid, "serviceSid");
  SERVICE_PRESHUTDOWN_INFO shutdown = {stop_seconds * 1000 + preshutdown_margin_ms};
  refine(all, SERVICE_CONFIG_PRESHUTDOWN_INFO, &shutdown, "preshutdown");
  if (options->privileges.count > 0) {
    SERVICE_REQUIRED_PRIVILEGES_INFOW needed = {list_of_privileges(&options->privileges)};
    refine(all, SERVICE_CONFIG_REQUIRED_PRIVILEGES_INFO, &needed, "requiredPrivileges");
    free(needed.pmszRequiredPrivileges);
  }
  free(description);
}

static DWORD write_registry(const char *name, const struct setup *wanted, bool *changed) {
  struct setup before;
  *changed = read_setup(name, &before) != ERROR_SUCCESS || !are_same(&before, wanted);
  DWORD answer = write_setup(name, wanted);
  if (answer != ERROR_SUCCESS) return answer;
  struct text trustee = {0};
  add(&trustee, "service:");
  add(&trustee, name);
  PSID sid = sid_of_trustee(trustee.bytes);
  free_text(&trustee);
  char *sid_text = sid == NULL ? NULL : text_of_sid(sid);
  answer = sid_text == NULL ? ERROR_INVALID_SID : open_state_to(name, sid_text);
  if (sid != NULL) LocalFree(sid);
  free(sid_text);
  return answer;
}

static int finish(const struct options *options, const struct service *service, bool created) {
  struct setup wanted = {options->program, options->data_dir, options->arguments, options->doors, options->allowances,
                         options->stop_seconds == NULL ? usual_stop_seconds : strtoul(options->stop_seconds, NULL, 10)};
  struct refinements all = {.service = service};
  refine_all(&all, options, wanted.stop_seconds);
  if (all.error != ERROR_SUCCESS) return refuse(all.step, all.error);
  bool changed;
  DWORD answer = write_registry(options->name, &wanted, &changed);
  if (answer != ERROR_SUCCESS) return refuse("writing the registry of the service", answer);
  DWORD marked = options->managed ? mark_managed(options->name, true) : ERROR_SUCCESS;
  if (marked != ERROR_SUCCESS) return refuse("sc managedaccount", marked);
  char *account = account_of_service(service);
  struct text json = {0};
  begin_answer(&json);
  json_boolean(&json, "created", created);
  json_boolean(&json, "changed", created || changed || options->account != NULL);
  json_string(&json, "account", account);
  json_list(&json, "unknownToWindows", all.unknown.items, all.unknown.count);
  free(account);
  return end_answer(&json);
}

// @return 0, or the exit code of what was refused and said
static int register_service(const struct options *options, const struct registration *wanted, struct service *service, bool *created) {
  service->manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_CONNECT | SC_MANAGER_CREATE_SERVICE);
  if (service->manager == NULL) return refuse("OpenSCManager", GetLastError());
  service->service = OpenServiceW(service->manager, wanted->name, SERVICE_ALL_ACCESS);
  *created = service->service == NULL && GetLastError() == ERROR_SERVICE_DOES_NOT_EXIST;
  if (service->service == NULL && !*created) return refuse("OpenService", GetLastError());
  if (*created) return create(service->manager, wanted, service) ? 0 : refuse("CreateService", GetLastError());
  // Somebody may have set it to manual, or off; that stays unless it is said.
  DWORD start = options->automatic || options->manual ? wanted->start : SERVICE_NO_CHANGE;
  return update(wanted, start, service) ? 0 : refuse("ChangeServiceConfig", GetLastError());
}

static bool is_file(const char *path) {
  wchar_t *wide = wide_of(path);
  DWORD attributes = GetFileAttributesW(wide);
  free(wide);
  return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) == 0;
}

int install(const struct options *options) {
  if (!is_file(options->program)) return refuse("the program", ERROR_FILE_NOT_FOUND);
  enum account_kind kind;
  int exit_code = examine_account(options, &kind);
  if (exit_code != 0) return exit_code;
  wchar_t *password = options->password ? read_password() : NULL;
  if (options->password && password == NULL) return refuse_usage("--password needs the password on standard input");
  if (options->account != NULL) exit_code = permit_account(options->account, kind);
  if (exit_code != 0) return exit_code;

  struct registration wanted = {
      .name = wide_of(options->name),
      .display = wide_of(options->display),
      .command = own_command(options->name),
      .account = wide_of(options->account),
      .password = password,
      .start = options->manual ? SERVICE_DEMAND_START : SERVICE_AUTO_START,
  };
  if (wanted.command == NULL) return refuse("GetModuleFileName", GetLastError());
  struct service service = {0};
  bool created = false;
  exit_code = register_service(options, &wanted, &service, &created);
  if (exit_code == 0) exit_code = finish(options, &service, created);
  if (password != NULL) SecureZeroMemory(password, wcslen(password) * sizeof *password);
  close_service(&service);
  return exit_code;
}
