/**
 * Lets writes that are asked for at the same time travel together, up to twenty in one request, each when the quotas have room for it.
 * It saves ways, not quota. Two writes to one object never travel together and never at the same time: which came first could not be
 * told. A write that is alone goes alone.
 *
 *   asked for --> waiting --turn--> under way --reply--> answered (to its caller, who alone decides about another attempt)
 *                   |  \--signal--> cancelled, nothing was sent
 *                   +<--the batch as such was refused: each goes alone
 */
import { problem } from '../contract/problem.ts';
import { fail, type Result } from '../contract/result.ts';
import type { Timer } from '../sync/timer.ts';
import { batchCallOf, repliesInBatch } from './batch-body.ts';
import { type Attempt, pathOnly } from './graph-exchange.ts';
import type { SendOnce } from './graph-retry.ts';
import type { HttpReply } from './network.ts';
import type { Pace, Turn } from './pace.ts';
import { costOf, sumOf } from './pace-cost.ts';

/** Microsoft Graph v1.0, JSON batching: more are refused. */
const largestBatch = 20;
/** How many requests are under way at most. The agent begins with one and finds out that the tenant can take more. */
const mostLanes = 4;

export interface LaneOptions {
  readonly pace: Pace;
  readonly timer: Timer;
  /** How long a tenant that asked for quiet is waited for. */
  readonly patienceMs: number;
}

interface Waiting {
  readonly attempt: Attempt;
  /** What it writes to; null for something new. */
  readonly object: string | null;
  readonly goesAlone: boolean;
  readonly signal: AbortSignal;
  readonly answer: (reply: Result<HttpReply>) => void;
}

export class BatchLanes {
  readonly #sendOnce: SendOnce;
  readonly #options: LaneOptions;
  readonly #objectsUnderWay = new Set<string>();
  #waiting: readonly Waiting[] = [];
  #lanes = 1;
  #underWay = 0;
  #isFilling = false;

  constructor(sendOnce: SendOnce, options: LaneOptions) {
    this.#sendOnce = sendOnce;
    this.#options = options;
  }

  /** @param signal ends the waiting; what is under way is never cut off */
  send(attempt: Attempt, signal: AbortSignal): Promise<Result<HttpReply>> {
    if (signal.aborted) return Promise.resolve(cancelled);
    return new Promise((settle) => {
      const answer = (reply: Result<HttpReply>) => {
        signal.removeEventListener('abort', giveUp);
        settle(reply);
      };
      const waiting = { attempt, object: objectOf(attempt), goesAlone: false, signal, answer };
      const giveUp = () => {
        if (this.#remove([waiting])) answer(cancelled);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting = [...this.#waiting, waiting];
      // What is asked for in the same moment goes together.
      this.#options.timer.after(0, () => void this.#fillLanes());
    });
  }

  async #fillLanes(): Promise<void> {
    if (this.#isFilling) return;
    this.#isFilling = true;
    while (this.#underWay < this.#lanes) {
      const candidates = this.#choose(largestBatch);
      const [first] = candidates;
      if (first === undefined) break;
      const cost = sumOf(candidates.map(({ attempt }) => costOf(attempt.call.method, attempt.call.path)));
      const turn = await this.#options.pace.waitForTurn(cost, this.#options.patienceMs, first.signal);
      // Who gave up meanwhile has been told; only quiet that lasts too long is news to the others.
      if (turn.ok) this.#depart(this.#choose(candidates.length), turn.value);
      else if (!first.signal.aborted) this.#dismiss(this.#choose(candidates.length), turn);
    }
    this.#isFilling = false;
  }

  /** In the order in which they were asked for; of the writes to one object the first, if none is under way. */
  #choose(count: number): readonly Waiting[] {
    const objects = new Set(this.#objectsUnderWay);
    const chosen: Waiting[] = [];
    for (const waiting of this.#waiting) {
      if (chosen.length === count) break;
      const isFree = waiting.object === null || !objects.has(waiting.object);
      if (waiting.object !== null) objects.add(waiting.object);
      if (!isFree || (waiting.goesAlone && chosen.length > 0)) continue;
      chosen.push(waiting);
      if (waiting.goesAlone) break;
    }
    return chosen;
  }

  #depart(chosen: readonly Waiting[], turn: Turn): void {
    const [first] = chosen;
    if (first === undefined) return;
    this.#remove(chosen);
    const objects = chosen.flatMap(({ object }) => (object === null ? [] : [object]));
    for (const object of objects) this.#objectsUnderWay.add(object);
    this.#underWay += 1;
    void this.#exchange(chosen, first.signal).then((replies) => {
      for (const object of objects) this.#objectsUnderWay.delete(object);
      this.#underWay -= 1;
      this.#learn(turn, replies);
      chosen.forEach((waiting, index) => {
        const reply = replies?.[index];
        if (reply !== undefined) waiting.answer(reply);
        else if (waiting.signal.aborted) waiting.answer(cancelled);
        else this.#waiting = [{ ...waiting, goesAlone: true }, ...this.#waiting];
      });
      return this.#fillLanes();
    });
  }

  /** @returns null when the batch as such was refused, so that nothing of it was carried out */
  async #exchange(chosen: readonly Waiting[], signal: AbortSignal): Promise<readonly Result<HttpReply>[] | null> {
    const [first] = chosen;
    if (first === undefined) return [];
    if (chosen.length === 1) return [await this.#sendOnce(first.attempt, signal)];
    const call = batchCallOf(chosen.map(({ attempt }) => attempt.call));
    const wasRefused = chosen.some(({ attempt }) => attempt.wasRefused);
    const reply = await this.#sendOnce({ call, wasRefused }, signal);
    if (reply.ok && reply.value.status === 200) return repliesInBatch(reply.value.body, chosen.length);
    if (reply.ok && isRefusalOfBatch(reply.value.status)) return null;
    return chosen.map(() => reply);
  }

  #learn(turn: Turn, replies: readonly Result<HttpReply>[] | null): void {
    const arrived = (replies ?? []).flatMap((reply) => (reply.ok ? [reply.value] : []));
    this.#options.pace.learn(turn, arrived);
    const isRefused = arrived.some(({ status }) => status === 429);
    this.#lanes = isRefused ? 1 : Math.min(mostLanes, this.#lanes * 2);
  }

  #dismiss(dismissed: readonly Waiting[], reply: Result<HttpReply>): void {
    this.#remove(dismissed);
    for (const { answer } of dismissed) answer(reply);
  }

  /** @returns whether any of them was still waiting */
  #remove(removed: readonly Waiting[]): boolean {
    const answers = new Set(removed.map(({ answer }) => answer));
    const remaining = this.#waiting.filter(({ answer }) => !answers.has(answer));
    const isChanged = remaining.length < this.#waiting.length;
    this.#waiting = remaining;
    return isChanged;
  }
}

const cancelled = fail(problem('run.cancelled', 'while waiting for a turn'));

/** Too large, malformed, or forbidden by something on the way. 401 and 429 are about who asks and how much, not about batches. */
function isRefusalOfBatch(status: number): boolean {
  return status >= 400 && status < 500 && status !== 401 && status !== 429;
}

/** The object is the first id of the path, wherever it stands: /users/ID/manager/$ref, /directory/deletedItems/ID/restore. */
function objectOf({ call }: Attempt): string | null {
  const parts = pathOnly(call.path).split('/').slice(1);
  const [collection = '', second, third] = parts;
  const id = collection === 'directory' ? third : second;
  if (id !== undefined) return id.toLowerCase();
  return call.method === 'POST' ? null : collection.toLowerCase();
}
