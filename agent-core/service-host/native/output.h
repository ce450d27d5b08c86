// What the program prints, kept for whoever wonders why it does not answer.
#pragma once
#include <windows.h>

// @return an inheritable handle to write to; whoever holds it last ends the keeping. NULL with GetLastError.
HANDLE keep_output(const char *data_dir);
