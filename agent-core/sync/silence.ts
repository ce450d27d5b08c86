/**
 * Tells a reply that was lost from a tenant that does not answer. One lost reply is the trouble of one change: it may have been made, the
 * next run finds out, and the neighbours go on. When nothing comes back any more, going on would only leave more changes unknown.
 */
import type { Problem } from '../contract/problem.ts';
import type { Outcome } from '../contract/run-report.ts';
import { isUnanswered } from './trouble.ts';

/** One broken connection loses a batch of twenty; four are under way at a time. More than that in a row is no accident. */
export const mostUnanswered = 100;

export class Silence {
  #inARow = 0;
  #wasAnswered = false;
  #last: Problem | null = null;

  learn(outcome: Outcome): void {
    const reason = reasonOf(outcome);
    if (reason !== null && isUnanswered(reason.code)) {
      this.#inARow += 1;
      this.#last = reason;
    } else if (outcome.kind === 'applied' || reason?.code.startsWith('tenant.')) {
      this.#inARow = 0;
      this.#wasAnswered = true;
    }
  }

  /** Why nothing more should be sent; null while it is worth while. */
  lasting(): Problem | null {
    return this.#inARow > mostUnanswered ? this.#last : null;
  }

  /** Why a run in which nothing was ever answered has failed. */
  unbroken(): Problem | null {
    return this.#wasAnswered ? null : this.#last;
  }
}

function reasonOf(outcome: Outcome): Problem | null {
  return outcome.kind === 'failed' || outcome.kind === 'unknown' ? (outcome.problem ?? null) : null;
}
