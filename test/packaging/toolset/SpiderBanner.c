/* TEST DOUBLE of SpiderBanner, which only an installer without pages shows: the templates name it all the same. */
#include "plugin.h"

PLUGIN_FUNCTION(Show) {
  BEGIN();
  static wchar_t option[TEXT_LENGTH];
  while (!popstringn(option, TEXT_LENGTH))
    if (lstrcmpW(option, L"/MODERN") == 0) break;
}

PLUGIN_FUNCTION(Destroy) { BEGIN(); }

KEEPS_NOTHING
