/* What every stand-in for an NSIS plug-in begins with. TEST DOUBLES: they only know what electron-builder's templates ask of the real ones. */
#ifndef UNICODE
#define UNICODE
#define _UNICODE
#endif
#include <windows.h>
#include <nsis/pluginapi.h>

#define PLUGIN_FUNCTION(name)                                                                               \
  __declspec(dllexport) void __cdecl name(HWND parent, int string_size, LPTSTR variables, stack_t **stacktop, \
                                          extra_parameters *extra)
#define BEGIN() \
  EXDLL_INIT(); \
  (void)parent; \
  (void)extra

#define TEXT_LENGTH 32768

static inline void push_text(const wchar_t *text) { pushstring((LPTSTR)text); }

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved);
#define KEEPS_NOTHING                                                        \
  BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved) { \
    (void)instance;                                                          \
    (void)reason;                                                            \
    (void)reserved;                                                          \
    return TRUE;                                                             \
  }
