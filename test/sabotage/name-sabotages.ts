/** Breaks of what hands a sign-in name or a mail address on from one person to another. */
import type { Sabotage } from './sabotages.ts';

const handedOn = { project: 'scenario', test: 'test/scenarios/handed-on.test.ts' } as const;

export const nameSabotages: readonly Sabotage[] = [
  {
    breaks: 'nobody is left aside when the swap was in vain',
    file: 'agent-core/sync/apply.ts',
    find: "await moveThem(aside, 'before', writer, signal);",
    replace: '{}',
    ...handedOn,
  },
  {
    breaks: 'nobody is moved aside while another one in the circle waits',
    file: 'agent-core/sync/escrow.ts',
    find: 'const named = without(allowed, heldForNames);',
    replace: 'const named = allowed;',
    ...handedOn,
  },
  {
    breaks: 'R30: while somebody keeps a sign-in name, whoever needs it is held with all values',
    file: 'agent-core/sync/taken-values.ts',
    find: 'if (!givers.has(tenantObjectId)) reasons.set(one, reasons.get(one) ?? reason);',
    replace: 'if (!givers.has(tenantObjectId)) continue;',
    ...handedOn,
  },
  {
    breaks: 'R30: two who exchange their mail addresses are told so',
    file: 'agent-core/sync/taken-values.ts',
    find: 'return itsOwner !== undefined && isOf(one, itsOwner)',
    replace: 'return itsOwner !== undefined && isOf(one, owner)',
    ...handedOn,
  },
  {
    breaks: 'R30: a deleted account keeps its addresses, and nothing is created that needs one',
    file: 'agent-core/sync/taken-values.ts',
    find: 'if (former !== undefined && !isOf(one, former))',
    replace: 'if (former !== undefined && isOf(one, former))',
    ...handedOn,
  },
  {
    breaks: 'whoever needs the mail address of somebody whose deletion waits or is held is told of that',
    file: 'agent-core/sync/taken-values.ts',
    find: 'if (isLeaving(owner.tenantObjectId))',
    replace: 'if (owner === undefined)',
    ...handedOn,
  },
  {
    breaks: 'R12: whoever needs a name that a held change gives up is held, and so is whoever waits for them',
    file: 'agent-core/sync/hold-without-name.ts',
    find: 'if (own !== null && !keepers.has(own))',
    replace: 'if (own === null)',
    project: 'pure',
    test: 'test/agent-core/sync/hold-without-name.test.ts',
  },
  {
    breaks: 'a link waits with whoever needs a name that a held deletion keeps',
    file: 'agent-core/sync/escrow.ts',
    find: 'holdWithEnds(guarded.plan, named)',
    replace: 'holdWithEnds(guarded.plan, allowed)',
    ...handedOn,
  },
  {
    breaks: 'somebody made again gets the sign-in name in the run that deletes the account before',
    file: 'agent-core/sync/taken-values.ts',
    find: 'isOf(one, owner) || leaving.now.has(owner.tenantObjectId)',
    replace: 'isOf(one, owner)',
    ...handedOn,
  },
  {
    breaks: 'whoever needs the name of somebody whose removal waits is told that nothing is to be done',
    file: 'agent-core/sync/diff.ts',
    find: 'removals.later,',
    replace: '[],',
    ...handedOn,
  },
  {
    breaks: 'a deletion comes before whoever takes the name that it frees, and is waited for',
    file: 'agent-core/sync/plan.ts',
    find: "change.kind === 'delete' && taken.has",
    replace: "change.kind === 'create' && taken.has",
    ...handedOn,
  },
];
