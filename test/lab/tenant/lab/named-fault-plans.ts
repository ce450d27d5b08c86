/** Bad days that have a name, so that a test, a person and a report mean the same one. */
import type { FaultPlan } from './fault-plan.ts';

export const faultPlanNames = [
  'throttled',
  'absurd Retry-After',
  'half-failed batches',
  'lost replies',
  'flaky network',
  'bad gateway',
  'bad day',
] as const;

export type FaultPlanName = (typeof faultPlanNames)[number];

const always = 1_000_000;

/** The same name and seed always hit the same requests. */
export function namedFaultPlan(name: FaultPlanName, seed: number): FaultPlan {
  return plans[name](seed).map((fault, index) => ({
    ...fault,
    name: fault.name ?? name,
    times: always,
    ...(fault.chance === undefined ? {} : { chance: { ...fault.chance, seed: seed + index } }),
  }));
}

type Plan = (seed: number) => FaultPlan;

const graph = { path: '/v1.0/*' };
const writes = ['POST', 'PATCH', 'PUT', 'DELETE'] as const;

const throttled: Plan = (seed) => [
  hit(graph, 5, seed, { kind: 'status', status: 429, retryAfter: '1' }),
  hit(graph, 3, seed, { kind: 'status', status: 429, retryAfter: '0.35' }),
  hit(graph, 2, seed, { kind: 'status', status: 429 }),
];
const lostReplies: Plan = (seed) =>
  writes.flatMap((method) => [
    hit({ ...graph, method }, 4, seed, { kind: 'lostReply' }),
    hit({ ...graph, method }, 2, seed, { kind: 'truncated' }),
  ]);
const flakyNetwork: Plan = (seed) => [hit(graph, 4, seed, { kind: 'reset' }), hit(graph, 2, seed, { kind: 'rubbish' })];
const badGateway: Plan = (seed) =>
  ([500, 503, 504] as const).map((status) => hit(graph, 3, seed, { kind: 'status', status }));

const plans: Readonly<Record<FaultPlanName, Plan>> = {
  throttled,
  'absurd Retry-After': (seed) => [
    hit(graph, 5, seed, { kind: 'status', status: 429, retryAfter: '86400' }),
    hit(graph, 5, seed, { kind: 'status', status: 429, retryAfter: '-1' }),
    hit(graph, 5, seed, { kind: 'status', status: 429, retryAfter: 'soon' }),
  ],
  'half-failed batches': (seed) => [
    hit({ ...graph, isInBatch: true }, 50, seed, { kind: 'status', status: 503, retryAfter: '0.1' }),
  ],
  'lost replies': lostReplies,
  'flaky network': flakyNetwork,
  'bad gateway': badGateway,
  'bad day': (seed) => [...throttled(seed), ...lostReplies(seed), ...flakyNetwork(seed), ...badGateway(seed)],
};

const hit = (
  match: FaultPlan[number]['match'],
  percent: number,
  seed: number,
  fault: FaultPlan[number]['fault'],
): FaultPlan[number] => ({ match, chance: { percent, seed }, fault });
