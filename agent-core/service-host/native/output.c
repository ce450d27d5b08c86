// Copies the program's output into service-output.log in its folder; that of the life before, or the older half, stands in .before.
#include "output.h"
#include "plain/text.h"
#include "wide.h"
#include <stdlib.h>

static const DWORD longest_file = 1024 * 1024;

struct keeping {
  HANDLE source, file;
  wchar_t *path, *before;
};

static wchar_t *path_in(const char *dir, const char *name) {
  struct text path = {0};
  add(&path, dir);
  add(&path, name);
  wchar_t *wide = wide_of(path.bytes);
  free_text(&path);
  return wide;
}

static void open_anew(struct keeping *keeping) {
  if (keeping->file != INVALID_HANDLE_VALUE) CloseHandle(keeping->file);
  MoveFileExW(keeping->path, keeping->before, MOVEFILE_REPLACE_EXISTING);
  keeping->file = CreateFileW(keeping->path, GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_DELETE, NULL, CREATE_ALWAYS,
                              FILE_ATTRIBUTE_NORMAL, NULL);
}

// Reads on when nothing can be written: the program must never wait for its own output.
static DWORD WINAPI copy(void *parameter) {
  struct keeping *keeping = parameter;
  char bytes[8192];
  DWORD length, written, size = 0;
  while (ReadFile(keeping->source, bytes, sizeof bytes, &length, NULL)) {
    if (size > longest_file) {
      open_anew(keeping);
      size = 0;
    }
    size += length;
    if (keeping->file != INVALID_HANDLE_VALUE) WriteFile(keeping->file, bytes, length, &written, NULL);
  }
  CloseHandle(keeping->source);
  if (keeping->file != INVALID_HANDLE_VALUE) CloseHandle(keeping->file);
  free(keeping->path);
  free(keeping->before);
  free(keeping);
  return 0;
}

HANDLE keep_output(const char *data_dir) {
  SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
  HANDLE read, write;
  if (!CreatePipe(&read, &write, &inherited, 0)) return NULL;
  SetHandleInformation(read, HANDLE_FLAG_INHERIT, 0);
  struct keeping *keeping = take_memory(sizeof *keeping);
  *keeping = (struct keeping){read, INVALID_HANDLE_VALUE, path_in(data_dir, "\\service-output.log"),
                              path_in(data_dir, "\\service-output.log.before")};
  open_anew(keeping);
  HANDLE thread = CreateThread(NULL, 0, copy, keeping, 0, NULL);
  if (thread != NULL) {
    CloseHandle(thread);
    return write;
  }
  CloseHandle(write);
  return NULL;
}
