import { expect, test } from 'vitest';
import type { ChangeKind } from '../../../agent-core/contract/plan.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { settleUnknown } from '../../../agent-core/sync/settle-unknown.ts';
import type { TenantUser } from '../../../agent-core/sync/tenant.ts';
import { changeFor } from '../../builders/changes.ts';
import { runIdFor } from '../../builders/identifiers.ts';
import { linkedUser, unlinkedUser } from '../../builders/tenant-user.ts';

const fatesOf = (kind: ChangeKind, users: readonly TenantUser[]) =>
  settleUnknown([{ runId: runIdFor(1), change: changeFor('ada', kind) }], { objects: users, problem: null }).map(
    ({ fate }) => fate,
  );

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

test('a tenant that was read in part settles nothing', () => {
  const unknown = [{ runId: runIdFor(1), change: changeFor('ada', 'create') }];
  expect(
    settleUnknown(unknown, { objects: [linkedUser('ada')], problem: problem('tenant.no-answer', 'users') }),
  ).toEqual([]);
});
