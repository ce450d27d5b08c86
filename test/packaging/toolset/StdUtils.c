/* TEST DOUBLE of StdUtils: the functions that electron-builder's templates call. */
#include "plugin.h"
#include <shellapi.h>
#include <shlwapi.h>

static wchar_t name[TEXT_LENGTH], other[TEXT_LENGTH], found[TEXT_LENGTH];

static const wchar_t *after_program(const wchar_t *line) {
  const wchar_t end = *line == L'"' ? L'"' : L' ';
  if (end == L'"') line++;
  while (*line && *line != end) line++;
  if (*line == L'"') line++;
  while (*line == L' ') line++;
  return line;
}

/* --name, /name and either with =value. Returns whether it was there; its value is in `found`. */
static BOOL find_parameter(const wchar_t *wanted) {
  const int length = lstrlenW(wanted);
  int count;
  wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
  BOOL is_there = FALSE;
  for (int i = 1; i < count && !is_there; i++) {
    const wchar_t *word = words[i];
    if (*word != L'/' && *word != L'-') continue;
    while (*word == L'/' || *word == L'-') word++;
    if (StrCmpNIW(word, wanted, length) != 0) continue;
    if (word[length] != 0 && word[length] != L'=') continue;
    is_there = TRUE;
    lstrcpynW(found, word[length] ? word + length + 1 : L"", TEXT_LENGTH);
  }
  LocalFree(words);
  return is_there;
}

PLUGIN_FUNCTION(GetAllParameters) {
  BEGIN();
  popstringn(name, TEXT_LENGTH);
  push_text(after_program(GetCommandLineW()));
}

PLUGIN_FUNCTION(TestParameter) {
  BEGIN();
  popstringn(name, TEXT_LENGTH);
  push_text(find_parameter(name) ? L"true" : L"false");
}

PLUGIN_FUNCTION(GetParameter) {
  BEGIN();
  popstringn(other, TEXT_LENGTH);
  popstringn(name, TEXT_LENGTH);
  push_text(find_parameter(name) ? found : other);
}

PLUGIN_FUNCTION(GetParentPath) {
  BEGIN();
  popstringn(name, TEXT_LENGTH);
  PathRemoveFileSpecW(name);
  push_text(name);
}

/* The real one starts it as the person at the desktop, although the installer is elevated. */
PLUGIN_FUNCTION(ExecShellAsUser) {
  BEGIN();
  static wchar_t file[TEXT_LENGTH];
  popstringn(name, TEXT_LENGTH);
  popstringn(other, TEXT_LENGTH);
  popstringn(file, TEXT_LENGTH);
  const INT_PTR done = (INT_PTR)ShellExecuteW(NULL, other, file, name, NULL, SW_SHOWNORMAL);
  push_text(done > 32 ? L"ok" : L"error");
}

KEEPS_NOTHING
