/* TEST DOUBLE of UAC: says whether this process is elevated, and elevates nothing. */
#include "plugin.h"

static BOOL is_admin(void) {
  SID_IDENTIFIER_AUTHORITY authority = {SECURITY_NT_AUTHORITY};
  PSID group;
  BOOL is_member = FALSE;
  if (!AllocateAndInitializeSid(&authority, 2, SECURITY_BUILTIN_DOMAIN_RID, DOMAIN_ALIAS_RID_ADMINS, 0, 0, 0, 0, 0, 0,
                                &group))
    return FALSE;
  CheckTokenMembership(NULL, group, &is_member);
  FreeSid(group);
  return is_member;
}

/* The operations by their numbers in UAC.nsh. */
PLUGIN_FUNCTION(_) {
  BEGIN();
  wchar_t operation[64] = L"";
  popstringn(operation, 64);
  switch (operation[0]) {
    case L'0':
      setuservariable(INST_0, L"0");
      setuservariable(INST_1, is_admin() ? L"2" : L"0");
      setuservariable(INST_2, L"0");
      setuservariable(INST_3, is_admin() ? L"1" : L"0");
      break;
    case L'2':
      push_text(is_admin() ? L"1" : L"0");
      break;
    case L'3':
      push_text(L"0");
      break;
    case L'6':
      push_text(is_admin() ? L"12288" : L"8192");
      break;
  }
}

KEEPS_NOTHING
