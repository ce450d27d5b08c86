// Translates between names, texts and security identifiers.
#include "sid.h"
#include "plain/text.h"
#include "wide.h"
#include <sddl.h>
#include <stdlib.h>
#include <string.h>
#include <wincrypt.h>

PSID sid_of_account(const char *account) {
  // LookupAccountName does not know the dot that services take for this computer.
  if (strncmp(account, ".\\", 2) == 0) account += 2;
  wchar_t *name = wide_of(account);
  BYTE sid[SECURITY_MAX_SID_SIZE];
  wchar_t domain[512];
  DWORD sid_size = sizeof sid, domain_length = sizeof domain / sizeof *domain;
  SID_NAME_USE use;
  BOOL found = LookupAccountNameW(NULL, name, sid, &sid_size, domain, &domain_length, &use);
  DWORD error = GetLastError();
  free(name);
  PSID copy = NULL;
  if (found) {
    copy = LocalAlloc(LMEM_FIXED, sid_size);
    if (copy != NULL) CopySid(sid_size, copy, sid);
  }
  SetLastError(error);
  return copy;
}

// The account of a service's own SID: S-1-5-80 and the SHA-1 of its name in capitals, in UTF-16, five numbers of 32 bits. Asking by name
// works only while the service is installed.
static bool hash_service_name(const char *service, DWORD numbers[5]) {
  wchar_t name[128];
  size_t length = 0;
  // The name was checked: it is ASCII and short.
  for (; service[length] != 0 && length < 127; length++)
    name[length] = (wchar_t)(service[length] >= 'a' && service[length] <= 'z' ? service[length] - 32 : service[length]);
  HCRYPTPROV provider;
  if (!CryptAcquireContextW(&provider, NULL, NULL, PROV_RSA_FULL, CRYPT_VERIFYCONTEXT | CRYPT_SILENT)) return false;
  HCRYPTHASH hash;
  DWORD size = 5 * sizeof *numbers;
  bool done = CryptCreateHash(provider, CALG_SHA1, 0, 0, &hash);
  if (done) {
    done = CryptHashData(hash, (const BYTE *)name, (DWORD)(length * sizeof(wchar_t)), 0) &&
           CryptGetHashParam(hash, HP_HASHVAL, (BYTE *)numbers, &size, 0);
    CryptDestroyHash(hash);
  }
  CryptReleaseContext(provider, 0);
  return done;
}

static PSID sid_of_service(const char *service) {
  DWORD numbers[5];
  if (!hash_service_name(service, numbers)) return NULL;
  SID_IDENTIFIER_AUTHORITY authority = SECURITY_NT_AUTHORITY;
  PSID sid = LocalAlloc(LMEM_FIXED, GetSidLengthRequired(6));
  if (sid == NULL || !InitializeSid(sid, &authority, 6)) return NULL;
  *GetSidSubAuthority(sid, 0) = SECURITY_SERVICE_ID_BASE_RID;
  for (DWORD i = 0; i < 5; i++) *GetSidSubAuthority(sid, i + 1) = numbers[i];
  return sid;
}

PSID sid_of_trustee(const char *trustee) {
  static const char service[] = "service:";
  if (strncmp(trustee, service, sizeof service - 1) == 0) return sid_of_service(trustee + sizeof service - 1);
  wchar_t *wide = wide_of(trustee);
  PSID sid = NULL;
  if (!ConvertStringSidToSidW(wide, &sid)) sid = NULL;
  free(wide);
  return sid;
}

char *account_of_sid(PSID sid) {
  wchar_t name[512], domain[512];
  DWORD name_length = 512, domain_length = 512;
  SID_NAME_USE use;
  if (!LookupAccountSidW(NULL, sid, name, &name_length, domain, &domain_length, &use)) return NULL;
  char *name_text = utf8_of(name), *domain_text = utf8_of(domain);
  struct text account = {0};
  if (domain_text != NULL && *domain_text != 0) {
    add(&account, domain_text);
    add(&account, "\\");
  }
  if (name_text != NULL) add(&account, name_text);
  free(name_text);
  free(domain_text);
  return account.bytes;
}

char *text_of_sid(PSID sid) {
  wchar_t *wide;
  if (!ConvertSidToStringSidW(sid, &wide)) return NULL;
  char *text = utf8_of(wide);
  LocalFree(wide);
  return text;
}

PSECURITY_DESCRIPTOR descriptor_of_sddl(const char *sddl) {
  wchar_t *wide = wide_of(sddl);
  PSECURITY_DESCRIPTOR descriptor = NULL;
  BOOL made = ConvertStringSecurityDescriptorToSecurityDescriptorW(wide, SDDL_REVISION_1, &descriptor, NULL);
  DWORD error = GetLastError();
  free(wide);
  SetLastError(error);
  return made ? descriptor : NULL;
}

bool is_well_known(PSID sid, WELL_KNOWN_SID_TYPE type) { return IsWellKnownSid(sid, type); }

PSID user_of_token(HANDLE token) {
  BYTE buffer[sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE];
  DWORD size;
  if (!GetTokenInformation(token, TokenUser, buffer, sizeof buffer, &size)) return NULL;
  PSID sid = ((TOKEN_USER *)buffer)->User.Sid, copy = LocalAlloc(LMEM_FIXED, GetLengthSid(sid));
  if (copy != NULL) CopySid(GetLengthSid(sid), copy, sid);
  return copy;
}

PSID user_of_this_process(void) {
  HANDLE token;
  if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token)) return NULL;
  PSID user = user_of_token(token);
  CloseHandle(token);
  return user;
}
