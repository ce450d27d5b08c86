import { expect, test } from 'vitest';
import { directorySeed } from './directory/seed/directory-seed.ts';
import { expectManagers } from './expected-managers.ts';
import { expectSides } from './expected-tenant.ts';

const { users } = directorySeed('default');
const guids = new Map(
  users.map((user, index) => [user.sAMAccountName, Buffer.from(index.toString(16).padStart(32, '0'), 'hex')]),
);
const sides = expectSides(users, guids);
const managers = expectManagers(sides);
const anchorOf = (index: number) =>
  sides.arriving.find(({ seedUser }) => seedUser === users[index])?.tenantUser.onPremisesImmutableId ?? 'held';

test('whoever reports to somebody who arrives has that manager', () => {
  expect([1, 10, 199, 205].map((index) => managers.get(anchorOf(index)))).toStrictEqual([0, 1, 19, 5].map(anchorOf));
});

test('whoever reports to nobody, to himself or to somebody who is held has none', () => {
  const heldUsers = new Set(sides.held.map(({ user }) => user));
  const held = users.findIndex((user) => heldUsers.has(user));
  expect([0, 200 + held, 300].map((index) => managers.get(anchorOf(index)))).toStrictEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(users[200 + held]?.manager).toMatchObject({ commonName: users[held]?.commonName });
});
