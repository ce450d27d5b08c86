/** Makes a planned fault happen to one request, in the words Microsoft would use at that address. */
import { assertNever } from '../assert-never.ts';
import { type GraphRefusal, graphRefusals } from '../graph/graph-refusal.ts';
import { graphRefusalReply } from '../graph/graph-reply.ts';
import type { Delivery, TenantReply, TenantRequest } from '../http/exchange.ts';
import { type SignInRefusal, signInRefusalReply, signInRefusals } from '../sign-in/sign-in-refusal.ts';
import type { Fault } from './fault-plan.ts';
import type { JournalDoor } from './journal.ts';

export interface CarriedOut {
  readonly delivery: Delivery;
  /** What the tenant answered or would have; undefined when it did not even look at the request. */
  readonly reply: TenantReply | undefined;
}

export interface FaultyRequest {
  readonly request: TenantRequest;
  readonly door: JournalDoor;
  /** What the tenant would do without the fault. */
  readonly work: () => Promise<TenantReply>;
}

export async function carryOutFault(fault: Fault, { request, door, work }: FaultyRequest): Promise<CarriedOut> {
  switch (fault.kind) {
    case 'silence':
    case 'reset':
      return { delivery: { kind: fault.kind }, reply: undefined };
    case 'lostReply':
      return { delivery: { kind: 'reset' }, reply: await work() };
    case 'truncated': {
      const reply = await work();
      return { delivery: { kind: 'truncated', reply }, reply };
    }
    case 'rubbish':
      return instead({
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: '<!doctype html><title>Welcome</title><p>Please sign in to the guest network.</p>\n',
      });
    case 'status': {
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
      return instead(refusal(request, door, statusRefusals[fault.status], headers));
    }
    case 'unauthorized':
      return instead(refusal(request, door, { graph: graphRefusals.tokenExpired(), signIn: unknownKey }));
    case 'forbidden':
      return instead(refusal(request, door, { graph: graphRefusals.notPermitted(), signIn: signInRefusals.blocked() }));
    default:
      return assertNever(fault);
  }
}

interface RefusalPair {
  readonly graph: GraphRefusal;
  readonly signIn: SignInRefusal;
}

const statusRefusals: Readonly<Record<429 | 500 | 503 | 504, RefusalPair>> = {
  429: { graph: graphRefusals.throttled(), signIn: signInRefusals.throttled() },
  500: { graph: graphRefusals.failed(), signIn: signInRefusals.transient(500) },
  503: { graph: graphRefusals.unavailable(), signIn: signInRefusals.transient(503) },
  504: { graph: graphRefusals.timedOut(), signIn: signInRefusals.transient(504) },
};

const unknownKey = signInRefusals.keyNotFound('0'.repeat(64), '00000000-0000-0000-0000-000000000000');

function refusal(
  request: TenantRequest,
  door: JournalDoor,
  pair: RefusalPair,
  headers: Readonly<Record<string, string>> = {},
): TenantReply {
  if (door === 'graph') return graphRefusalReply(request, pair.graph, headers);
  const reply = signInRefusalReply(request, pair.signIn);
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

const instead = (reply: TenantReply): CarriedOut => ({ delivery: { kind: 'reply', reply }, reply });
