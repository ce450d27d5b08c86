/* TEST DOUBLE of elevate.exe, which electron-builder packs into every installer for a whole machine; nothing of ours calls it. */
int wmain(void) { return 1; }
