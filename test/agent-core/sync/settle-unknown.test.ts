import { describe, expect, test } from 'vitest';
import type { TenantObjectId } from '../../../agent-core/contract/identifiers.ts';
import type { Change, ChangeKind } from '../../../agent-core/contract/plan.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { Reading } from '../../../agent-core/sync/reading.ts';
import { settleUnknown } from '../../../agent-core/sync/settle-unknown.ts';
import type { TenantUser } from '../../../agent-core/sync/tenant.ts';
import type { TenantGroup } from '../../../agent-core/sync/tenant-groups.ts';
import { changeFor, linkFor } from '../../builders/changes.ts';
import { tenantGroup } from '../../builders/fake-tenant-groups.ts';
import { anchorFor, objectGuidFor, runIdFor, tenantIdFor } from '../../builders/identifiers.ts';
import { linkedUser, unlinkedUser } from '../../builders/tenant-user.ts';

interface Tenant {
  readonly users?: readonly TenantUser[];
  readonly groups?: readonly TenantGroup[];
  readonly members?: ReadonlyMap<TenantObjectId, ReadonlySet<TenantObjectId>>;
}

const settle = (change: Change, { users = [], groups = [], members = new Map() }: Tenant) =>
  settleUnknown([{ runId: runIdFor(1), change }], {
    users: { objects: users, problem: null },
    groups: { tenant: { objects: groups, problem: null }, members },
    links: new Map([[objectGuidFor('ada'), anchorFor('ada')]]),
  }).map(({ fate }) => fate);

const fatesOf = (kind: ChangeKind, users: readonly TenantUser[]) => settle(changeFor('ada', kind), { users });

test.each([
  ['a user whose anchor is there was created', 'create', [linkedUser('ada')], 'made'],
  [
    'a user whose anchor is not there was not created, whoever has the name',
    'create',
    [unlinkedUser('ada')],
    'notMade',
  ],
  ['values that stand as meant were written', 'update', [linkedUser('ada', { jobTitle: 'Engineer' })], 'made'],
  ['values that stand as before were not written', 'update', [linkedUser('ada')], 'notMade'],
  ["other values are somebody else's", 'update', [linkedUser('ada', { jobTitle: 'Clerk' })], 'overtaken'],
  ['a user that is gone tells nothing', 'update', [], 'overtaken'],
  ['an account that is blocked was disabled', 'disable', [linkedUser('ada', { accountEnabled: false })], 'made'],
  ['an account that is not blocked was not', 'disable', [linkedUser('ada')], 'notMade'],
  ['a user that is gone was deleted', 'delete', [], 'made'],
  ['a user that is still there was not deleted', 'delete', [linkedUser('ada')], 'notMade'],
  ['a user that is back was restored', 'restore', [linkedUser('ada')], 'made'],
  ['a user that is not back was not restored', 'restore', [], 'notMade'],
] as const)('%s', (_what, kind, users, fate) => {
  expect(fatesOf(kind, users)).toEqual([fate]);
});

test.each([
  ['made', linkedUser('ada', { ownershipMark: 'ours' })],
  ['notMade', unlinkedUser('ada')],
  ['overtaken', unlinkedUser('ada', { ownershipMark: 'ours' })],
] as const)('R28: a takeover was %s as the anchor shows', (fate, user) => {
  const attributes = [
    { name: 'onPremisesImmutableId', before: null, after: anchorFor('ada') },
    { name: 'ownershipMark', before: null, after: 'ours' },
  ];
  expect(settle(changeFor('ada', 'update', attributes), { users: [user] })).toEqual([fate]);
});

test('R1: a tenant that was read in part settles nothing', () => {
  const unknown = [{ runId: runIdFor(1), change: changeFor('ada', 'create') }];
  const whole = { objects: [], problem: null };
  const half = { objects: [], problem: problem('tenant.no-answer', 'half') };
  const settleBy = (users: Reading<TenantUser>, groups: Reading<TenantGroup>) =>
    settleUnknown(unknown, { users, groups: { tenant: groups, members: new Map() }, links: new Map() });
  expect(settleBy(half, whole)).toEqual([]);
  expect(settleBy(whole, half)).toEqual([]);
  expect(settleBy(whole, whole)).toMatchObject([{ fate: 'notMade' }]);
});

test('of a change of two values that stands by half nobody can tell', () => {
  const attributes = [
    { name: 'jobTitle', before: null, after: 'Engineer' },
    { name: 'city', before: null, after: 'Cork' },
  ];
  const fateIn = (values: TenantUser['values']) =>
    settle(changeFor('ada', 'update', attributes), { users: [linkedUser('ada', values)] });
  expect(fateIn({ jobTitle: 'Engineer', city: 'Cork' })).toEqual(['made']);
  expect(fateIn({ jobTitle: 'Engineer', city: 'Ulm' })).toEqual(['overtaken']);
  expect(fateIn({ city: 'Ulm' })).toEqual(['overtaken']);
});

describe('a link', () => {
  const staff = { ...tenantGroup('staff'), uniqueName: objectGuidFor('staff') };
  const users = [linkedUser('ada')];
  const withMembers = (...names: readonly string[]) => ({
    users,
    groups: [staff],
    members: new Map([[staff.tenantObjectId, new Set(names.map(tenantIdFor))]]),
  });

  test('that is there was made, and one that is not was not', () => {
    expect(settle(linkFor('staff', 'ada', 'link'), withMembers('ada'))).toEqual(['made']);
    expect(settle(linkFor('staff', 'ada', 'link'), withMembers('bob'))).toEqual(['notMade']);
    expect(settle(linkFor('staff', 'ada', 'unlink'), withMembers('bob'))).toEqual(['made']);
    expect(settle(linkFor('staff', 'ada', 'unlink'), withMembers('ada'))).toEqual(['notMade']);
  });

  test('of a group that is gone, or whose members could not be read, tells nothing', () => {
    expect(settle(linkFor('staff', 'ada', 'link'), { users })).toEqual(['overtaken']);
    expect(settle(linkFor('staff', 'ada', 'link'), { users, groups: [staff] })).toEqual(['overtaken']);
  });

  test('to a manager is read from the user', () => {
    const change = { ...linkFor('bob', 'ada', 'link'), relation: 'manager' as const, objectType: 'user' as const };
    const bob = linkedUser('bob');
    expect(settle(change, { users: [...users, { ...bob, managerId: tenantIdFor('ada') }] })).toEqual(['made']);
    expect(settle(change, { users: [...users, bob] })).toEqual(['notMade']);
  });
});
