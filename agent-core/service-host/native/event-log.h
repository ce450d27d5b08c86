// Events for operators, in the Application log of Windows under the source Bridgehead.
#pragma once
#include <windows.h>

// @param id a constant of events.h (made from events.mc)  @param text what stands for %1
void write_event(DWORD id, const char *text);
