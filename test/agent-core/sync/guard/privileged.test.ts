import { expect, test } from 'vitest';
import type { Change } from '../../../../agent-core/contract/plan.ts';
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

test('R27: while roles cannot be read nobody is taken over; whoever is ours goes on', () => {
  const mark = [{ name: 'ownershipMark', before: null, after: 'a mark' }];
  const [taken, ours] = [changeFor('ada', 'update', mark), changeFor('bob', 'update', mark)];
  const links = new Map([[objectGuidFor('bob'), anchorFor('bob')]]);
  const { held, allowed } = guard([taken, ours, changeFor('cyd', 'disable')], { privileged: null, links });
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
