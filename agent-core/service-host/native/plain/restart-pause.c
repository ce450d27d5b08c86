// Pauses that double until one life was good.
#include "restart-pause.h"

static const unsigned long first_pause_ms = 1000;
static const unsigned long longest_pause_ms = 60000;
// Who lived this long did not fail at start; its end is a new story.
static const unsigned long long good_life_ms = 60000;
// Who asks for it in less than this would keep the machine busy with starting it.
static const unsigned long long shortest_life_ms = 1000;

unsigned long next_pause_ms(unsigned long last_pause_ms, unsigned long long lived_ms, unsigned long exit_code) {
  if (exit_code == start_again && lived_ms >= shortest_life_ms) return 0;
  if (last_pause_ms == 0 || lived_ms >= good_life_ms) return first_pause_ms;
  return last_pause_ms >= longest_pause_ms / 2 ? longest_pause_ms : last_pause_ms * 2;
}
