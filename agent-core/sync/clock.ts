/** Time as the pure boxes see it. */
export interface Clock {
  /** The wall clock, ISO 8601 in UTC. */
  now(): string;
  /** Milliseconds since an arbitrary start; never goes back, whatever happens to the wall clock. */
  monotonicMs(): number;
}
