import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { contosoDomain } from '../domain.ts';
import { directorySeed } from './directory-seed.ts';
import { countSeed, seedCounts } from './seed-counts.ts';
import { seedAdditions, seedEntries, seedObjectDn } from './seed-entries.ts';
import { parseSeedName } from './seed-name.ts';

test('the small seed has the twenty people it promises', () => {
  expect(seedCounts.users).toBe(20);
});

test('the default seed has the thousand people, sixty groups and twenty contacts it promises', () => {
  expect(countSeed(directorySeed('default'))).toMatchObject({ users: 1_000, groups: 60, contacts: 20 });
});

test('a seed of any size has as many people, one group of everybody, and no other group that grows without end', () => {
  const seed = directorySeed(12_345);
  expect(seed.users).toHaveLength(12_345);
  const sizes = seed.groups.map((group) => group.members.length).toSorted((one, other) => other - one);
  expect(sizes[0]).toBeGreaterThan(12_345);
  expect(sizes[1]).toBeLessThanOrEqual(2_000);
});

test.each([
  ['small', 'small'],
  ['default', 'default'],
  ['1000', 'default'],
  ['50000', 50_000],
  ['99', undefined],
  ['1e3', undefined],
  ['9999999', undefined],
  ['', undefined],
])('the word "%s" names the seed %s', (word, name) => {
  expect(parseSeedName(word)).toBe(name);
});

describe.each(['small', 'default', 5_000] as const)('the seed %s', (name) => {
  const seed = directorySeed(name);
  const people = [...seed.users, ...seed.excludedUsers];
  const entries = [...seedEntries(seed, contosoDomain)];
  const dns = entries.map((entry) => entry.dn);

  test('is the same at every call', () => {
    // Told without a difference, which would be longer than anybody reads: comparing alone is several times faster.
    expect(isDeepStrictEqual(directorySeed(name), seed)).toBe(true);
  });

  test('gives no two objects one account name, sign-in name or place in the directory', () => {
    const accountNames = entries.flatMap(
      ({ attributes }) => String(attributes.sAMAccountName ?? '').toLowerCase() || [],
    );
    const signInNames = people.flatMap((user) => user.attributes.userPrincipalName?.toLowerCase() ?? []);
    expect(new Set(accountNames).size).toBe(accountNames.length);
    expect(new Set(signInNames).size).toBe(signInNames.length);
    expect(new Set(dns.map((dn) => dn.toLowerCase())).size).toBe(dns.length);
  });

  test('gives nobody an account name that is too long', () => {
    expect(people.filter((user) => user.sAMAccountName.length > 20)).toStrictEqual([]);
  });

  test('puts every object after the unit that it lives in', () => {
    const known = new Set([contosoDomain.baseDn]);
    const early = dns.filter((dn) => {
      const isEarly = !known.has(dn.replace(/^(?:\\.|[^,\\])+,/, ''));
      known.add(dn);
      return isEarly;
    });
    expect(early).toStrictEqual([]);
  });

  test('puts nobody into a group, and makes nobody a manager, who is not there', () => {
    const known = new Set(dns);
    const linked = [...seedAdditions(seed, contosoDomain)].flatMap(({ attributes: { member = [], manager = [] } }) => [
      member,
      manager,
    ]);
    expect(linked.flat().filter((dn) => !known.has(String(dn)))).toStrictEqual([]);
  });
});

test('a group is in a circle, a group is empty, and a group has members of every kind', () => {
  const { groups, contacts, computers, excludedUsers, managedAccounts } = directorySeed('default');
  const dn = (place: (typeof groups)[number]['members'][number]) => seedObjectDn(place, contosoDomain);
  const membersOf = (name: string) => groups.find((group) => group.commonName === name)?.members.map(dn) ?? [];
  const byName = new Map(groups.map((group) => [dn(group), group]));
  const reached = (name: string) => membersOf(name).flatMap((member) => byName.get(member)?.commonName ?? []);
  expect(reached('UG-Circle-A').flatMap(reached).flatMap(reached)).toContain('UG-Circle-A');
  expect(membersOf('GG-Empty')).toStrictEqual([]);
  const others = [contacts, computers, excludedUsers, managedAccounts].flatMap(([first]) => (first ? [dn(first)] : []));
  expect(membersOf('GG-All-Staff')).toEqual(expect.arrayContaining(others));
});
