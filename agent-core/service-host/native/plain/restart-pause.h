// How long to wait before a program that ended is started again; the same as agent-core/service-host/supervisor/restart-pause.ts.
#pragma once

// The exit code by which a program asks to be started again at once: BSD's EX_TEMPFAIL, sysexits(3).
enum { start_again = 75 };

// @param last_pause_ms 0 before the first pause @return 0 for at once
unsigned long next_pause_ms(unsigned long last_pause_ms, unsigned long long lived_ms, unsigned long exit_code);
