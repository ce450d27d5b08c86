// Between our UTF-8 and the UTF-16 of Windows. The caller frees what it gets.
#pragma once
#include <windows.h>

wchar_t *wide_of(const char *text);      // NULL for NULL
char *utf8_of(const wchar_t *wide);      // NULL for NULL and for what is no text: half a character
