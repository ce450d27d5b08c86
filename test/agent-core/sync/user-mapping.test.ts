import { describe, expect, test } from 'vitest';
import type { AttributeValue } from '../../../agent-core/contract/plan.ts';
import type { NewUserSettings } from '../../../agent-core/contract/settings.ts';
import { countryCodes } from '../../../agent-core/sync/country-codes.ts';
import { type DirectoryAttribute, directoryAttributes } from '../../../agent-core/sync/directory-source.ts';
import { type DesiredUser, mapObjects } from '../../../agent-core/sync/map.ts';
import { type TenantUserAttribute, tenantUserAttributes } from '../../../agent-core/sync/tenant.ts';
import { mailNicknameOf, userMapping } from '../../../agent-core/sync/user-mapping.ts';
import { type Attributes, directoryUser } from '../../builders/directory-object.ts';
import { organization } from '../../builders/organization.ts';

const noConstants: NewUserSettings = { signIn: null, usageLocation: null, passwordPolicies: 'None' };

function map(attributes: Attributes, newUsers = noConstants) {
  const context = {
    organization: organization(),
    domainName: 'contoso.com',
    newUsers,
    matching: { bySignInName: false, byMail: false },
    links: new Map(),
    ownership: null,
  };
  return mapObjects({ inScope: [directoryUser('ada', attributes)], outOfScope: [], undecided: [] }, context);
}

function desiredFrom(attributes: Attributes, newUsers = noConstants): DesiredUser {
  const [user] = map(attributes, newUsers).desired;
  if (user === undefined) throw new Error('the object was held');
  return user;
}

/** Why the object is held. */
const holdDetail = (attributes: Attributes) => map(attributes).held[0]?.problem.detail;

/** source, target and the longest text, as Microsoft Graph documents them. */
const textRows: readonly (readonly [DirectoryAttribute, TenantUserAttribute, number])[] = [
  ['givenName', 'givenName', 64],
  ['sn', 'surname', 64],
  ['title', 'jobTitle', 128],
  ['department', 'department', 64],
  ['company', 'companyName', 64],
  ['physicalDeliveryOfficeName', 'officeLocation', 128],
  ['streetAddress', 'streetAddress', 1024],
  ['l', 'city', 128],
  ['st', 'state', 128],
  ['postalCode', 'postalCode', 40],
  ['co', 'country', 128],
  ['mobile', 'mobilePhone', 64],
  ['facsimileTelephoneNumber', 'faxNumber', 64],
  ['employeeID', 'employeeId', 16],
  ['preferredLanguage', 'preferredLanguage', 64],
];

describe('a text', () => {
  test.each(textRows)('%s goes to %s without the blanks around it', (source, target) => {
    expect(desiredFrom({ [source]: '  A value ' }).always[target]).toBe('A value');
  });

  test.each(textRows)('%s clears %s when it is missing or blank', (source, target) => {
    expect(desiredFrom({ [source]: null }).always[target]).toBeNull();
    expect(desiredFrom({ [source]: '   ' }).always[target]).toBeNull();
  });

  test.each(textRows)(
    '%s fills %s up to its last character and is held one beyond, naming both lengths',
    (source, target, longest) => {
      expect(desiredFrom({ [source]: 'x'.repeat(longest) }).always[target]).toHaveLength(longest);
      const detail = `${target} takes at most ${longest} characters, the directory has ${longest + 1}`;
      expect(holdDetail({ [source]: 'x'.repeat(longest + 1) })).toBe(detail);
    },
  );
});

describe('the account', () => {
  test.each<[string, boolean]>([
    ['512', true],
    ['514', false],
    ['66048', true],
    ['66050', false],
    ['2', false],
    ['-2147483136', true],
    ['-2147483134', false],
  ])('with userAccountControl %s is enabled: %s', (userAccountControl, isEnabled) => {
    expect(desiredFrom({ userAccountControl }).always.accountEnabled).toBe(isEnabled);
  });

  test.each([null, '', 'enabled', '0x200'])(
    'is held when userAccountControl is %s: nobody knows whether the person may sign in',
    (userAccountControl) => {
      expect(map({ userAccountControl }).desired).toEqual([]);
      expect(holdDetail({ userAccountControl })).toContain('userAccountControl');
    },
  );
});

describe('displayName', () => {
  test('is cn when it is missing', () => {
    expect(desiredFrom({ displayName: null, cn: 'Ada L.' }).always.displayName).toBe('Ada L.');
  });

  test('is left alone in the tenant when the directory has neither', () => {
    expect(desiredFrom({ displayName: null, cn: null }).always).not.toHaveProperty('displayName');
  });

  test('takes 256 characters and not 257', () => {
    expect(desiredFrom({ displayName: 'x'.repeat(256) }).always.displayName).toHaveLength(256);
    expect(holdDetail({ displayName: 'x'.repeat(257) })).toContain('displayName takes at most 256');
  });
});

