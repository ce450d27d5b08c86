/** What a killing is made of, as chance wants: at a failpoint by its name, or anywhere and with more than one thing going wrong. */
import type { FaultPlan } from '../lab/tenant/lab/fault-plan.ts';
import { faultPlanNames } from '../lab/tenant/lab/named-fault-plans.ts';
import type { Company } from './company.ts';
import { drawEdits } from './draw-edits.ts';
import type { Failpoint } from './failpoints.ts';
import { type Killing, noTrouble, type Trouble } from './killing.ts';
import type { Chance } from './seeded-random.ts';

/** How many moments of its kind a run of the campaign has at least, as it was measured; of all kinds for `any`. */
const moments = {
  'before a request': 5,
  'a request sent': 5,
  'a request answered': 5,
  'in the middle of a batch': 1,
  'before a commit of the record': 8,
  'after a commit of the record': 8,
  'in a checkpoint of the record': 8,
  'in a backup of the record': 1,
  'before a commit of the cache': 3,
  'after a commit of the cache': 3,
  'in a checkpoint of the cache': 3,
} as const satisfies Record<Failpoint, number>;
const momentsOfAnyKind = 60;

export function drawNamedKilling(at: Failpoint, company: Company, chance: Chance, mark: number): Killing {
  const tenant = at === 'in the middle of a batch' ? halfDone(chance.between(1, 2)) : null;
  return {
    edits: drawEdits(company, chance, mark),
    deaths: [{ at, nth: chance.between(1, moments[at]) }],
    trouble: { ...noTrouble, tenant },
  };
}

/** Of a batch so many requests are carried out and the others are not; the agent does not live to read about it. */
const halfDone = (done: number): FaultPlan => [
  { match: { isInBatch: true }, after: done, times: 1_000, fault: { kind: 'silence' } },
];

export function drawRandomKilling(company: Company, chance: Chance, mark: number): Killing {
  const death = () => ({ at: 'any', nth: chance.between(1, momentsOfAnyKind) }) as const;
  return {
    edits: drawEdits(company, chance, mark),
    deaths: chance.isLucky(35) ? [death(), death()] : [death()],
    trouble: drawTrouble(chance),
  };
}

/** All but the absurd: an agent that was told to wait for a day does. */
const badDays = faultPlanNames.filter((name) => name !== 'absurd Retry-After');

function drawTrouble(chance: Chance): Trouble {
  const tenant = chance.isLucky(50) ? { name: chance.oneOf(badDays), seed: chance.between(1, 1_000_000) } : null;
  const harm = chance.oneOf(['cut', 'corrupt', 'delay'] as const);
  const controller = chance.isLucky(40) ? drawHarm(harm, chance) : null;
  return { tenant, controller, replicationLagMs: chance.isLucky(30) ? 2_000 : 0 };
}

function drawHarm(kind: 'cut' | 'corrupt' | 'delay', chance: Chance): Trouble['controller'] {
  if (kind === 'delay') return { kind, milliseconds: chance.between(5, 40) };
  return { kind, afterAnswers: chance.between(0, 20) };
}
