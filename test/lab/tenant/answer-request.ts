/** The way of every request through the tenant: which door, is there a fault for it, what is written in the journal. */
import type { GraphDoor } from './graph/graph-door.ts';
import type { Delivery, Door, TenantReply, TenantRequest } from './http/exchange.ts';
import { type CarriedOut, carryOutFault } from './lab/carry-out-fault.ts';
import type { Faults } from './lab/fault-plan.ts';
import type { Journal, JournalDoor } from './lab/journal.ts';

export interface Doors {
  readonly graph: GraphDoor;
  readonly 'sign-in': Door;
  readonly page: Door;
  readonly lab: Door;
}

export interface AnsweringContext {
  readonly doors: Doors;
  readonly faults: Faults;
  readonly journal: Journal;
}

/** The lab door is spared: it must work when everything else is told to fail, and its own traffic is nobody's evidence. */
export function createAnswering({ doors, faults, journal }: AnsweringContext) {
  /** Requests inside a batch come back here, each with its own fault and its own line in the journal. */
  const answerAt = async (name: JournalDoor, request: TenantRequest, isInBatch: boolean): Promise<Delivery> => {
    const work = (): Promise<TenantReply> =>
      name === 'graph' ? doors.graph(request, (inner) => answerAt('graph', inner, true)) : doors[name](request);
    const taken = faults.take({ method: request.method, path: request.path, isInBatch });
    const { delivery, reply }: CarriedOut =
      taken === undefined
        ? await work().then((done) => ({ delivery: { kind: 'reply', reply: done }, reply: done }))
        : await carryOutFault(taken.fault, { request, door: name, work });
    journal.add({ door: name, request, isInBatch, delivery, outcome: reply, fault: taken?.name });
    return delivery;
  };

  return async (request: TenantRequest): Promise<Delivery> => {
    const name = doorOf(request);
    return name === 'lab' ? { kind: 'reply', reply: await doors.lab(request) } : answerAt(name, request, false);
  };
}

function doorOf(request: TenantRequest): JournalDoor | 'lab' {
  const [first] = request.segments;
  if (first === undefined) return 'page';
  if (first === 'lab') return 'lab';
  return /^(v\d+\.\d+|beta)$/.test(first) ? 'graph' : 'sign-in';
}
