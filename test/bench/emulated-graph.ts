/** The lab's tenant without sockets, on a clock that is driven: an hour of throttled writing passes in seconds. */
import { randomUUID } from 'node:crypto';
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../agent-core/contract/result.ts';
import type { HttpReply, HttpRequest, Network } from '../../agent-core/entra/network.ts';
import { retryAfterMs } from '../../agent-core/entra/retry-after.ts';
import type { DrivenClock } from '../builders/driven-clock.ts';
import { createAnswering } from '../lab/tenant/answer-request.ts';
import { createGraphDoor } from '../lab/tenant/graph/graph-door.ts';
import type { TenantRequest } from '../lab/tenant/http/exchange.ts';
import { createFaults, type FaultPlan, faultPlanSchema } from '../lab/tenant/lab/fault-plan.ts';
import { createJournal, type JournalEntry } from '../lab/tenant/lab/journal.ts';
import { seed } from '../lab/tenant/seed.ts';
import type { KnobChange } from '../lab/tenant/state/knobs.ts';
import { seedSnapshot } from '../lab/tenant/state/seed-snapshot.ts';
import { createTenantClock } from '../lab/tenant/state/tenant-clock.ts';
import { createTenantState, type TenantState } from '../lab/tenant/state/tenant-state.ts';

export interface EmulatedGraph extends Network {
  readonly state: TenantState;
  /** Every request and what was in it, in the order in which they were answered. */
  journal(): readonly JournalEntry[];
  /** Every write that was answered, alone or in a batch, by its status. */
  readonly answers: ReadonlyMap<number, number>;
  /** So many writes have been made before, by this application. */
  spend(writes: number): Promise<void>;
  /** Lets another program with the same application write so often, evenly. @returns ends it */
  occupy(perSecond: number): () => void;
  /** How many requests with writes left before the time that a Retry-After had named. */
  readonly impatient: () => number;
}

export interface EmulatedOptions {
  readonly clock: DrivenClock;
  readonly knobs: KnobChange;
  readonly faults?: FaultPlan;
  /** How long the way there and back takes; drawn anew for every request. */
  readonly latencyMs: readonly [least: number, most: number];
  /** What the replies do not say although the tenant does. */
  readonly hiddenHeaders?: readonly string[];
}

export function emulateGraph({
  clock,
  knobs,
  faults = [],
  latencyMs,
  hiddenHeaders = [],
}: EmulatedOptions): EmulatedGraph {
  // Nobody signs in here: to make the key with which a tenant signs would take longer than most of what is asked of it.
  const signingKeyPem = '';
  const state = createTenantState(
    seedSnapshot(signingKeyPem),
    createTenantClock(() => new Date(clock.now())),
  );
  state.knobs.change(knobs);
  const planned = createFaults();
  planned.plan(faultPlanSchema.parse(faults));
  const journal = createJournal();
  const { appId, roles } = seed.application;
  const tokens = {
    issue: () => Promise.reject(new Error('nobody signs in here')),
    verify: async () => ({ kind: 'valid', appId, roles: new Set(roles), userId: undefined }) as const,
  };
  const elsewhere = () => Promise.reject(new Error('only Graph is asked here'));
  const graph = createGraphDoor(state, tokens);
  const answer = createAnswering({
    doors: { graph, 'sign-in': elsewhere, page: elsewhere, lab: elsewhere },
    faults: planned,
    journal,
  });
  const random = seededRandom(7);
  const wait = (milliseconds: number) => new Promise<void>((settle) => void clock.after(milliseconds, settle));
  const answers = new Map<number, number>();
  let quietUntilMs = 0;
  let impatient = 0;

  const send = async (request: HttpRequest): Promise<Result<HttpReply>> => {
    const [least, most] = latencyMs;
    const halfMs = Math.round((least + random() * (most - least)) / 2);
    if (request.method !== 'GET' && clock.monotonicMs() < quietUntilMs) impatient += 1;
    await wait(halfMs);
    const delivery = await answer(tenantRequestOf(request, new Date(clock.now())));
    await wait(halfMs);
    if (delivery.kind !== 'reply') return fail(problem('tenant.no-answer', delivery.kind));
    const { status, headers, body } = delivery.reply;
    const shown = Object.fromEntries(Object.entries(headers).filter(([name]) => !hiddenHeaders.includes(name)));
    const reply = { status, headers: shown, body: withoutHeaders(body, hiddenHeaders) };
    for (const each of request.method === 'GET' ? [] : innerReplies(request, reply)) {
      answers.set(each.status, (answers.get(each.status) ?? 0) + 1);
      if (each.status !== 429) continue;
      const askedMs = retryAfterMs(each.headers['Retry-After'] ?? each.headers['retry-after'], clock.now()) ?? 0;
      quietUntilMs = Math.max(quietUntilMs, clock.monotonicMs() + askedMs);
    }
    return succeed(reply);
  };
  const writeOnce = () => {
    const url = `https://graph.contoso.test/v1.0/users/${seed.people.employee.id}`;
    const headers = { authorization: 'Bearer other', 'content-type': 'application/json' };
    return answer(tenantRequestOf({ method: 'PATCH', url, headers, body: '{"city":"Cork"}' }, new Date(clock.now())));
  };
  const spend = async (writes: number) => {
    for (let written = 0; written < writes; written += 1) await writeOnce();
  };
  const occupy = (perSecond: number) => {
    let isOver = false;
    const writeAgain = () => {
      if (isOver) return;
      void writeOnce();
      clock.after(Math.round(1000 / perSecond), writeAgain);
    };
    if (perSecond > 0) writeAgain();
    return () => {
      isOver = true;
    };
  };
  return { send, spend, occupy, state, answers, impatient: () => impatient, journal: () => journal.since(0).entries };
}

type InnerReply = Pick<HttpReply, 'status' | 'headers'>;

function innerReplies({ url }: HttpRequest, reply: HttpReply): readonly InnerReply[] {
  if (!url.endsWith('/$batch') || reply.status !== 200) return [reply];
  const { responses } = JSON.parse(reply.body) as { readonly responses: readonly InnerReply[] };
  return responses;
}

function withoutHeaders(body: string, hidden: readonly string[]): string {
  if (hidden.length === 0 || !body.includes('"responses"')) return body;
  const { responses } = JSON.parse(body) as { readonly responses: readonly InnerReply[] };
  const shown = responses.map((each) => ({
    ...each,
    headers: Object.fromEntries(Object.entries(each.headers).filter(([name]) => !hidden.includes(name))),
  }));
  return JSON.stringify({ responses: shown });
}

function tenantRequestOf({ method, url, headers, body = '' }: HttpRequest, receivedAt: Date): TenantRequest {
  const { pathname, searchParams, origin } = new URL(url);
  const requestId = randomUUID();
  const segments = pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  return {
    ...{ method, path: pathname, segments, query: searchParams, headers, body, origin, receivedAt },
    ...{ isFromThisMachine: true, requestId, clientRequestId: requestId },
  };
}

/** Numbers between 0 and 1, the same for the same seed: the generator called mulberry32. */
export function seededRandom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
