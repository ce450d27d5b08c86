/** What an answer file may want done in a directory, and what it is told where it contradicts itself. */
import { expect, test } from 'vitest';
import { nameOfManagedAccount } from '../../../agent-core/contract/administration-answers.ts';
import { answersSchema } from '../../../agent-core/contract/answers.ts';
import { smallestDomain, smallestSettings } from '../../builders/settings.ts';

const { tenant } = smallestSettings;
const administrator = { account: 'admin@contoso.com', password: { file: 'admin.txt' } };
const managed = { ...smallestDomain, account: 'bridgehead$@contoso.com', identity: 'service' };
const parse = (...domains: readonly object[]) => answersSchema.safeParse({ tenant, domains });
const issuesOf = (...domains: readonly object[]) =>
  parse(...domains).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);

test('an answer file that does not ask for it wants nothing done in a directory', () => {
  const nothing = { administrator: null, managedAccount: null, grantRights: false };
  expect(parse(smallestDomain).data?.domains[0]).toMatchObject(nothing);
});

test('R36: the managed account is made for this server unless told otherwise', () => {
  const [domain] = parse({ ...managed, administrator, managedAccount: {} }).data?.domains ?? [];
  expect(domain?.managedAccount).toEqual({ create: true, computer: null, group: null });
  const [other] =
    parse({ ...managed, administrator, managedAccount: { create: false, computer: 'SRV2$' } }).data?.domains ?? [];
  expect(other?.managedAccount).toMatchObject({ create: false, computer: 'SRV2' });
});

test('the password of the administrator is never written out', () => {
  const path = ['domains', 0, 'administrator', 'password'];
  const written = parse({ ...managed, grantRights: true, administrator: { ...administrator, password: 'Passw0rd' } });
  expect(written.error?.issues.map((issue) => issue.path)).toEqual([path]);
  const asked = parse({ ...managed, grantRights: true, administrator: { account: 'admin@contoso.com' } });
  expect(asked.data?.domains[0]?.administrator?.password).toBe('prompt');
});

test.each<readonly [string, object, string]>([
  ['rights that nobody grants', { grantRights: true }, 'domains.0.grantRights needs an "administrator"'],
  [
    'an account that nobody makes',
    { ...managed, managedAccount: {} },
    'domains.0.managedAccount needs an "administrator"',
  ],
  [
    'a managed account with a password',
    { account: managed.account, administrator, managedAccount: {} },
    'domains.0.managedAccount needs "identity": "service"',
  ],
  ...['reader@contoso.com', 'bridgehead$@fabrikam.com', 'much-too-long-a-name$@contoso.com', 'bridgehead$'].map(
    (account) =>
      [
        `the managed account ${account}`,
        { ...managed, account, administrator, managedAccount: {} },
        'domains.0.account must be NAME$@contoso.com for a managed account, with a NAME of at most 15 characters',
      ] as const,
  ),
])('%s is refused with what has to change', (_what, changes, issue) => {
  expect(issuesOf({ ...smallestDomain, ...changes })).toEqual([issue]);
});

test('an administrator of whom nothing is wanted is refused: the password would lie there for nothing', () => {
  expect(issuesOf({ ...smallestDomain, administrator })).toEqual([
    'domains.0.administrator is for "managedAccount" or "grantRights"',
  ]);
});

test('R36: more than one managed account is refused', () => {
  const asked = { administrator, managedAccount: {} };
  const other = { ...managed, ...asked, name: 'fabrikam.com', account: 'bridgehead$@fabrikam.com' };
  expect(issuesOf({ ...managed, ...asked }, other)).toEqual([
    'domains have more than one managedAccount; the agent runs as one account',
  ]);
});

test.each(['bridgehead$@contoso.com', 'bridgehead@contoso.com', 'bridgehead$'])(
  '%s is called bridgehead',
  (account) => {
    expect(nameOfManagedAccount(account)).toBe('bridgehead');
  },
);
