// Makes a folder that only the system, the administrators and those who are named can open, closes one that is there, and tells who else can.
#include "answer.h"
#include "sid.h"
#include "verbs.h"
#include "wide.h"
#include <aclapi.h>
#include <stdlib.h>

// FILE_GENERIC_READ | FILE_GENERIC_EXECUTE, and FILE_ALL_ACCESS, for the folder and everything in it.
static const char full_rights[] = "(A;OICI;FA;;;";
static const char read_rights[] = "(A;OICI;0x1200a9;;;";

// @return false when one of them is nobody
static bool add_entries(struct text *sddl, const char *rights, const struct values *trustees) {
  for (size_t i = 0; i < trustees->count; i++) {
    PSID sid = sid_of_trustee(trustees->items[i]);
    char *text = sid == NULL ? NULL : text_of_sid(sid);
    if (sid != NULL) LocalFree(sid);
    if (text == NULL) return false;
    add(sddl, rights);
    add(sddl, text);
    add(sddl, ")");
    free(text);
  }
  return true;
}

// Protected: what the folder above allows does not come in.
static PSECURITY_DESCRIPTOR descriptor_of(const struct options *options) {
  struct text sddl = {0};
  add(&sddl, "O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)");
  PSECURITY_DESCRIPTOR descriptor = NULL;
  if (add_entries(&sddl, full_rights, &options->full) && add_entries(&sddl, read_rights, &options->read))
    descriptor = descriptor_of_sddl(sddl.bytes);
  free_text(&sddl);
  return descriptor;
}

// Whoever calls this may do everything with the folder anyhow.
static bool is_caller(PSID owner) {
  PSID user = user_of_this_process();
  bool same = user != NULL && EqualSid(user, owner);
  if (user != NULL) LocalFree(user);
  return same;
}

static bool is_trusted(PSID who, const struct options *options) {
  if (is_well_known(who, WinLocalSystemSid) || is_well_known(who, WinBuiltinAdministratorsSid) || is_caller(who)) return true;
  for (size_t i = 0; i < options->full.count; i++) {
    PSID sid = sid_of_trustee(options->full.items[i]);
    bool same = sid != NULL && EqualSid(sid, who);
    if (sid != NULL) LocalFree(sid);
    if (same) return true;
  }
  return false;
}

// Everybody may make folders below ProgramData. One that somebody prepared may hold traps, and its owner could open it again: it is refused.
// @return what is wrong, or NULL
static const char *find_trouble(HANDLE folder, const struct options *options) {
  BY_HANDLE_FILE_INFORMATION information;
  if (!GetFileInformationByHandle(folder, &information)) return "cannot be examined";
  if (information.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) return "is a link";
  if (!(information.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY)) return "is no folder";
  PSID owner;
  PSECURITY_DESCRIPTOR found;
  if (GetSecurityInfo(folder, SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION, &owner, NULL, NULL, NULL, &found) != ERROR_SUCCESS)
    return "does not tell its owner";
  bool trusted = is_trusted(owner, options);
  LocalFree(found);
  return trusted ? NULL : "belongs to somebody else";
}

// The access list goes on to everything inside.
static DWORD close_folder(wchar_t *path, PSECURITY_DESCRIPTOR descriptor) {
  PACL list;
  BOOL present, defaulted;
  PSID owner;
  if (!GetSecurityDescriptorDacl(descriptor, &present, &list, &defaulted)) return GetLastError();
  if (!GetSecurityDescriptorOwner(descriptor, &owner, &defaulted)) return GetLastError();
  SECURITY_INFORMATION what = OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION;
  return SetNamedSecurityInfoW(path, SE_FILE_OBJECT, what, owner, NULL, list, NULL);
}

static int protect(const struct options *options, wchar_t *path, PSECURITY_DESCRIPTOR descriptor) {
  SECURITY_ATTRIBUTES attributes = {sizeof attributes, descriptor, FALSE};
  bool created = CreateDirectoryW(path, &attributes);
  if (!created && GetLastError() != ERROR_ALREADY_EXISTS) return refuse("CreateDirectory", GetLastError());
  HANDLE folder = CreateFileW(path, READ_CONTROL | FILE_READ_ATTRIBUTES, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING,
                              FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, NULL);
  if (folder == INVALID_HANDLE_VALUE) return refuse("CreateFile", GetLastError());
  const char *trouble = find_trouble(folder, options);
  // Held open, and not for others to rename: nobody can put another folder in its place meanwhile.
  DWORD answer = trouble == NULL ? close_folder(path, descriptor) : ERROR_SUCCESS;
  CloseHandle(folder);
  if (trouble != NULL) return refuse_as("untrustedFolder", "the folder", ERROR_INVALID_OWNER, trouble);
  if (answer != ERROR_SUCCESS) return refuse("SetNamedSecurityInfo", answer);
  struct text json = {0};
  begin_answer(&json);
  json_boolean(&json, "created", created);
  return end_answer(&json);
}

int protect_folder(const struct options *options) {
  PSECURITY_DESCRIPTOR descriptor = descriptor_of(options);
  if (descriptor == NULL) return refuse_as("unknownAccount", "the access list", ERROR_INVALID_SID, "One of the accounts is nobody.");
  wchar_t *path = wide_of(options->path);
  int exit_code = protect(options, path, descriptor);
  LocalFree(descriptor);
  free(path);
  return exit_code;
}

static void add_other(struct text *json, PSID sid) {
  char *account = sid == NULL ? NULL : account_of_sid(sid), *text = sid == NULL ? NULL : text_of_sid(sid);
  json_begin_item(json);
  json_string(json, "sid", text);
  json_string(json, "account", account);
  json_close(json);
  free(account);
  free(text);
}

// An entry of a kind that we never make counts as somebody's, whatever it grants.
static void add_others(struct text *json, PACL list, const struct options *options) {
  for (DWORD i = 0; list != NULL && i < list->AceCount; i++) {
    ACCESS_ALLOWED_ACE *entry;
    if (!GetAce(list, i, (void **)&entry) || entry->Header.AceType == ACCESS_DENIED_ACE_TYPE) continue;
    PSID sid = (PSID)&entry->SidStart;
    if (entry->Header.AceType != ACCESS_ALLOWED_ACE_TYPE) add_other(json, NULL);
    else if (!is_trusted(sid, options)) add_other(json, sid);
  }
}

// Who else may open the folder than those it is for.
int inspect_folder(const struct options *options) {
  wchar_t *path = wide_of(options->path);
  PSID owner;
  PACL list;
  PSECURITY_DESCRIPTOR found;
  DWORD answer = GetNamedSecurityInfoW(path, SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION, &owner, NULL, &list, NULL, &found);
  free(path);
  if (answer != ERROR_SUCCESS) return refuse("GetNamedSecurityInfo", answer);
  struct text json = {0};
  begin_answer(&json);
  // Without a list everybody may do everything.
  json_boolean(&json, "hasList", list != NULL);
  json_begin_list(&json, "others");
  if (!is_trusted(owner, options)) add_other(&json, owner);
  add_others(&json, list, options);
  json_end_list(&json);
  LocalFree(found);
  return end_answer(&json);
}
