/* TEST DOUBLE of WinShell: shortcuts get no application id. */
#include "plugin.h"

static wchar_t ignored[TEXT_LENGTH];

PLUGIN_FUNCTION(SetLnkAUMI) {
  BEGIN();
  popstringn(ignored, TEXT_LENGTH);
  popstringn(ignored, TEXT_LENGTH);
}

PLUGIN_FUNCTION(UninstAppUserModelId) {
  BEGIN();
  popstringn(ignored, TEXT_LENGTH);
}

PLUGIN_FUNCTION(UninstShortcut) {
  BEGIN();
  popstringn(ignored, TEXT_LENGTH);
}

KEEPS_NOTHING
