/**
 * One quota of the tenant as the agent imagines it: a bucket that fills with time and that every request takes from
 * (learn.microsoft.com/graph/throttling-limits). The tenant tells how full it is only when it is nearly empty, and what others take
 * it never tells. So the bucket is kept like a clock without a face: let run, and set by every reply that shows the time.
 *
 *     expected level --difference--+--> moves the level a part of the way            (an error of the moment)
 *     shown level   ---------------+--> moves the belief in how much others take     (an error that comes back)
 */
import type { Clock } from '../sync/clock.ts';

export interface Quota {
  readonly limit: number;
  readonly windowMs: number;
}

/** What a request left behind in the bucket, so that its reply can be compared with what was expected. */
export interface Taken {
  readonly atMs: number;
  /** The level after it, less every correction made until then. */
  readonly uncorrectedLevel: number;
}

/** Never used: requests are counted when they leave and not when they arrive, and replies round to whole percents. */
const reservedShare = 0.03;
/** A difference beyond this is no drift: the bucket was used by somebody else, or by this agent before it was started. */
const surpriseShare = 0.1;
/** How much of a difference is believed at once, and how fast one that lasts becomes a belief in others, for each millisecond. */
const levelGain = 0.3;
const othersGainPerMs = 0.03 / 1_000_000;
const longestStepMs = 2_000;
/** How much of what is left the agent leaves to others after a refusal. */
const refusalCut = 0.3;
const mostForOthers = 0.9;

export class PaceBucket {
  readonly #clock: Clock;
  #quota: Quota;
  #level: number;
  #atMs: number;
  #corrections = 0;
  /** What others are believed to take, for each millisecond. Forgotten over two windows, so that what became free is found again. */
  #othersPerMs = 0;
  #shownAtMs: number;
  #cutAtMs = Number.NEGATIVE_INFINITY;
  #closedUntilMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, quota: Quota) {
    this.#clock = clock;
    this.#quota = quota;
    this.#level = quota.limit;
    this.#atMs = clock.monotonicMs();
    this.#shownAtMs = this.#atMs;
  }

  /** The tenant turned out to be of another size. */
  resize(limit: number): void {
    this.#fill();
    this.#level += limit - this.#quota.limit;
    this.#quota = { ...this.#quota, limit };
  }

  /** How much longer the tenant asked for quiet. */
  closedMs(): number {
    return Math.max(0, Math.ceil(this.#closedUntilMs - this.#clock.monotonicMs()));
  }

  /** How long until so much may be taken; 0 is now. Nothing can be taken at any time. */
  waitMs(cost: number): number {
    if (cost === 0) return 0;
    this.#fill();
    const { limit } = this.#quota;
    const reserve = limit * reservedShare;
    const missing = Math.min(cost, limit - reserve) + reserve - this.#level;
    const untilFilledMs = missing <= 0 ? 0 : Math.ceil(missing / (this.#fillsPerMs() - this.#othersPerMs));
    return Math.max(untilFilledMs, this.closedMs());
  }

  take(cost: number): Taken {
    const atMs = this.#fill();
    this.#level -= cost;
    return { atMs, uncorrectedLevel: this.#level - this.#corrections };
  }

  /** How much of the limit the agent believes to be used, 1 being all of it. */
  usedShare(): number {
    this.#fill();
    return 1 - this.#level / this.#quota.limit;
  }

  /** A reply said how much of the limit is used (x-ms-throttle-limit-percentage). */
  learnUsed(share: number, taken: Taken): void {
    const nowMs = this.#fill();
    const { limit } = this.#quota;
    const difference = (1 - share) * limit - (taken.uncorrectedLevel + this.#corrections);
    const stepMs = Math.min(longestStepMs, nowMs - this.#shownAtMs);
    this.#shownAtMs = nowMs;
    const isSurprise = difference < -limit * surpriseShare;
    this.#correct(isSurprise ? difference : difference * levelGain);
    if (!isSurprise) this.#believeInOthers(this.#othersPerMs - difference * othersGainPerMs * stepMs);
  }

  /** A request was refused: nothing more until the tenant says so, and less from then on. */
  refuse(retryAfterMs: number, taken: Taken): void {
    const nowMs = this.#fill();
    this.#closedUntilMs = Math.max(this.#closedUntilMs, nowMs + retryAfterMs);
    // Whatever was under way at the last refusal tells nothing new.
    if (taken.atMs < this.#cutAtMs) return;
    this.#cutAtMs = nowMs;
    this.#correct(Math.min(0, -this.#level));
    this.#believeInOthers(this.#othersPerMs + (this.#fillsPerMs() - this.#othersPerMs) * refusalCut);
  }

  #fillsPerMs(): number {
    return this.#quota.limit / this.#quota.windowMs;
  }

  #fill(): number {
    const nowMs = this.#clock.monotonicMs();
    const passedMs = nowMs - this.#atMs;
    this.#atMs = nowMs;
    this.#level = Math.min(this.#quota.limit, this.#level + passedMs * (this.#fillsPerMs() - this.#othersPerMs));
    this.#othersPerMs *= Math.exp(-passedMs / (2 * this.#quota.windowMs));
    return nowMs;
  }

  #correct(by: number): void {
    this.#level += by;
    this.#corrections += by;
  }

  #believeInOthers(perMs: number): void {
    this.#othersPerMs = Math.min(Math.max(0, perMs), this.#fillsPerMs() * mostForOthers);
  }
}
