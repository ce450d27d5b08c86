/* TEST DOUBLE of nsProcess: finds no process (603 is its answer for "not found"). */
#include "plugin.h"

static wchar_t ignored[TEXT_LENGTH];

PLUGIN_FUNCTION(_FindProcess) {
  BEGIN();
  popstringn(ignored, TEXT_LENGTH);
  push_text(L"603");
}

PLUGIN_FUNCTION(_KillProcess) {
  BEGIN();
  popstringn(ignored, TEXT_LENGTH);
  push_text(L"603");
}

PLUGIN_FUNCTION(_CloseProcess) {
  BEGIN();
  popstringn(ignored, TEXT_LENGTH);
  push_text(L"603");
}

PLUGIN_FUNCTION(_Unload) { BEGIN(); }

KEEPS_NOTHING
