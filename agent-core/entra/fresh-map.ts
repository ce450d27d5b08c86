/** A map that forgets: an entry counts for a while after it was set, and then it is as if it had never been. */
import type { Clock } from '../sync/clock.ts';

export class FreshMap<Key, Value> {
  readonly #clock: Clock;
  readonly #freshForMs: number;
  readonly #entries = new Map<Key, { readonly value: Value; readonly atMs: number }>();

  constructor(clock: Clock, freshForMs: number) {
    this.#clock = clock;
    this.#freshForMs = freshForMs;
  }

  get(key: Key): Value | undefined {
    const entry = this.#entries.get(key);
    return entry === undefined || this.#isStale(entry.atMs) ? undefined : entry.value;
  }

  has(key: Key): boolean {
    return this.get(key) !== undefined;
  }

  set(key: Key, value: Value): void {
    this.#entries.set(key, { value, atMs: this.#clock.monotonicMs() });
  }

  /** In place of what was set, and for no longer than that. */
  replace(key: Key, value: Value): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined) this.#entries.set(key, { value, atMs: entry.atMs });
  }

  delete(key: Key): void {
    this.#entries.delete(key);
  }

  /** Lets go of what does not count any more. */
  entries(): readonly (readonly [Key, Value])[] {
    for (const [key, { atMs }] of this.#entries) if (this.#isStale(atMs)) this.#entries.delete(key);
    return [...this.#entries].map(([key, { value }]) => [key, value]);
  }

  #isStale(atMs: number): boolean {
    return this.#clock.monotonicMs() - atMs >= this.#freshForMs;
  }
}
