// Every string crosses here, so that nothing is ever converted by a code page.
#include "wide.h"
#include "plain/text.h"

wchar_t *wide_of(const char *text) {
  if (text == NULL) return NULL;
  int length = MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, text, -1, NULL, 0);
  wchar_t *wide = take_memory(((size_t)length + 1) * sizeof(wchar_t));
  MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, text, -1, wide, length);
  return wide;
}

char *utf8_of(const wchar_t *wide) {
  if (wide == NULL) return NULL;
  int length = WideCharToMultiByte(CP_UTF8, WC_ERR_INVALID_CHARS, wide, -1, NULL, 0, NULL, NULL);
  if (length == 0) return NULL;
  char *text = take_memory((size_t)length + 1);
  WideCharToMultiByte(CP_UTF8, WC_ERR_INVALID_CHARS, wide, -1, text, length, NULL, NULL);
  return text;
}