describe('mailNickname', () => {
  test('is followed always when the directory has it, and left alone when it has not', () => {
    expect(desiredFrom({ mailNickname: 'nick' }).always.mailNickname).toBe('nick');
    expect(desiredFrom({}).always).not.toHaveProperty('mailNickname');
  });

  test.each<[string, Attributes, string | null]>([
    ['mailNickname first', { mailNickname: 'nick', proxyAddresses: ['SMTP:primary@contoso.com'] }, 'nick'],
    ['then the primary address', { proxyAddresses: ['smtp:b@contoso.com', 'SMTP:primary@contoso.com'] }, 'primary'],
    ['no other address', { proxyAddresses: ['smtp:b@contoso.com'], mail: 'mail@contoso.com' }, 'mail'],
    ['then mail', { mail: 'mail@contoso.com' }, 'mail'],
    ['then userPrincipalName', { userPrincipalName: 'upn@contoso.com' }, 'upn'],
    ['then sAMAccountName', { userPrincipalName: null }, 'ada'],
    ['nothing before an @ is nothing', { mail: '@contoso.com', userPrincipalName: '@x' }, 'ada'],
    ['and nothing when there is nothing', { userPrincipalName: null, sAMAccountName: null }, null],
  ])('begins as: %s', (_name, attributes, expected) => {
    expect(mailNicknameOf(directoryUser('ada', attributes))).toBe(expected);
  });

  test('takes 64 characters and not 65', () => {
    expect(desiredFrom({ mailNickname: 'x'.repeat(64) }).always.mailNickname).toHaveLength(64);
    expect(holdDetail({ mailNickname: 'x'.repeat(65) })).toContain('mailNickname takes at most 64');
  });

  test('takes every printable ASCII character but blank and @ ( ) \\ [ ] " ; : < > ,', () => {
    const refused = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).filter(
      (character) => map({ mailNickname: `a${character}b` }).desired.length === 0,
    );
    expect(refused.join('')).toBe(' "(),:;<>@[\\]');
  });

  test.each(['nä', 'a\tb', 'a\u00a0b', '名'])('takes no character outside ASCII, as in %j', (mailNickname) => {
    expect(holdDetail({ mailNickname })).toBe(`mailNickname cannot hold "${mailNickname}"`);
  });
});

describe('mail', () => {
  test('is followed when it is an address and left alone when it is missing', () => {
    expect(desiredFrom({ mail: 'ada@contoso.com' }).always.mail).toBe('ada@contoso.com');
    expect(desiredFrom({}).always).not.toHaveProperty('mail');
  });

  test.each(['ada', 'a@b@c', 'a b@contoso.com', '@contoso.com', 'ada@'])('is held as "%s"', (mail) => {
    expect(holdDetail({ mail, mailNickname: 'ada' })).toBe(`mail cannot hold "${mail}"`);
  });
});

describe('businessPhones', () => {
  test('is a list of one number, and an empty list without one', () => {
    expect(desiredFrom({ telephoneNumber: ' +49 1 ' }).always.businessPhones).toEqual(['+49 1']);
    expect(desiredFrom({}).always.businessPhones).toEqual([]);
  });

  test('is held when the number is too long', () => {
    expect(holdDetail({ telephoneNumber: '1'.repeat(65) })).toContain('businessPhones takes at most 64');
  });
});

describe('R29: usageLocation', () => {
  const germany: NewUserSettings = { ...noConstants, usageLocation: 'DE' };

  test.each<[string, Attributes, AttributeValue | undefined]>([
    ['msExchUsageLocation wins over c', { msExchUsageLocation: 'fr', c: 'AT' }, 'FR'],
    ['c when there is no other', { c: 'at' }, 'AT'],
    ['nothing when c is no country', { c: 'XX' }, undefined],
    ['nothing when msExchUsageLocation is no country, even if c is', { msExchUsageLocation: 'XX', c: 'AT' }, undefined],
    ['nothing without either', {}, undefined],
  ])('%s', (_name, attributes, expected) => {
    expect(desiredFrom(attributes).always.usageLocation).toBe(expected);
  });

  test('the constant counts only when the account is created', () => {
    const user = desiredFrom({}, germany);
    expect(user.atCreation.usageLocation).toBe('DE');
    expect(user.always).not.toHaveProperty('usageLocation');
  });

  test('is never planned as nothing', () => {
    const user = desiredFrom({});
    expect(user.always).not.toHaveProperty('usageLocation');
    expect(user.atCreation).not.toHaveProperty('usageLocation');
  });
});

test('extension attributes are written, and those that the directory does not have stay in the tenant', () => {
  const { always } = desiredFrom({ extensionAttribute1: ' red ', extensionAttribute15: 'blue' });
  expect(always).toMatchObject({ extensionAttribute1: 'red', extensionAttribute15: 'blue' });
  expect(always).not.toHaveProperty('extensionAttribute2');
});

describe('the table', () => {
  test('fills every managed property but the sign-in name and the ownership mark, which have rules of their own', () => {
    const targets = new Set<string>(userMapping.map((row) => row.target));
    expect(tenantUserAttributes.filter((name) => !targets.has(name))).toEqual(['userPrincipalName', 'ownershipMark']);
  });

  test('looks only at attributes that the directory is asked for', () => {
    const object = directoryUser('ada');
    const asked = new Set<string>(directoryAttributes);
    const attributes = new Proxy(object.attributes, {
      get: (target, name) => {
        expect(asked.has(String(name)), String(name)).toBe(true);
        return Reflect.get(target, name);
      },
    });
    for (const row of userMapping) row.source({ ...object, attributes }, noConstants);
    expect.hasAssertions();
  });

  test('knows 249 countries, each by two capital letters', () => {
    expect(countryCodes.size).toBe(249);
    expect([...countryCodes].filter((code) => !/^[A-Z]{2}$/.test(code))).toEqual([]);
  });
});
