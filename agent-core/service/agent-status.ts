/** What the agent is doing, and who wants to know: the one place that holds the state which clients see. */
import type { AgentActivity, AgentState, ScheduleState } from '../contract/agent-state.ts';
import type { Problem } from '../contract/problem.ts';
import type { RunReport } from '../contract/run-report.ts';
import { defaultSchedule } from '../contract/settings.ts';
import { version } from '../contract/version.ts';

export class AgentStatus {
  readonly #listeners = new Set<(state: AgentState) => void>();
  readonly #startedAt: string;
  readonly #problems: readonly Problem[];
  readonly #passing = new Map<string, Problem>();
  #activity: AgentActivity;
  #lastRun: RunReport | null;
  #readUpdate: () => AgentState['update'] = () => null;
  #readSchedule: () => ScheduleState = () => ({ ...defaultSchedule, nextRunAt: null });

  /** @param problems what was found at start and lasts until the next one */
  constructor(startedAt: string, activity: AgentActivity, lastRun: RunReport | null, problems: readonly Problem[]) {
    this.#startedAt = startedAt;
    this.#activity = activity;
    this.#lastRun = lastRun;
    this.#problems = problems;
  }

  read(): AgentState {
    const quarantine = this.#lastRun?.quarantine ?? null;
    const lasting = quarantine === null ? [] : [quarantine];
    return {
      version,
      startedAt: this.#startedAt,
      activity: this.#activity,
      lastRun: this.#lastRun,
      schedule: this.#readSchedule(),
      update: this.#readUpdate(),
      problems: withoutRepetition([...this.#problems, ...this.#passing.values(), ...lasting]),
    };
  }

  changeActivity(activity: AgentActivity): void {
    this.#activity = activity;
    this.announce();
  }

  /** The set-up is gone, and with it whatever was wrong with it and its runs. */
  endSetup(activity: AgentActivity): void {
    this.#lastRun = null;
    for (const kind of this.#passing.keys()) if (!ofThisMachine.has(kind)) this.#passing.delete(kind);
    this.changeActivity(activity);
  }

  endRun(activity: AgentActivity, report: RunReport): void {
    this.#lastRun = report;
    // Whatever the cache had lost was read again.
    if (report.directory.isComplete) this.#passing.delete('cache');
    this.changeActivity(activity);
  }

  /** From here on the state shows this schedule. */
  showSchedule(read: () => ScheduleState): void {
    this.#readSchedule = read;
    this.announce();
  }

  /** From here on the state shows this version. */
  showUpdate(read: () => AgentState['update']): void {
    this.#readUpdate = read;
    this.announce();
  }

  /** Trouble that may pass, one at a time of each kind. @param found null when it is over */
  report(kind: string, found: Problem | null): void {
    const before = this.#passing.get(kind) ?? null;
    if (before === found || (before !== null && before.code === found?.code && before.detail === found.detail)) return;
    if (found === null) this.#passing.delete(kind);
    else this.#passing.set(kind, found);
    this.announce();
  }

  /** @returns stops listening */
  onChange(listener: (state: AgentState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells everybody how it is. */
  announce(): void {
    const state = this.read();
    for (const listener of this.#listeners) listener(state);
  }
}

/** Trouble that has nothing to do with a set-up. */
const ofThisMachine: ReadonlySet<string> = new Set(['cache', 'disk', 'put-back', 'updates']);

/** One cause may be met in several places, such as at the start and when a run was due. */
function withoutRepetition(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(
    ({ code, detail }, index) =>
      problems.findIndex((other) => other.code === code && other.detail === detail) === index,
  );
}
