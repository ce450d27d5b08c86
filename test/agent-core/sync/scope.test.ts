import { describe, expect, test } from 'vitest';
import { defaultGroups } from '../../../agent-core/contract/settings.ts';
import { decide, findMissing, scopeObjects, scopeRules } from '../../../agent-core/sync/scope.ts';
import { referenceTo } from '../../builders/directory-group.ts';
import { type Attributes, directoryUser } from '../../builders/directory-object.ts';
import { objectGuidFor } from '../../builders/identifiers.ts';

/** The rule that takes the object out of scope, or null when it is in. */
function ruleFor(attributes: Attributes): string | null {
  const { inScope, outOfScope } = scopeObjects([directoryUser('ada', attributes)], decide({ kind: 'all' }));
  expect(inScope.length + outOfScope.length).toBe(1);
  return outOfScope[0]?.rule ?? null;
}

describe('a person is in scope', () => {
  test.each<[string, Attributes]>([
    ['as an ordinary user', {}],
    ['as inetOrgPerson', { objectClass: ['top', 'person', 'organizationalPerson', 'user', 'inetOrgPerson'] }],
    ['when the account is disabled: a leaver is not gone', { userAccountControl: '514' }],
    ['without a userAccountControl that could be read', { userAccountControl: null }],
    ['with isCriticalSystemObject FALSE', { isCriticalSystemObject: 'FALSE' }],
    ['with a DN that only mentions the conflict marker', { distinguishedName: 'CN=a,OU=x\\0ACNF:y,DC=contoso,DC=com' }],
    ['with an adminDescription of another kind', { adminDescription: 'Group_x' }],
    ['with an adminDescription that only contains the excluded one', { adminDescription: 'x User_x' }],
    ['with a nickname that only contains the excluded ones', { mailNickname: 'xSystemMailbox{1}' }],
    ['with an account name that only contains the excluded ones', { sAMAccountName: 'xAAD_1' }],
    ['with CAS_ in the account name but no brace', { sAMAccountName: 'CAS_reader' }],
    ['with an account that is like the support account', { sAMAccountName: 'SUPPORT_388945a0b' }],
    ['as the owner of an ordinary mailbox', { mailNickname: 'ada', msExchRecipientTypeDetails: '1' }],
    ['with an unreadable recipient type', { msExchRecipientTypeDetails: 'mailbox' }],
  ])('%s', (_name, attributes) => {
    expect(ruleFor(attributes)).toBeNull();
  });
});

describe('R15: out of scope is', () => {
  const computer = ['top', 'person', 'organizationalPerson', 'user', 'computer'];
  test.each<[string, Attributes, string]>([
    ['a computer', { objectClass: computer }, 'most specific class'],
    ['a gMSA', { objectClass: [...computer, 'msDS-GroupManagedServiceAccount'] }, 'most specific class'],
    ['an object without a class', { objectClass: [] }, 'most specific class'],
    ['a trust account', { userAccountControl: String(0x800) }, 'computer or a trust'],
    ['a workstation account', { userAccountControl: String(0x1000) }, 'computer or a trust'],
    ['a server account', { userAccountControl: String(0x2000) }, 'computer or a trust'],
    ['a machine account whose flags are written signed', { userAccountControl: '-2147479552' }, 'computer or a trust'],
    ['a critical system object', { isCriticalSystemObject: 'TRUE' }, 'critical system object'],
    ['an object without sAMAccountName', { sAMAccountName: null }, 'no sAMAccountName'],
    ['an object marked by adminDescription', { adminDescription: 'user_x' }, 'adminDescription'],
    ['the account of Entra Connect', { sAMAccountName: 'MSOL_0123' }, 'synchronisation or of support'],
    ['the account of Azure AD Sync', { sAMAccountName: 'aad_0123' }, 'synchronisation or of support'],
    ['the account of a client access server', { sAMAccountName: 'CAS_exchange{1}' }, 'synchronisation or of support'],
    ['the support account', { sAMAccountName: 'SUPPORT_388945a0' }, 'synchronisation or of support'],
    ['a system mailbox by its nickname', { mailNickname: 'SystemMailbox{1}' }, 'system mailbox'],
    ['a client access mailbox by its nickname', { mailNickname: 'CAS_exchange{1}' }, 'system mailbox'],
  ])('%s', (_name, attributes, rule) => {
    expect(ruleFor(attributes)).toContain(rule);
  });
});

describe('R16: wide and signed integers', () => {
  test('exactly these bits of the recipient type belong to a system mailbox, of all 64', () => {
    const bits = Array.from({ length: 64 }, (_, bit) => bit).filter(
      (bit) => ruleFor({ msExchRecipientTypeDetails: String(BigInt.asIntN(64, 1n << BigInt(bit))) }) !== null,
    );
    expect(bits).toEqual([12, 13, 14, 22, 23, 24, 29]);
  });

  test('bits above the 32nd do not look like those below', () => {
    expect(ruleFor({ msExchRecipientTypeDetails: String(0x1000_0000_0000n) })).toBeNull();
    expect(ruleFor({ msExchRecipientTypeDetails: String(2n ** 40n + 0x4000n) })).toBe('system mailbox');
  });

  test('a negative value is read as the 64 bits it stands for', () => {
    expect(ruleFor({ msExchRecipientTypeDetails: '-9223372036854775808' })).toBeNull();
    expect(ruleFor({ msExchRecipientTypeDetails: '-1' })).toBe('system mailbox');
  });

  test('a replication conflict is found by the escaped line feed in its DN', () => {
    const conflict = 'CN=Ada\\0ACNF:6c1b0e3a-0000-4000-8000-000000000000,OU=People,DC=contoso,DC=com';
    expect(ruleFor({ distinguishedName: conflict })).toBe('replication conflict');
    expect(ruleFor({ distinguishedName: conflict.replace('CNF', 'DEL') })).toBeNull();
  });
});

test('the first rule that excludes decides, and every rule has a name of its own', () => {
  expect(ruleFor({ objectClass: ['computer'], isCriticalSystemObject: 'TRUE' })).toContain('most specific class');
  expect(new Set(scopeRules.map((rule) => rule.name)).size).toBe(scopeRules.length);
});

test('R1: what the scope names and nobody can find is told, with how many are held for it', () => {
  const verdict = { kind: 'undecided', rule: 'a rule' } as const;
  const decision = {
    missing: [referenceTo('Staff'), referenceTo('Sales')],
    groups: defaultGroups,
    verdictOf: () => verdict,
  };
  expect(scopeObjects([directoryUser('a'), directoryUser('b')], decision).undecided).toHaveLength(2);
  const named = ['Staff', 'Sales'].map((name) => `${name} (${objectGuidFor(name)} in contoso.com)`).join('; ');
  expect(findMissing(decision.missing, 2)).toMatchObject([
    { problem: { code: 'scope.reference-not-found', detail: `2 objects held: ${named}` }, found: 2, allowed: 0 },
  ]);
});

test('whoever is in a scope of everybody is told so', () => {
  expect(decide({ kind: 'all' }).verdictOf(directoryUser('ada'))).toEqual({
    kind: 'in',
    rule: 'everything is in scope',
  });
});

test('the order of the objects stays', () => {
  const objects = [directoryUser('b'), directoryUser('a'), directoryUser('c')];
  expect(scopeObjects(objects, decide({ kind: 'all' })).inScope).toEqual(objects);
});
