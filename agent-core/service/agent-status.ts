/** What the agent is doing, and who wants to know: the one place that holds the state which clients see. */
import type { AgentActivity, AgentState } from '../contract/agent-state.ts';
import type { Problem } from '../contract/problem.ts';
import type { RunReport } from '../contract/run-report.ts';
import { version } from '../contract/version.ts';

export class AgentStatus {
  readonly #listeners = new Set<(state: AgentState) => void>();
  readonly #startedAt: string;
  readonly #problems: readonly Problem[];
  #activity: AgentActivity;
  #lastRun: RunReport | null;

  /** @param problems what was found at start and lasts until the next one */
  constructor(startedAt: string, activity: AgentActivity, lastRun: RunReport | null, problems: readonly Problem[]) {
    this.#startedAt = startedAt;
    this.#activity = activity;
    this.#lastRun = lastRun;
    this.#problems = problems;
  }

  read(): AgentState {
    return {
      version,
      startedAt: this.#startedAt,
      activity: this.#activity,
      lastRun: this.#lastRun,
      problems: this.#problems,
    };
  }

  changeActivity(activity: AgentActivity): void {
    this.#activity = activity;
    this.#announce();
  }

  endRun(activity: AgentActivity, report: RunReport): void {
    this.#lastRun = report;
    this.changeActivity(activity);
  }

  /** @returns stops listening */
  onChange(listener: (state: AgentState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #announce(): void {
    const state = this.read();
    for (const listener of this.#listeners) listener(state);
  }
}
