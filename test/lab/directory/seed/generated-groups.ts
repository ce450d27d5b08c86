/** Sixty groups: of offices and departments, nested, empty, in circles, odd in name, and one of everybody and more. */
import type { GroupKind, SeedGroup } from './excluded-objects.ts';
import { departments } from './generated-users.ts';
import { berlin, dublin, madrid, stockholm, tokyo } from './offices.ts';
import type { SeedPlace } from './seed-place.ts';
import { type SeedUser, topUnit } from './seed-user.ts';

const groupsUnit: readonly string[] = [topUnit, 'Groups'];
const groupCount = 60;

/** `others` are in the group of everybody, too: what is no person, or none to synchronise. */
export function generateGroups(users: readonly SeedUser[], others: readonly SeedPlace[]): readonly SeedGroup[] {
  const everybody = group('GG-All-Staff', [...users, ...others]);
  const offices = [berlin, dublin, madrid, stockholm, tokyo].map(({ city }) =>
    group(`GG-Office-${city}`, some(users.filter((user) => user.organizationalUnit[1] === city))),
  );
  const teams = departments.map((department) =>
    group(`GG-${department}`, some(users.filter((user) => user.attributes.department === department))),
  );
  const groups = [everybody, ...offices, ...teams, ...nested(offices, teams), ...circles(users), ...oddGroups(users)];
  const projects = Array.from({ length: groupCount - groups.length }, (_, index) => project(users, index));
  return [...groups, ...projects];
}

/** Only the group of everybody grows with the seed without end. */
const largestOrdinaryGroup = 2_000;

function some(users: readonly SeedUser[]): readonly SeedUser[] {
  return users.slice(0, largestOrdinaryGroup);
}

/** Groups of groups, four deep, with one that is reached by two ways. */
function nested(offices: readonly SeedGroup[], teams: readonly SeedGroup[]): readonly SeedGroup[] {
  const europe = group('UG-Europe', offices.slice(0, 4), 'universal');
  const world = group('UG-World', [europe, ...offices], 'universal');
  const access = group('DL-Intranet-Read', [world, ...teams], 'domain local');
  const folder = group('DL-Share-Read', [access], 'domain local');
  return [europe, world, access, folder];
}

function circles(users: readonly SeedUser[]): readonly SeedGroup[] {
  const [first, second, third] = users;
  const place = (commonName: string) => ({ organizationalUnit: groupsUnit, commonName });
  const person = (user: SeedUser | undefined) => (user === undefined ? [] : [user]);
  return [
    group('UG-Circle-A', [place('UG-Circle-B'), ...person(first)], 'universal'),
    group('UG-Circle-B', [place('UG-Circle-C'), ...person(second)], 'universal'),
    group('UG-Circle-C', [place('UG-Circle-A'), ...person(third)], 'universal'),
    group('UG-Pair-A', [place('UG-Pair-B')], 'universal'),
    group('UG-Pair-B', [place('UG-Pair-A')], 'universal'),
  ];
}

function oddGroups(users: readonly SeedUser[]): readonly SeedGroup[] {
  const few = users.slice(0, 5);
  return [
    group('GG-Empty', []),
    group('UG-Empty', [], 'universal'),
    group('DL-Empty', [], 'domain local'),
    group('GG-Only-Disabled', users.filter((user) => !user.isEnabled).slice(0, 20)),
    group(String.raw`GG-Odd, "Name" + <x>; #1\2`, few),
    group('GG-Größe 大きい', few),
    group('GG-Special Characters', few, 'global', { sAMAccountName: 'GG-Special_{0}!$%&()-`~' }),
    group('GG-Described', few, 'global', {
      description: 'd'.repeat(1_024),
      displayName: 'x'.repeat(256),
      info: 'Two\r\nlines',
    }),
    group('GG-Mail', few, 'global', { mail: 'gg-mail@contoso.test' }),
    group('DG-Newsletter', few, 'distribution', { mail: 'newsletter@contoso.test', displayName: 'Newsletter' }),
    group('DG-Empty', [], 'distribution', { mail: 'empty@contoso.test' }),
    group('GG-Excluded', few, 'global', { adminDescription: 'Group_DoNotSynchronise' }),
    group('GG-Protected', few, 'global', { adminCount: '1' }),
  ];
}

function project(users: readonly SeedUser[], index: number): SeedGroup {
  const size = 3 + ((index * 7) % 40);
  const start = (index * 31) % Math.max(1, users.length - size);
  return group(`GG-Project-${String(index + 1).padStart(2, '0')}`, users.slice(start, start + size));
}

function group(
  commonName: string,
  members: readonly SeedPlace[],
  kind: GroupKind = 'global',
  attributes: NonNullable<SeedGroup['attributes']> = {},
): SeedGroup {
  return { organizationalUnit: groupsUnit, commonName, members, kind, attributes };
}
