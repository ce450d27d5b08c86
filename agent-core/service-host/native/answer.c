// Turns what Windows refuses into a code of ours; whoever reads it never has to read a message in the language of the machine.
#include "answer.h"
#include "wide.h"
#include <stdlib.h>

struct code {
  DWORD error;
  const char *code;
};

static const struct code codes[] = {
    {ERROR_ACCESS_DENIED, "notPermitted"},
    {ERROR_PRIVILEGE_NOT_HELD, "notPermitted"},
    {ERROR_SERVICE_DOES_NOT_EXIST, "notInstalled"},
    {ERROR_SERVICE_MARKED_FOR_DELETE, "markedForDelete"},
    {ERROR_SERVICE_LOGON_FAILED, "logonFailed"},
    {ERROR_LOGON_TYPE_NOT_GRANTED, "logonFailed"},
    {ERROR_LOGON_FAILURE, "logonFailed"},
    {ERROR_SERVICE_DISABLED, "disabled"},
    {ERROR_NONE_MAPPED, "unknownAccount"},
    {ERROR_NO_SUCH_USER, "unknownAccount"},
    {ERROR_INVALID_SERVICE_ACCOUNT, "unknownAccount"},
    {ERROR_FILE_NOT_FOUND, "notFound"},
    {ERROR_PATH_NOT_FOUND, "notFound"},
    {ERROR_SERVICE_REQUEST_TIMEOUT, "startTimeout"},
};

static const char *code_of(DWORD error) {
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
    if (codes[i].error == error) return codes[i].code;
  return "refused";
}

static void say(struct text *json) {
  add(json, "\n");
  DWORD written;
  WriteFile(GetStdHandle(STD_OUTPUT_HANDLE), json->bytes, (DWORD)json->length, &written, NULL);
  free_text(json);
}

void begin_answer(struct text *json) {
  json_open(json);
  json_boolean(json, "ok", true);
}

int end_answer(struct text *json) {
  json_close(json);
  say(json);
  return 0;
}

static char *message_of(DWORD error) {
  wchar_t message[512];
  DWORD flags = FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS | FORMAT_MESSAGE_MAX_WIDTH_MASK;
  DWORD length = FormatMessageW(flags, NULL, error, 0, message, sizeof message / sizeof *message, NULL);
  while (length > 0 && message[length - 1] == L' ') message[--length] = 0;
  return length == 0 ? NULL : utf8_of(message);
}

int refuse_as(const char *code, const char *step, DWORD error, const char *detail) {
  struct text json = {0};
  json_open(&json);
  json_boolean(&json, "ok", false);
  json_string(&json, "code", code);
  json_number(&json, "win32", error);
  json_string(&json, "step", step);
  json_string(&json, "detail", detail);
  json_close(&json);
  say(&json);
  return 1;
}

int refuse(const char *step, DWORD error) {
  char *message = message_of(error);
  int exit_code = refuse_as(code_of(error), step, error, message);
  free(message);
  return exit_code;
}

int refuse_usage(const char *detail) {
  refuse_as("usage", "command line", ERROR_INVALID_PARAMETER, detail);
  return 2;
}
