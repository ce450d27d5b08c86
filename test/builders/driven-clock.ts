/** Time that passes only when a test says so, for those who read it and for those who wait. */
import type { Timer } from '../../agent-core/service/timer.ts';
import type { Clock } from '../../agent-core/sync/clock.ts';

export interface DrivenClock extends Clock, Timer {
  /** Whoever waits is called at the moment that is due. */
  advance(milliseconds: number): void;
  /** Somebody sets the wall clock. No time passes. */
  setWallClock(milliseconds: number): void;
  /** The machine sleeps: afterwards, whoever waited is late. Some machines' monotonic clocks stand still meanwhile. */
  sleep(milliseconds: number, monotonicClock: 'goes on' | 'stands still'): void;
}

interface Waiting {
  readonly atMs: number;
  readonly work: () => void;
}

export function drivenClock(start = '2026-03-02T08:00:00.000Z'): DrivenClock {
  let wallMs = Date.parse(start);
  let passedMs = 0;
  const waiting = new Set<Waiting>();
  const fireDue = () => {
    for (const each of [...waiting].toSorted((a, b) => a.atMs - b.atMs)) {
      if (each.atMs > passedMs || !waiting.delete(each)) continue;
      each.work();
    }
  };
  const pass = (milliseconds: number) => {
    wallMs += milliseconds;
    passedMs += milliseconds;
  };
  return {
    now: () => new Date(wallMs).toISOString(),
    monotonicMs: () => passedMs,
    after: (delayMs, work) => {
      const entry = { atMs: passedMs + delayMs, work };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    advance: (milliseconds) => {
      const endMs = passedMs + milliseconds;
      for (;;) {
        const nextMs = Math.min(...[...waiting].map((each) => each.atMs));
        if (nextMs > endMs) break;
        pass(Math.max(0, nextMs - passedMs));
        fireDue();
      }
      pass(endMs - passedMs);
    },
    setWallClock: (milliseconds) => {
      wallMs += milliseconds;
    },
    sleep: (milliseconds, monotonicClock) => {
      wallMs += milliseconds;
      if (monotonicClock === 'goes on') passedMs += milliseconds;
      fireDue();
    },
  };
}
