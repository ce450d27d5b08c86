import { describe, expect, test } from 'vitest';
import { directorySeed } from './directory/seed/directory-seed.ts';
import type { SeedUser } from './directory/seed/seed-user.ts';
import { seedUsers } from './directory/seed/seed-users.ts';
import { expectHeld, expectSides, expectTenantUser } from './expected-tenant.ts';

const objectGuid = Buffer.from('00112233445566778899aabbccddeeff', 'hex');

function seedUser(sAMAccountName: string): SeedUser {
  const user = seedUsers.find((each) => each.sAMAccountName === sAMAccountName);
  if (user === undefined) throw new Error(`The seed has no ${sAMAccountName}.`);
  return user;
}

const expectUser = (sAMAccountName: string) => expectTenantUser(seedUser(sAMAccountName), objectGuid);

describe('what the tenant must hold', () => {
  test('an ordinary user arrives with every attribute', () => {
    expect(expectUser('anna.schmidt')).toStrictEqual({
      userPrincipalName: 'anna.schmidt@contoso.test',
      onPremisesImmutableId: 'ABEiM0RVZneImaq7zN3u/w==',
      accountEnabled: true,
      displayName: 'Anna Schmidt',
      mailNickname: 'anna.schmidt',
      givenName: 'Anna',
      surname: 'Schmidt',
      jobTitle: 'Engineer',
      department: 'Engineering',
      companyName: 'Contoso Ltd',
      officeLocation: 'Berlin 1.01',
      streetAddress: 'Lange Straße 12',
      city: 'Berlin',
      state: 'Berlin',
      postalCode: '10243',
      country: 'Germany',
      usageLocation: 'DE',
      businessPhones: ['+49 30 555 0101'],
      mobilePhone: '+49 170 555 0101',
      employeeId: 'E10101',
      mail: 'anna.schmidt@contoso.test',
      preferredLanguage: 'de-DE',
    });
  });

  test('a user with nothing but a name arrives with empty attributes', () => {
    expect(expectUser('kiosk')).toStrictEqual({
      userPrincipalName: 'kiosk@contoso.test',
      onPremisesImmutableId: 'ABEiM0RVZneImaq7zN3u/w==',
      accountEnabled: true,
      displayName: 'Kiosk',
      mailNickname: 'kiosk',
      givenName: null,
      surname: null,
      jobTitle: null,
      department: null,
      companyName: null,
      officeLocation: null,
      streetAddress: null,
      city: null,
      state: null,
      postalCode: null,
      country: null,
      usageLocation: null,
      businessPhones: [],
      mobilePhone: null,
      employeeId: null,
      mail: null,
      preferredLanguage: null,
    });
  });

  test('a sign-in name that the tenant cannot verify moves to the domain it was born with', () => {
    expect(expectUser('conor.walsh')).toMatchObject({
      userPrincipalName: 'c.walsh@contoso.onmicrosoft.com',
      mailNickname: 'c.walsh',
    });
  });

  test('a user without a sign-in name gets the one that the directory implies', () => {
    expect(expectUser('niamh.kelly')).toMatchObject({
      userPrincipalName: 'niamh.kelly@contoso.test',
      mailNickname: 'niamh.kelly',
      mail: null,
    });
  });

  test('the mail nickname of the directory comes before every derived one', () => {
    const user = seedUser('conor.walsh');
    const withNickname = { ...user, attributes: { ...user.attributes, mailNickname: ' conor ' } };
    expect(expectTenantUser(withNickname, objectGuid)).toMatchObject({
      userPrincipalName: 'conor@contoso.onmicrosoft.com',
      mailNickname: 'conor',
    });
  });

  test('blanks around values go, and a value of blanks is none', () => {
    expect(expectUser('astrid.berg')).toMatchObject({
      displayName: 'Astrid Berg',
      jobTitle: 'Senior Researcher',
      department: 'Research',
      mobilePhone: null,
    });
  });

  test('an anchor in the directory comes before the objectGUID', () => {
    expect(expectUser('bjorn.lindqvist').onPremisesImmutableId).toBe('8A3A3gEjRWeJq83v/ty6mA==');
  });

  test('the name of the object stands in for a missing display name', () => {
    expect(expectUser('maria.garcia').displayName).toBe('María García');
  });

  test('a disabled account stays disabled', () => {
    expect(expectUser('tobias.weber').accountEnabled).toBe(false);
  });

  test('a user whose objectGUID was not read is an error, never a guess', () => {
    expect(() => expectSides(seedUsers, new Map())).toThrow('No objectGUID is known for anna.schmidt.');
  });
});

describe('who is held', () => {
  const { users } = directorySeed('default');

  test('nobody of the small seed', () => {
    expect(expectHeld(seedUsers)).toStrictEqual([]);
  });

  test('exactly the odd ones of the default seed that no tenant can take', () => {
    const held = expectHeld(users).map(({ user, reason }) => [user.sAMAccountName, reason]);
    expect(Object.fromEntries(held)).toStrictEqual({
      'language.long': 'value invalid',
      'mail.malformed': 'value invalid',
      'mail.long': 'value invalid',
      'anchor.long': 'value invalid',
      'upn.hopeless': 'value invalid',
      'blank in name': 'value invalid',
      'mail.twice1': 'mail taken twice',
      'mail.twice2': 'mail taken twice',
      'name.twice1': 'name taken twice',
      'name.twice2': 'name taken twice',
      'anchor.twice1': 'anchor taken twice',
      'anchor.twice2': 'anchor taken twice',
    });
  });

  test('does not arrive, and everybody else does', () => {
    const objectGuids = new Map(users.map((user) => [user.sAMAccountName, objectGuid]));
    const { arriving, held } = expectSides(users, objectGuids);
    expect([arriving.length, held.length]).toStrictEqual([users.length - 12, 12]);
    expect(held[0]).toMatchObject({ objectGuid: '33221100-5544-7766-8899-aabbccddeeff' });
  });

  test.each([
    ['upn.accent', { userPrincipalName: 'unu@contoso.onmicrosoft.com', mailNickname: 'unu' }],
    ['upn.child', { userPrincipalName: 'upn.child@contoso.onmicrosoft.com' }],
    ['upn.capitals', { userPrincipalName: 'UPN.Capitals@CONTOSO.test' }],
    ['address.primary', { mailNickname: 'first.choice', mail: 'address.primary@contoso.test' }],
    ['country.unknown', { usageLocation: null, country: 'Nowhere' }],
    ['account.expired', { accountEnabled: true }],
  ])('%s arrives as %j', (name, expected) => {
    const user = users.find((each) => each.sAMAccountName === name);
    expect(user && expectTenantUser(user, objectGuid)).toMatchObject(expected);
  });
});
