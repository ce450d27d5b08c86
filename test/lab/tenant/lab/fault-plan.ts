/** Trouble on request: which of the coming requests fail, and how. */
import { z } from 'zod';

const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status: z.literal([429, 500, 503, 504]),
    /** Sent as it is, so that decimal, absurd and malformed values can be rehearsed; left out, there is no header. */
    retryAfter: z
      .string()
      .max(100)
      .regex(/^[\x20-\x7e]*$/)
      .optional(),
  }),
  /** The connection stays open and nothing is ever answered. */
  z.strictObject({ kind: z.literal('silence') }),
  /** 200 with a page of HTML, as a proxy on the way would send. */
  z.strictObject({ kind: z.literal('rubbish') }),
  /** The work is done, and the reply ends in its middle. */
  z.strictObject({ kind: z.literal('truncated') }),
  /** The connection is closed, and no work is done. */
  z.strictObject({ kind: z.literal('reset') }),
  /** The work is done, and the connection is closed without a reply. */
  z.strictObject({ kind: z.literal('lostReply') }),
  z.strictObject({ kind: z.literal('unauthorized') }),
  z.strictObject({ kind: z.literal('forbidden') }),
]);

export const plannedFaultSchema = z.strictObject({
  /** Appears in the journal; the kind does when there is none. */
  name: z.string().min(1).max(100).optional(),
  match: z.strictObject({
    /** Any method when left out. */
    method: z
      .string()
      .regex(/^[A-Z]+$/)
      .optional(),
    /** The whole path without the query; a `*` at the end stands for anything. Any path when left out. */
    path: z.string().startsWith('/').optional(),
    /** Only requests inside a batch, or only those that come alone; both when left out. */
    isInBatch: z.boolean().optional(),
  }),
  /** How many matching requests pass unharmed first. */
  after: z.int().min(0).default(0),
  /** How many matching requests are hit. */
  times: z.int().min(1).default(1),
  /** Hits only this share of the matching requests, drawn anew for each; the same seed always draws the same. */
  chance: z.strictObject({ percent: z.number().min(0).max(100), seed: z.int() }).optional(),
  fault: faultSchema,
});

export const faultPlanSchema = z.array(plannedFaultSchema).max(1000);

export type Fault = z.infer<typeof faultSchema>;
export type PlannedFault = z.infer<typeof plannedFaultSchema>;
/** A plan as it is written down: `after` and `times` may be left out. */
export type FaultPlan = z.input<typeof faultPlanSchema>;

export interface TakenFault {
  readonly name: string;
  readonly fault: Fault;
}

export interface FaultCandidate {
  readonly method: string;
  readonly path: string;
  readonly isInBatch: boolean;
}

export interface Faults {
  /** Replaces whatever was planned. */
  readonly plan: (plan: readonly PlannedFault[]) => void;
  /** What is still to come. */
  readonly remaining: () => readonly PlannedFault[];
  /** The fault that hits this request, counted down; undefined when it passes unharmed. */
  readonly take: (request: FaultCandidate) => TakenFault | undefined;
}

export function createFaults(): Faults {
  let planned: readonly Waiting[] = [];
  return {
    plan: (plan) => {
      planned = plan.map((fault) => ({ fault, draws: 0 }));
    },
    remaining: () => planned.map(({ fault }) => fault),
    take: (request) => {
      const before = planned;
      for (const [index, { fault, draws }] of before.entries()) {
        if (!matches(fault, request)) continue;
        const isSpared = fault.after > 0;
        const isHit = !isSpared && isDrawn(fault, draws);
        const rest = isSpared
          ? { ...fault, after: fault.after - 1 }
          : { ...fault, times: fault.times - (isHit ? 1 : 0) };
        const waiting = { fault: rest, draws: isSpared ? draws : draws + 1 };
        planned = planned.with(index, waiting);
        if (isHit) {
          planned = planned.filter(({ fault: kept }) => kept.times > 0);
          return { name: fault.name ?? fault.fault.kind, fault: fault.fault };
        }
        // Whom the first fault spares, no other one hits; whom chance spares, the next fault may.
        if (isSpared) return undefined;
      }
      return undefined;
    },
  };
}

interface Waiting {
  readonly fault: PlannedFault;
  /** How often chance was asked. */
  readonly draws: number;
}

function isDrawn({ chance }: PlannedFault, draws: number): boolean {
  return chance === undefined || drawnNumber(chance.seed, draws) < chance.percent / 100;
}

/** The n-th number between 0 and 1 of a seed, by the mixing function of SplitMix32. */
function drawnNumber(seed: number, draws: number): number {
  let mixed = (seed + Math.imul(draws + 1, 0x9e3779b9)) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}

function matches({ match }: PlannedFault, { method, path, isInBatch }: FaultCandidate): boolean {
  if (match.method !== undefined && match.method !== method) return false;
  if (match.isInBatch !== undefined && match.isInBatch !== isInBatch) return false;
  if (match.path === undefined) return true;
  return match.path.endsWith('*') ? path.startsWith(match.path.slice(0, -1)) : path === match.path;
}
