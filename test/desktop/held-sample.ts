/** Three people whom the guard keeps from being disabled, one of them approved since. */
import {
  decisionSchema,
  type Exemption,
  exemptionSchema,
  heldChangeSchema,
} from '../../agent-core/contract/approval-requests.ts';
import { findingSchema } from '../../agent-core/contract/plan.ts';
import { problem } from '../../agent-core/contract/problem.ts';
import { changeOf, guidOf } from './sample-data.ts';

export const disablesFinding = findingSchema.parse({
  kind: 'disables',
  digest: 'f'.repeat(64),
  problem: problem('guard.too-many-disables', '3 found, 2 allowed: anna.berg@contoso.com and 2 more'),
  found: 3,
  allowed: 2,
  held: 3,
  holds: [],
});

const people = [
  { name: 'Anna Berg', signInName: 'anna.berg@contoso.com' },
  { name: 'Łukasz Wójcik', signInName: 'lukasz.wojcik@contoso.com' },
  { name: 'Seán O’Brien', signInName: 'sean.obrien@contoso.com' },
] as const;

const approval = {
  verdict: 'approved',
  digest: changeOf({ number: 2 }).digest,
  kind: 'disables',
  by: 'Ada (bridgehead 0.1.0, as administrator)',
  at: '2026-03-02T08:00:00.000Z',
  expiresAt: '2026-03-09T08:00:00.000Z',
} as const;

export const heldDisables = people.map(({ name, signInName }, index) =>
  heldChangeSchema.parse({
    change: changeOf({
      number: index + 1,
      kind: 'disable',
      name,
      signInName,
      attributes: [{ name: 'accountEnabled', before: true, after: false }],
    }),
    kinds: ['disables'],
    decisions: index === 1 ? [approval] : [],
  }),
);

/** The same after the last of them was rejected. */
export const heldWithRejection = heldDisables.map((held, index) =>
  index === 2
    ? {
        ...held,
        decisions: [
          decisionSchema.parse({ ...approval, verdict: 'rejected', digest: held.change.digest, expiresAt: null }),
        ],
      }
    : held,
);

const exemption = { by: 'Ada (bridgehead 0.1.0, as administrator)', at: '2026-03-02T08:00:00.000Z' };
/** One that knows the name of its object, and one that does not. */
export const heldExemptions: readonly [Exemption, Exemption] = [
  exemptionSchema.parse({
    ...exemption,
    objectGuid: guidOf(3),
    kind: 'disables',
    expiresAt: '2027-03-09T08:00:00.000Z',
    name: 'sean.obrien@contoso.com',
  }),
  exemptionSchema.parse({
    ...exemption,
    objectGuid: guidOf(4),
    kind: 'memberRemovals',
    expiresAt: '2026-12-24T08:00:00.000Z',
  }),
];
