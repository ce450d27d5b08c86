// Accounts as Windows knows them: by security identifier. The caller frees every SID with LocalFree, every text with free.
#pragma once
#include <stdbool.h>
#include <windows.h>

// Of an account's name, as LookupAccountName knows it; NULL when there is none, with GetLastError.
PSID sid_of_account(const char *account);
// Of service:NAME, which need not be installed, or of a SID as text; NULL when it is none.
PSID sid_of_trustee(const char *trustee);
// DOMAIN\name; NULL when it has none.
char *account_of_sid(PSID sid);
char *text_of_sid(PSID sid);
// Whose token it is; NULL when that cannot be told.
PSID user_of_token(HANDLE token);
// The account that this process runs as; NULL when that cannot be told.
PSID user_of_this_process(void);
// What SDDL means; NULL when it is none, with GetLastError. The caller frees it with LocalFree.
PSECURITY_DESCRIPTOR descriptor_of_sddl(const char *sddl);
bool is_well_known(PSID sid, WELL_KNOWN_SID_TYPE type);
