/*
 * STAND-IN for electron.exe, where Electron for Windows cannot be downloaded: carries the fuses that the real one has, so that flipping
 * and reading them is exercised, and does nothing.
 */
#include <windows.h>

/* Sentinel, version 1, eight fuses: as @electron/fuses looks for them. */
__attribute__((used)) static const char fuses[] = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x08" "10110010";

int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, PWSTR line, int show) {
  (void)instance;
  (void)previous;
  (void)line;
  (void)show;
  return fuses[0] == 0;
}
