/** As many ordinary people as wanted; the same number always gives the same person. */
import { berlin, dublin, madrid, type Office, stockholm, tokyo } from './offices.ts';
import { plainUser, withAttributes, withoutAttributes } from './plain-user.ts';
import { type SeedUser, topUnit } from './seed-user.ts';

export function generateUsers(count: number): readonly SeedUser[] {
  const teamCount = Math.ceil(count / usersPerTeamRow);
  return Array.from({ length: count }, (_, index) => generateUser(index, teamCount));
}

/** A team in each department of each office together hold so many. */
const usersPerTeamRow = 5_000;

const offices = [berlin, dublin, madrid, stockholm, tokyo];
export const departments = [
  'Engineering',
  'Sales',
  'Finance',
  'Support',
  'Purchasing',
  'Research',
  'Facilities',
  'Human Resources',
];
const titles = ['Assistant', 'Specialist', 'Engineer', 'Senior Engineer', 'Analyst', 'Coordinator', 'Head of Team'];

/** How a name is written, and how it is spelt in an account's name. */
type Spelling = readonly [written: string, account: string];
const givenNames: readonly Spelling[] = [
  ['Anneliese', 'a'],
  ['Björn', 'b'],
  ['Chloé', 'c'],
  ['Dmitri', 'd'],
  ['Émile', 'e'],
  ['Fatima', 'f'],
  ['Göran', 'g'],
  ['Hanna', 'h'],
  ['İpek', 'i'],
  ['Jürgen', 'j'],
  ['Kenji', 'k'],
  ['Łucja', 'l'],
  ['Mei', 'm'],
  ['Noël', 'n'],
  ['Óscar', 'o'],
  ['Pål', 'p'],
  ['Renée', 'r'],
  ['Søren', 's'],
  ['Tuğba', 't'],
  ['Živa', 'z'],
];
const surnames: readonly Spelling[] = [
  ['Ångström', 'angstrom'],
  ['Bianchi', 'bianchi'],
  ['Černý', 'cerny'],
  ['Dupont', 'dupont'],
  ['Ødegård', 'odegard'],
  ['Fernández', 'fernandez'],
  ['García', 'garcia'],
  ['Hřebíček', 'hrebicek'],
  ["O'Neill", 'oneill'],
  ['Jóhannsdóttir', 'johannsdotti'],
  ['Kowalczyk', 'kowalczyk'],
  ['Lindström', 'lindstrom'],
  ['Müller', 'muller'],
  ['Nguyễn', 'nguyen'],
  ['Papadopoulos', 'papadopoulos'],
  ['Quiñones', 'quinones'],
  ['Rossi', 'rossi'],
  ['Şahin', 'sahin'],
  ['Tanaka', 'tanaka'],
];

function generateUser(index: number, teamCount: number): SeedUser {
  const office = pick<Office>(offices, index);
  const department = pick(departments, Math.floor(index / offices.length));
  const team = (Math.floor(index / (offices.length * departments.length)) % teamCount) + 1;
  const [givenName, initial] = pick(givenNames, index);
  const [sn, surname] = pick(surnames, index);
  const sAMAccountName = `${initial}.${surname}${index + 1}`;
  const user = plainUser(office, {
    sAMAccountName,
    givenName,
    sn,
    title: pick(titles, index),
    department,
    number: 1_000 + index,
  });
  const placed = {
    ...user,
    organizationalUnit: [topUnit, office.city, department, `Team ${team}`],
    commonName: `${givenName} ${sn} ${index + 1}`,
    isEnabled: index % 40 !== 39,
  };
  return withPeculiarities(placed, index);
}

/** So that not everybody has everything. */
function withPeculiarities(user: SeedUser, index: number): SeedUser {
  const alias = `smtp:${user.sAMAccountName}@alias.contoso.test`;
  const addressed =
    index % 3 === 0
      ? withAttributes(user, { proxyAddresses: [`SMTP:${user.sAMAccountName}@contoso.test`, alias] })
      : user;
  return index % 7 === 0 ? withoutAttributes(addressed, 'mobile') : addressed;
}

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}
