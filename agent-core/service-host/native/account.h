// The account a service runs as, and what Windows wants to be told of it.
#pragma once
#include "plain/options.h"
#include <windows.h>

enum account_kind {
  account_system,   // LocalSystem
  account_built_in, // LocalService, NetworkService
  account_virtual,  // NT SERVICE\NAME
  account_named,    // of a domain or of this computer; a gMSA too
};

// @return the exit code of what was refused and said already; 0 when it may be used
int examine_account(const struct options *options, enum account_kind *kind);
// Whether this computer is a domain controller.
bool is_controller(void);
// @return 0, or the exit code of what was refused and said. The right to log on as a service is given to named accounts.
int permit_account(const char *account, enum account_kind kind);
// @return what sc.exe said; ERROR_SUCCESS
DWORD mark_managed(const char *service, bool managed);
// One line of standard input; NULL when there is none or it is no text. Wipe it with SecureZeroMemory.
wchar_t *read_password(void);
