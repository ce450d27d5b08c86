import { expect, test } from 'vitest';
import { emptiedGroups, licenceRemovals, memberRemovals } from '../../../../agent-core/sync/guard/memberships.ts';
import { tallyChanges } from '../../../../agent-core/sync/guard/tally.ts';
import { guardPlan } from '../../../../agent-core/sync/guard.ts';
import { linkFor, namesFor, planOf } from '../../../builders/changes.ts';
import { guardContext } from '../../../builders/guard-context.ts';
import { limits } from '../../../builders/guard-settings.ts';
import { tenantIdFor } from '../../../builders/identifiers.ts';

const context = {
  facts: guardContext(),
  settings: limits({ memberRemovals: { count: 12, percent: 100 } }),
  recent: new Map(),
};

/** Somebody leaves the group "staff". */
const unlinkFor = (name: string, takesLicences: boolean) => linkFor('staff', name, 'unlink', takesLicences);

test('R25: of memberships that take a licence none ends without an approval', () => {
  const [plain, licensed] = [unlinkFor('ada', false), unlinkFor('bob', true)];
  expect(tallyChanges(licenceRemovals, [plain, licensed], context)).toMatchObject([
    { changes: [licensed], allowed: 0 },
  ]);
});

test.each([licenceRemovals, memberRemovals])('R11: whoever joins is not counted among $name', (kind) => {
  expect(tallyChanges(kind, [linkFor('staff', 'ada', 'link', true)], context)).toEqual([]);
});

test('R11: memberships that end are counted, managers are not', () => {
  const removals = namesFor(13).map((name) => unlinkFor(name, false));
  const [tally] = tallyChanges(memberRemovals, removals, context);
  expect(tally).toMatchObject({ key: 'memberRemovals', allowed: 12 });
  expect(tally?.changes).toHaveLength(13);
  const managers = removals.map((change) => ({ ...change, relation: 'manager' as const }));
  expect(tallyChanges(memberRemovals, managers, context)).toEqual([]);
});

test('R11: a group that loses more than half of its members is held, whatever the size of the company', () => {
  const unlinks = (group: string, count: number) => namesFor(count).map((name) => linkFor(group, name, 'unlink'));
  const facts = guardContext({
    usersInScope: 10_000,
    memberCounts: new Map([
      [tenantIdFor('staff'), 150],
      [tenantIdFor('board'), 5],
      [tenantIdFor('drivers'), 12],
    ]),
  });
  const changes = [...unlinks('staff', 150), ...unlinks('board', 5), ...unlinks('drivers', 6)];
  const tallies = tallyChanges(emptiedGroups, changes, { ...context, facts, settings: limits() });
  expect(tallies.map((tally) => [tally.changes.length, tally.allowed])).toEqual([
    [150, 75],
    [5, 5],
    [6, 6],
  ]);
  const { findings } = guardPlan(planOf(...changes), { ...facts, settings: limits() });
  expect(findings).toMatchObject([
    { kind: `emptiedGroups ${tenantIdFor('staff')}`, found: 150, allowed: 75, held: 150 },
  ]);
  // The group is named once, and not with each of its members.
  expect(findings[0]?.problem.detail).toMatch(
    /^staff: 150 found, 75 allowed \(50 % of 150 members; guard.emptiedGroups.percent\): user0, user1, /,
  );
});

test('R11: what one group lost in the last 24 hours counts with what it would lose now', () => {
  const recent = new Map([[`emptiedGroups ${tenantIdFor('staff')}`, 70]]);
  const facts = guardContext({ memberCounts: new Map([[tenantIdFor('staff'), 150]]) });
  const six = namesFor(6).map((name) => linkFor('staff', name, 'unlink'));
  expect(tallyChanges(emptiedGroups, six, { facts, settings: limits(), recent })).toMatchObject([{ allowed: 5 }]);
});
