/** Time that passes only when a test says so, for those who read it and for those who wait. */

import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../agent-core/sync/clock.ts';
import type { Timer } from '../../agent-core/sync/timer.ts';

export interface DrivenClock extends Clock, Timer {
  /** Whoever waits is called at the moment that is due. */
  advance(milliseconds: number): void;
  /** Goes on until the promise has settled, from one moment at which somebody waits to the next. Fails when nobody does. */
  runUntil<Value>(settled: Promise<Value>): Promise<Value>;
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
  const nextDueMs = () => {
    let nextMs = Number.POSITIVE_INFINITY;
    for (const { atMs } of waiting) nextMs = Math.min(nextMs, atMs);
    return nextMs;
  };
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
  const advance = (milliseconds: number) => {
    const endMs = passedMs + milliseconds;
    for (;;) {
      const nextMs = nextDueMs();
      if (nextMs > endMs) break;
      pass(Math.max(0, nextMs - passedMs));
      fireDue();
    }
    pass(endMs - passedMs);
  };
  return {
    now: () => new Date(wallMs).toISOString(),
    monotonicMs: () => passedMs,
    after: (delayMs, work) => {
      const entry = { atMs: passedMs + delayMs, work };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    advance,
    runUntil: async (settled) => {
      let isOver = false;
      const end = () => {
        isOver = true;
      };
      settled.then(end, end);
      for (;;) {
        await setImmediate();
        if (isOver) return settled;
        const nextMs = nextDueMs();
        if (nextMs === Number.POSITIVE_INFINITY) throw new Error('nobody waits for anything, and it has not settled');
        advance(Math.max(0, nextMs - passedMs));
      }
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
