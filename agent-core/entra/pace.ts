/**
 * Keeps the agent within the quotas of one application in one tenant, so that nobody has to refuse it anything. It lives as long as
 * the agent: what one run used up is missing in the next.
 */
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Clock } from '../sync/clock.ts';
import type { Timer } from '../sync/timer.ts';
import type { HttpReply } from './network.ts';
import { PaceBucket, type Taken } from './pace-bucket.ts';
import type { Cost } from './pace-cost.ts';
import { pause } from './pause.ts';
import { retryAfterMs } from './retry-after.ts';

/** A request, or several in one, that had its turn. */
export interface Turn {
  readonly cost: Cost;
  readonly units: Taken;
  readonly writes: Taken;
}

export class Pace {
  readonly #clock: Clock;
  readonly #timer: Timer;
  readonly #units: PaceBucket;
  readonly #writes: PaceBucket;

  constructor(clock: Clock, timer: Timer) {
    this.#clock = clock;
    this.#timer = timer;
    this.#units = new PaceBucket(clock, { limit: unitLimitOf(0), windowMs: 10_000 });
    this.#writes = new PaceBucket(clock, { limit: 3_000, windowMs: 150_000 });
  }

  /** The larger the tenant, the more may be read of it. */
  learnTenantSize(users: number): void {
    this.#units.resize(unitLimitOf(users));
  }

  /**
   * Waits until the quotas have room.
   * @param patienceMs how long it may last until the tenant answers again, when it asked for quiet
   * Problems: run.cancelled, tenant.throttled.
   */
  async waitForTurn(cost: Cost, patienceMs: number, signal: AbortSignal): Promise<Result<Turn>> {
    const buckets = cost.writes === 0 ? [this.#units] : [this.#units, this.#writes];
    for (;;) {
      const closedMs = Math.max(...buckets.map((bucket) => bucket.closedMs()));
      if (closedMs > patienceMs)
        return fail(problem('tenant.throttled', `it asked for ${Math.ceil(closedMs / 1000)} more seconds of quiet`));
      const waitMs = Math.max(this.#units.waitMs(cost.resourceUnits), this.#writes.waitMs(cost.writes));
      if (waitMs <= 0 && !signal.aborted) break;
      if (!(await pause(this.#timer, waitMs, signal)))
        return fail(problem('run.cancelled', 'while waiting for a turn'));
    }
    return succeed({ cost, units: this.#units.take(cost.resourceUnits), writes: this.#writes.take(cost.writes) });
  }

  /** Takes from the replies what the tenant says about its quotas. All of them answer what had this turn. */
  learn(turn: Turn, replies: readonly HttpReply[]): void {
    const shares = replies.map(({ headers }) => Number(headers['x-ms-throttle-limit-percentage'] ?? 0));
    const share = Math.max(0, ...shares.filter((each) => each <= mostBelievedShare));
    if (share > 0) this.#learnShare(share, turn);
    for (const { status, headers } of replies) {
      if (status !== 429) continue;
      const askedMs = retryAfterMs(headers['retry-after'], this.#clock.now()) ?? 0;
      const waitMs = askedMs > longestQuietMs ? 0 : askedMs;
      const isAboutUnits = headers['x-ms-throttle-information'] === 'ResourceUnitLimitExceeded';
      if (turn.cost.writes === 0 || isAboutUnits) this.#units.refuse(waitMs, turn.units);
      else this.#writes.refuse(waitMs, turn.writes);
    }
  }

  /** The tenant does not say which of its quotas it means: the one that the agent itself believes to be used most. */
  #learnShare(share: number, { cost, units, writes }: Turn): void {
    const isAboutUnits = cost.writes === 0 || this.#units.usedShare() > this.#writes.usedShare();
    if (isAboutUnits) this.#units.learnUsed(share, units);
    else this.#writes.learnUsed(share, writes);
  }
}

/** The documentation knows 0.8 to 1.8; whatever is far beyond is no share. */
const mostBelievedShare = 2;

/** Twice the longest window of the published quotas. Whoever asks for more cannot mean it; the run ends and the next one asks again. */
const longestQuietMs = 600_000;

/** Resource units in ten seconds, for a small, a medium and a large tenant. */
function unitLimitOf(users: number): number {
  if (users < 50) return 3_500;
  return users <= 500 ? 5_000 : 8_000;
}
