/* TEST DOUBLE of nsis7z: unpacks into the current $OUTDIR with the 7za.exe that it carries as a resource. */
#include "plugin.h"

static HINSTANCE self;

static BOOL write_program(const wchar_t *path) {
  const HRSRC resource = FindResourceW(self, L"SEVENZA", RT_RCDATA);
  if (resource == NULL) return FALSE;
  const DWORD size = SizeofResource(self, resource);
  DWORD written = 0;
  const HANDLE file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) return FALSE;
  WriteFile(file, LockResource(LoadResource(self, resource)), size, &written, NULL);
  CloseHandle(file);
  return written == size;
}

static DWORD run(wchar_t *line) {
  STARTUPINFOW how = {.cb = sizeof how};
  PROCESS_INFORMATION started;
  DWORD code = 99;
  if (!CreateProcessW(NULL, line, NULL, NULL, FALSE, CREATE_NO_WINDOW, NULL, NULL, &how, &started)) return code;
  WaitForSingleObject(started.hProcess, INFINITE);
  GetExitCodeProcess(started.hProcess, &code);
  CloseHandle(started.hProcess);
  CloseHandle(started.hThread);
  return code;
}

PLUGIN_FUNCTION(Extract) {
  BEGIN();
  static wchar_t archive[8192], program[MAX_PATH], line[20000], folder[MAX_PATH];
  popstringn(archive, 8192);
  GetTempPathW(MAX_PATH, folder);
  wsprintfW(program, L"%s\\7za-%u.exe", folder, GetCurrentProcessId());
  wsprintfW(line, L"\"%s\" x -y -bd \"%s\"", program, archive);
  const BOOL is_done = write_program(program) && run(line) == 0;
  DeleteFileW(program);
  if (!is_done) extra->exec_flags->exec_error++;
}

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved) {
  (void)reason;
  (void)reserved;
  self = instance;
  return TRUE;
}
