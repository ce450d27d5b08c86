import { describe, expect, test } from 'vitest';
import type { Change } from '../../../../agent-core/contract/plan.ts';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { type GuardContext, guardPlan } from '../../../../agent-core/sync/guard.ts';
import { changeFor, deletionOf, linkFor, planOf, tombstoneFor } from '../../../builders/changes.ts';
import { guardContext } from '../../../builders/guard-context.ts';
import { noLimits } from '../../../builders/guard-settings.ts';
import { anchorFor, objectGuidFor, tenantIdFor } from '../../../builders/identifiers.ts';

const isAda = { privileged: new Set([tenantIdFor('ada')]), ownBlocks: new Set([anchorFor('ada')]) };
const guard = (changes: readonly Change[], context: Partial<GuardContext>) =>
  guardPlan(planOf(...changes), guardContext({ settings: noLimits, ...context }));

test.each([
  changeFor('ada', 'update'),
  changeFor('ada', 'enable'),
  changeFor('ada', 'restore'),
  deletionOf('ada', tombstoneFor()),
])('R27: $kind of a privileged account is held, and nobody else', (change) => {
  const own = { ...isAda, ownDeletions: new Set([anchorFor('ada')]) };
  const { held, allowed } = guard([change, changeFor('bob', 'update')], own);
  expect(held).toMatchObject([{ change, problem: { code: 'guard.privileged' } }]);
  expect(allowed.map(({ displayName }) => displayName)).toEqual(['bob']);
});

test('R27: somebody privileged who has left is blocked at once, and that stands before everything else', () => {
  const { held, findings } = guard([changeFor('bob', 'enable'), changeFor('ada', 'disable')], isAda);
  expect(held.map(({ change }) => change.displayName)).toEqual(['bob']);
  expect(findings.map(({ problem }) => problem.code)).toEqual(['guard.privileged-leaver', 'guard.blocked-elsewhere']);
  expect(findings[0]?.problem.detail).toBe('1 found: ada@contoso.com');
});

test('R27: somebody privileged who was taken out of the scope is not blocked', () => {
  const { held } = guard([changeFor('ada', 'disable')], { ...isAda, outOfScope: new Set([objectGuidFor('ada')]) });
  expect(held).toMatchObject([{ problem: { code: 'guard.privileged' } }]);
});

const unreadable = (isNeverGranted: boolean) => ({
  unreadableRoles: { problem: problem('tenant.forbidden', 'roleAssignments'), isNeverGranted },
});
const neverGranted = unreadable(true);

describe('R27: while roles cannot be read that could be before', () => {
  const rename = changeFor('cyd', 'update', [
    { name: 'userPrincipalName', before: 'cyd@contoso.com', after: 'c@contoso.com' },
  ]);
  const waiting = [changeFor('ada', 'delete'), changeFor('bob', 'disable'), rename];
  const others = [changeFor('dan', 'disable'), changeFor('eve', 'update')];
  const outOfScope = new Set([objectGuidFor('bob')]);

  test('deletions, blocks of those who left the scope and renames wait; leavers and values do not', () => {
    const { held, allowed, findings } = guard([...waiting, ...others], { ...unreadable(false), outOfScope });
    expect(held.map(({ change, problem: reason }) => [change.displayName, reason.code]).toSorted()).toEqual([
      ['ada', 'guard.roles-unreadable'],
      ['bob', 'guard.roles-unreadable'],
      ['cyd', 'guard.roles-unreadable'],
    ]);
    expect(allowed).toHaveLength(2);
    expect(findings[0]).toMatchObject({ kind: null, problem: { code: 'guard.roles-not-read' }, holds: [] });
  });

  test('whoever held a role before is still protected', () => {
    const { held } = guard([changeFor('ada', 'update')], { ...isAda, ...unreadable(false) });
    expect(held).toMatchObject([{ problem: { code: 'guard.privileged' } }]);
  });

  test('where they never could be, that is told, and everybody is changed alike', () => {
    const { held, findings } = guard([...waiting, ...others], { ...neverGranted, outOfScope });
    expect(held).toEqual([]);
    expect(findings).toMatchObject([
      { problem: { code: 'guard.roles-not-granted', detail: 'roleAssignments' }, holds: [] },
    ]);
  });
});

test('R27: while roles cannot be read nobody is taken over; whoever is ours goes on', () => {
  const mark = [{ name: 'ownershipMark', before: null, after: 'a mark' }];
  const [taken, ours] = [changeFor('ada', 'update', mark), changeFor('bob', 'update', mark)];
  const links = new Map([[objectGuidFor('bob'), anchorFor('bob')]]);
  const { held, allowed } = guard([taken, ours, changeFor('cyd', 'disable')], { ...neverGranted, links });
  expect(held).toMatchObject([{ change: taken, problem: { code: 'guard.roles-unreadable' } }]);
  expect(allowed.map(({ displayName }) => displayName)).toEqual(['bob', 'cyd']);
});

test.each(['link', 'unlink'] as const)(
  'R27: to %s the manager of a privileged account is no change of the account',
  (kind) => {
    const manager = { ...linkFor('ada', 'bob', kind), objectType: 'user', relation: 'manager' } as const;
    expect(guard([manager], isAda).held).toEqual([]);
  },
);

test('a group that a privileged account joins or leaves is not the account', () => {
  expect(guard([linkFor('staff', 'ada', 'unlink')], isAda).held).toEqual([]);
});
