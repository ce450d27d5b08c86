// Refuses what no caller of ours has a reason to send, before any of it reaches Windows.
#include "checks.h"
#include "text.h"
#include <stdlib.h>
#include <string.h>

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool has_control_character(const char *value) {
  for (const unsigned char *at = (const unsigned char *)value; *at != 0; at++)
    if (*at < 0x20 || *at == 0x7F) return true;
  return false;
}

static const char *check_line(const char *value, size_t most) {
  size_t length = strlen(value);
  if (length == 0) return "is empty";
  if (length > most) return "is too long";
  if (!is_utf8(value)) return "is no text";
  if (has_control_character(value)) return "holds a control character";
  return NULL;
}

const char *check_title(const char *value) { return check_line(value, 256); }
const char *check_description(const char *value) { return check_line(value, 1024); }
const char *check_argument(const char *value) { return check_line(value, 8191); }

const char *check_service_name(const char *value) {
  size_t length = strlen(value);
  if (length == 0 || length > 80) return "must have 1 to 80 characters";
  for (; *value != 0; value++)
    if (!is_letter(*value) && !is_digit(*value) && strchr("._-", *value) == NULL)
      return "may hold letters, digits, dots, hyphens and underscores";
  return NULL;
}

// One part of a path. Windows drops dots and spaces at its end, so two names would mean the same.
static const char *check_part(const char *part, size_t length) {
  if (length == 0) return "holds two backslashes in a row or ends in one";
  if (part[length - 1] == '.' || part[length - 1] == ' ') return "holds a name that ends in a dot or a space";
  for (size_t i = 0; i < length; i++)
    if (strchr("/:*?\"<>|", part[i]) != NULL) return "holds a character that no file name has";
  return NULL;
}

const char *check_path(const char *value) {
  const char *trouble = check_line(value, 4096);
  if (trouble != NULL) return trouble;
  if (!is_letter(value[0]) || value[1] != ':' || value[2] != '\\' || value[3] == 0)
    return "must be a path on a drive, such as C:\\folder";
  for (const char *part = value + 3;;) {
    size_t length = strcspn(part, "\\");
    trouble = check_part(part, length);
    if (trouble != NULL) return trouble;
    if (part[length] == 0) return NULL;
    part += length + 1;
  }
}

const char *check_program(const char *value) { return check_path(value); }

const char *check_account(const char *value) {
  const char *trouble = check_line(value, 512);
  if (trouble != NULL) return trouble;
  if (strcmp(value, "LocalSystem") == 0) return NULL;
  const char *separator = strpbrk(value, "\\@");
  if (separator == NULL || separator == value || separator[1] == 0)
    return "must be LocalSystem, DOMAIN\\name, .\\name or name@domain";
  if (strpbrk(separator + 1, "\\@") != NULL) return "holds more than one \\ or @";
  if (strpbrk(value, "\"/[]:;|=,+*?<>") != NULL) return "holds a character that no account name has";
  return NULL;
}

const char *check_group(const char *value) {
  const char *trouble = check_line(value, 512);
  if (trouble != NULL) return trouble;
  return strpbrk(value, "\"/[]:;|=,+*?<>") == NULL ? NULL : "holds a character that no group name has";
}

// S-1-<authority>-<number>...: [MS-DTYP] 2.4.2.1, 1 to 15 numbers of 32 bits.
static const char *check_sid(const char *value) {
  if (strncmp(value, "S-1-", 4) != 0 || strlen(value) > 184) return "must be a SID, such as S-1-5-32-544, or service:NAME";
  size_t numbers = 0;
  for (const char *at = value + 3; *at != 0; numbers++) {
    if (*at != '-' || !is_digit(at[1])) return "is no SID";
    unsigned long long number = 0;
    size_t digits = 0;
    for (at++; is_digit(*at); at++, digits++) number = digits < 15 ? number * 10 + (unsigned)(*at - '0') : ~0ull;
    unsigned long long most = numbers == 0 ? 0xFFFFFFFFFFFFull : 0xFFFFFFFFull;
    if (number > most) return "is no SID";
  }
  return numbers >= 2 && numbers <= 16 ? NULL : "is no SID";
}

const char *check_trustee(const char *value) {
  static const char service[] = "service:";
  size_t length = sizeof service - 1;
  return strncmp(value, service, length) == 0 ? check_service_name(value + length) : check_sid(value);
}

const char *check_pipe(const char *value) {
  size_t length = strlen(value);
  if (length == 0 || length > 100) return "must name a pipe of 1 to 100 characters";
  for (; *value != 0; value++)
    if (!is_letter(*value) && !is_digit(*value) && *value != '-') return "may hold letters, digits and hyphens";
  return NULL;
}

// @return where the value behind the = begins; NULL when there is no name in front
static const char *value_of_door(const char *value) {
  size_t length = strspn(value, "abcdefghijklmnopqrstuvwxyz");
  return length > 0 && length <= 20 && value[length] == '=' ? value + length + 1 : NULL;
}

const char *check_door(const char *value) {
  const char *pipe = value_of_door(value);
  return pipe == NULL ? "must be NAME=PIPE" : check_pipe(pipe);
}

const char *check_allowance(const char *value) {
  const char *trustee = value_of_door(value);
  return trustee == NULL ? "must be NAME=SID" : check_trustee(trustee);
}

const char *check_privilege(const char *value) {
  size_t length = strlen(value);
  if (length < 12 || length > 64 || strncmp(value, "Se", 2) != 0 || strcmp(value + length - 9, "Privilege") != 0)
    return "must be a privilege, such as SeChangeNotifyPrivilege";
  for (; *value != 0; value++)
    if (!is_letter(*value)) return "may hold letters only";
  return NULL;
}

const char *check_level(const char *value) {
  static const char *const levels[] = {"information", "warning", "error"};
  for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
    if (strcmp(value, levels[i]) == 0) return NULL;
  return "must be information, warning or error";
}

static const char *check_number(const char *value, unsigned long most, const char *trouble) {
  size_t length = strlen(value);
  if (length == 0 || length > 9 || strspn(value, "0123456789") != length) return trouble;
  unsigned long number = strtoul(value, NULL, 10);
  return number >= 1 && number <= most ? NULL : trouble;
}

const char *check_event_id(const char *value) { return check_number(value, 65535, "must be 1 to 65535"); }
const char *check_seconds(const char *value) { return check_number(value, 3600, "must be 1 to 3600"); }
