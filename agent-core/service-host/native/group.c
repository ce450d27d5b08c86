// Makes and removes local groups, and looks up who a name is.
#include "answer.h"
#include "sid.h"
#include "verbs.h"
#include "wide.h"
#include <lm.h>
#include <stdlib.h>

static void say_sid(struct text *json, const char *name) {
  PSID sid = sid_of_account(name);
  char *text = sid == NULL ? NULL : text_of_sid(sid);
  char *account = sid == NULL ? NULL : account_of_sid(sid);
  json_string(json, "sid", text);
  json_string(json, "account", account);
  if (sid != NULL) LocalFree(sid);
  free(text);
  free(account);
}

static NET_API_STATUS make_group(const struct options *options) {
  wchar_t *name = wide_of(options->group), *comment = wide_of(options->comment == NULL ? "" : options->comment);
  LOCALGROUP_INFO_1 group = {name, comment};
  NET_API_STATUS answer = NetLocalGroupAdd(NULL, 1, (BYTE *)&group, NULL);
  free(name);
  free(comment);
  return answer;
}

static NET_API_STATUS remove_group(const char *group) {
  wchar_t *name = wide_of(group);
  NET_API_STATUS answer = NetLocalGroupDel(NULL, name);
  free(name);
  return answer;
}

// A group that is there keeps its members.
int change_group(const struct options *options) {
  NET_API_STATUS answer = options->install ? make_group(options) : remove_group(options->group);
  bool was_so = options->install ? answer == ERROR_ALIAS_EXISTS || answer == NERR_GroupExists
                                 : answer == ERROR_NO_SUCH_ALIAS || answer == NERR_GroupNotFound;
  if (answer != NERR_Success && !was_so) return refuse(options->install ? "NetLocalGroupAdd" : "NetLocalGroupDel", answer);
  struct text json = {0};
  begin_answer(&json);
  json_boolean(&json, "changed", !was_so);
  if (options->install) say_sid(&json, options->group);
  return end_answer(&json);
}

int look_up(const struct options *options) {
  const char *name = options->account != NULL ? options->account : options->group;
  PSID sid = sid_of_account(name);
  if (sid == NULL) return refuse("LookupAccountName", GetLastError());
  LocalFree(sid);
  struct text json = {0};
  begin_answer(&json);
  say_sid(&json, name);
  return end_answer(&json);
}
