/**
 * Starts a run every interval, counted from the start of the run before, or from a set-up since then, on a clock that never goes back.
 *
 *   off --set up, resumed--> waiting --due--> (a run starts) --> waiting
 *    ^                          |  \--due while something is in progress--> its turn comes when that has ended
 *    +--paused, removed---------+
 *
 * There is one turn at a time and never a second one in store: after eight hours of sleep, or a run that took an hour, one run
 * makes up for all that were missed. The wall clock only says what `nextRunAt` reads like; it may jump and changes nothing.
 */
import type { ScheduleState } from '../contract/agent-state.ts';
import type { Problem } from '../contract/problem.ts';
import { defaultSchedule, type ScheduleSettings } from '../contract/settings.ts';
import type { Clock } from '../sync/clock.ts';
import type { Timer } from '../sync/timer.ts';
import type { AgentLog } from './agent-log.ts';
import type { Runner } from './runner.ts';

export interface ScheduleParts {
  readonly runner: Pick<Runner, 'startRun' | 'settled' | 'onStart'>;
  /** Null before the set-up. */
  readonly readSettings: () => ScheduleSettings | null;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: AgentLog;
  /** Told when the answer to `read` changed other than by time passing. */
  readonly onChange: () => void;
  /** Why the run that was due did not start; null as soon as one starts. */
  readonly onRefusal: (refusal: Problem | null) => void;
}

/** An agent that was just started has this long to be looked at before it runs. */
const quietAfterStartMs = 30_000;

export class Schedule {
  readonly #parts: ScheduleParts;
  readonly #stopListening: () => void;
  #settings: ScheduleSettings | null;
  /** The interval is counted from here, on the monotonic clock. */
  #countedFromMs: number;
  #dueMs: number | null = null;
  #forgetTimer = () => {};

  /** @param lastRunStartedAt ISO 8601; a restart does not put off the run that is due */
  constructor(parts: ScheduleParts, lastRunStartedAt: string | null) {
    this.#parts = parts;
    this.#settings = parts.readSettings();
    this.#countedFromMs = parts.clock.monotonicMs() - this.#passedBeforeStart(lastRunStartedAt);
    this.#stopListening = parts.runner.onStart(() => this.#count());
    this.#plan();
  }

  read(): ScheduleState {
    const { isPaused, intervalSeconds } = this.#settings ?? defaultSchedule;
    return { isPaused, intervalSeconds, nextRunAt: this.#nextRunAt() };
  }

  /** Takes up settings that changed. A run in progress is left alone. */
  follow(): void {
    const wasOff = this.#settings === null;
    this.#settings = this.#parts.readSettings();
    if (wasOff) this.#countedFromMs = this.#parts.clock.monotonicMs();
    this.#plan();
  }

  /** Whoever has just set the agent up, over another set-up, too, has the whole interval to look at what it is going to do. */
  countFromSetUp(): void {
    this.#countedFromMs = this.#parts.clock.monotonicMs();
    this.#plan();
  }

  /** No run is started any more. */
  stop(): void {
    this.#stopListening();
    this.#settings = null;
    this.#dueMs = null;
    this.#forgetTimer();
  }

  #passedBeforeStart(lastRunStartedAt: string | null): number {
    if (lastRunStartedAt === null || this.#settings === null) return 0;
    const passedMs = Date.parse(this.#parts.clock.now()) - Date.parse(lastRunStartedAt);
    const intervalMs = this.#settings.intervalSeconds * 1000;
    return Math.min(Math.max(0, passedMs), Math.max(0, intervalMs - quietAfterStartMs));
  }

  #count(): void {
    this.#countedFromMs = this.#parts.clock.monotonicMs();
    this.#parts.onRefusal(null);
    this.#plan();
  }

  #plan(): void {
    const isOff = this.#settings === null || this.#settings.isPaused;
    this.#dueMs = isOff || this.#settings === null ? null : this.#countedFromMs + this.#settings.intervalSeconds * 1000;
    this.#wait();
    this.#parts.onChange();
  }

  #wait(): void {
    this.#forgetTimer();
    if (this.#dueMs === null) return;
    const remainingMs = Math.max(0, this.#dueMs - this.#parts.clock.monotonicMs());
    this.#forgetTimer = this.#parts.timer.after(remainingMs, () => this.#takeTurn());
  }

  #takeTurn(): void {
    const { runner, clock, log, onRefusal } = this.#parts;
    if (this.#dueMs === null) return;
    if (clock.monotonicMs() < this.#dueMs) {
      // A timer of the runtime may be a millisecond early.
      this.#wait();
      return;
    }
    const started = runner.startRun('the schedule', 'what is due');
    if (started.ok) return;
    if (started.problem.code === 'run.in-progress') {
      // What is in progress ends in a report, never in an error.
      void runner.settled().then(() => this.#wait());
      return;
    }
    const { title, code, detail } = started.problem;
    log.warn(title, { code, detail });
    this.#countedFromMs = clock.monotonicMs();
    this.#plan();
    onRefusal(started.problem);
  }

  #nextRunAt(): string | null {
    if (this.#dueMs === null) return null;
    const { clock } = this.#parts;
    const remainingMs = Math.max(0, this.#dueMs - clock.monotonicMs());
    return new Date(Date.parse(clock.now()) + remainingMs).toISOString();
  }
}
