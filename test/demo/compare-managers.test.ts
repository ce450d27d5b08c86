import { expect, test } from 'vitest';
import { compareManagers } from './compare-managers.ts';

const person = (name: string) => ({
  id: name,
  userPrincipalName: `${name}@contoso.test`,
  onPremisesImmutableId: `anchor-of-${name}`,
});
const users = [person('anna'), person('emil'), { id: 'admin', userPrincipalName: 'admin@contoso.test' }];
const expected = new Map([['anchor-of-emil', 'anchor-of-anna']]);
type Links = Parameters<typeof compareManagers>[1]['managers']['links'];
const compare = (links: Links, people = users) =>
  compareManagers(expected, { users: people, managers: { links, suspended: [] } });

test('managers as the seed says have no differences, whoever manages the people of the tenant alone', () => {
  expect(
    compare([
      ['emil', ['anna']],
      ['admin', ['emil']],
    ]),
  ).toStrictEqual([]);
});

test('whoever has no manager, another one or one too many is named', () => {
  expect(compare([])).toStrictEqual(['emil@contoso.test reports to nobody, not to anchor-of-anna']);
  expect(
    compare([
      ['emil', ['admin']],
      ['anna', ['emil']],
    ]),
  ).toStrictEqual([
    'anna@contoso.test reports to anchor-of-emil, not to nobody',
    'emil@contoso.test reports to admin, not to anchor-of-anna',
  ]);
  expect(compare([], [person('anna')])).toStrictEqual(['anchor-of-emil, who has a manager, is missing']);
});
