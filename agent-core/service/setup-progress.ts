/** How far a set-up has come, for everybody who watches; and that there is one at a time. */
import type { Result } from '../contract/result.ts';
import type { SetupProgressed, SetupStep } from '../contract/setup-progress.ts';

export class SetupProgress {
  readonly #listeners = new Set<(progress: SetupProgressed) => void>();
  #isUnderWay = false;

  /** @returns null when another set-up is under way */
  async alone<Value>(work: () => Promise<Value>): Promise<Value | null> {
    if (this.#isUnderWay) return null;
    this.#isUnderWay = true;
    try {
      return await work();
    } finally {
      this.#isUnderWay = false;
    }
  }

  /** Tells that the step began, and how it ended. */
  async follow<Value>(step: SetupStep, work: () => Promise<Result<Value>>): Promise<Result<Value>> {
    this.#announce({ step, state: 'doing', problem: null });
    const result = await work();
    this.#announce(
      result.ok ? { step, state: 'done', problem: null } : { step, state: 'failed', problem: result.problem },
    );
    return result;
  }

  /** @returns stops listening */
  onProgress(listener: (progress: SetupProgressed) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #announce(progress: SetupProgressed): void {
    for (const listener of this.#listeners) listener(progress);
  }
}
