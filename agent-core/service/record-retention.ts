/** Keeps the record small: after a run, what is older than the settings say is forgotten, a little at a time between everything else. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RetentionSettings } from '../contract/settings.ts';
import type { RecordPruner } from '../storage/prune-record.ts';
import type { Clock } from '../sync/clock.ts';
import type { AgentLog } from './agent-log.ts';
import type { Runner } from './runner.ts';

export interface RetentionParts {
  readonly pruner: RecordPruner;
  readonly runner: Pick<Runner, 'onStart' | 'settled'>;
  readonly clock: Clock;
  readonly log: AgentLog;
  readonly readSettings: () => RetentionSettings | null;
}

const dayMs = 86_400_000;
/** Longer than the guard looks back. */
const repeatDays = 2;
const mostRepeats = 100_000;

export class RecordRetention {
  readonly #parts: RetentionParts;
  readonly #stopListening: () => void;
  #isStopped = false;
  #work: Promise<void> = Promise.resolve();

  constructor(parts: RetentionParts) {
    this.#parts = parts;
    this.#stopListening = parts.runner.onStart(() => {
      this.#work = parts.runner.settled().then(() => this.#prune());
    });
  }

  /** Nothing is under way any more when it settles. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopListening();
    await this.#work;
  }

  async #prune(): Promise<void> {
    const { pruner, clock, log, readSettings } = this.#parts;
    const settings = readSettings();
    if (settings === null) return;
    const nowMs = Date.parse(clock.now());
    const daysAgo = (days: number) => new Date(nowMs - days * dayMs).toISOString();
    const retention = { keepsFrom: daysAgo(settings.days), keepsRepeatsFrom: daysAgo(repeatDays), mostRepeats };
    let forgotten = 0;
    while (!this.#isStopped) {
      const pruned = pruner.prune(retention);
      if (!pruned.ok) log.warn('the record could not be pruned', { detail: pruned.problem.detail });
      if (!pruned.ok || pruned.value === 0) break;
      forgotten += pruned.value;
      await nextTurn();
    }
    if (forgotten > 0)
      log.debug('forgot old entries of the record', { entries: forgotten, olderThanDays: settings.days });
  }
}
