/**
 * A tenant is many copies: writers see their own change at once, readers when it has reached their copy.
 * What a change does to the readers' copy waits here until its time has come.
 */
import { firstIndex } from './serial-list.ts';

export interface Replication {
  /** Applies the change to the readers' copy: at once, or after the lag that is set when it is written. */
  readonly spread: (apply: () => void) => void;
  /** Applies what is due by now. Called before every request. */
  readonly settle: () => void;
  readonly lagMs: () => number;
}

export interface ReplicationContext {
  readonly now: () => Date;
  readonly lagMs: () => number;
}

export function createReplication({ now, lagMs }: ReplicationContext): Replication {
  let waiting: { readonly dueMs: number; readonly apply: () => void }[] = [];

  return {
    lagMs,
    settle: () => {
      const nowMs = now().getTime();
      const dueCount = firstIndex(waiting, (change) => change.dueMs > nowMs);
      if (dueCount === 0) return;
      const due = waiting.slice(0, dueCount);
      waiting = waiting.slice(dueCount);
      for (const { apply } of due) apply();
    },
    spread: (apply) => {
      if (lagMs() === 0 && waiting.length === 0) return apply();
      // Never before an earlier change: a copy may be late, but it does not go back.
      const lastMs = waiting.at(-1)?.dueMs ?? 0;
      waiting.push({ dueMs: Math.max(lastMs, now().getTime() + lagMs()), apply });
    },
  };
}
