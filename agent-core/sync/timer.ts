/** Waiting, as a port: a test drives it instead of waiting. */
export interface Timer {
  /** Calls `work` once, no earlier than after `delayMs` of time that never goes back. @returns forgets it */
  after(delayMs: number, work: () => void): () => void;
}
