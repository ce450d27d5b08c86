/** A set-up that nobody watches ends before anything is made when something in its answers is wrong. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { setupCommand } from '../../../agent-core/cli/commands/setup.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import type { SetupSettings } from '../../../agent-core/contract/settings.ts';
import { runCommandLine } from '../../builders/command-context.ts';
import { fakeRights } from '../../builders/fake-administration.ts';
import { fakeRegistration } from '../../builders/fake-registrar.ts';
import { smallestDomain, smallestSettings } from '../../builders/settings.ts';
import { openStubAgent } from '../../builders/stub-agent.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const thumbprintSha256 = 'AB:CD';

async function setUp(
  {
    tenant = {},
    domains = [smallestDomain],
    mayGrant = true,
    scope,
  }: { tenant?: object; domains?: readonly object[]; mayGrant?: boolean; scope?: object },
  ...words: readonly string[]
) {
  const dir = temporaryFolder();
  const answers = {
    tenant: { ...smallestSettings.tenant, ...tenant },
    domains: domains.map((domain) => ({ password: { file: 'password.txt' }, ...domain })),
    ...(scope && { scope }),
  };
  writeFileSync(join(dir, 'answers.json'), JSON.stringify(answers));
  writeFileSync(join(dir, 'password.txt'), 'correct horse\n');
  writeFileSync(join(dir, 'admin.txt'), 'only once\n');
  writeFileSync(join(dir, 'token'), 'a.secret.token\r\n');
  const tokens: string[] = [];
  const granted: string[] = [];
  const applied: { settings: SetupSettings; passwords: readonly string[] }[] = [];
  const { dataDir } = await openStubAgent({
    'certificate.create': () =>
      succeed({ certificatePem: '', thumbprintSha256, notAfter: '2030-01-01T00:00:00Z', replacesDamaged: false }),
    'rights.apply': ({ account, mode, units, administrator }) => {
      granted.push(`${mode} ${units.join()} to ${account} as ${administrator.account} with ${administrator.password}`);
      return mayGrant ? succeed({ ...fakeRights, added: 10 }) : fail(problem('rights.not-permitted', 'DC=contoso'));
    },
    'registration.apply': ({ accessToken }) => {
      tokens.push(accessToken);
      return succeed(fakeRegistration);
    },
    'setup.apply': ({ settings, domainPasswords }) => {
      applied.push({ settings, passwords: Object.keys(domainPasswords) });
      const { tenantId } = settings.tenant;
      return succeed({
        tenant: { tenantId, displayName: 'Contoso' },
        domains: [{ name: 'contoso.com', controller: 'dc1' }],
      });
    },
  });
  const placed = words.map((word) => (word === 'token' ? join(dir, word) : word));
  const { ended, shown } = runCommandLine(dataDir, setupCommand, '--answers', join(dir, 'answers.json'), ...placed);
  return { result: await ended, tokens, applied, granted, shown };
}

const administrator = { account: 'admin@contoso.com', password: { file: 'admin.txt' } };
const granting = { ...smallestDomain, administrator, grantRights: true };
const otherTenant = '7d0e3d52-6f0b-4c57-9a0e-4f3e5f9a1c6b';

test('with a token in a file the agent is registered first, and set up as the application that this made', async () => {
  const { result, tokens, applied } = await setUp({ tenant: { clientId: '' } }, '--token-file', 'token');
  expect(result.ok ? result.value.text : '').toContain('are seen if the account may see them');
  expect(result).toMatchObject({ ok: true });
  expect(tokens).toEqual(['a.secret.token']);
  expect(applied[0]?.settings.tenant.clientId).toBe(fakeRegistration.clientId);
  expect(JSON.stringify(result)).not.toContain('a.secret.token');
});

test('nobody is registered with an answer file that is wrong', async () => {
  const { result, tokens } = await setUp({ tenant: { tenantId: 'contoso' } }, '--token-file', 'token');
  expect(result).toMatchObject({ ok: false, problem: { code: 'answers.invalid' } });
  expect(tokens).toEqual([]);
});

test('a token file that is not there ends the set-up', async () => {
  const { result, applied } = await setUp({}, '--token-file', '/nowhere/token');
  expect(result).toMatchObject({ ok: false, problem: { code: 'registration.not-signed-in' } });
  expect(applied).toEqual([]);
});

test('the tenant that is named counts more than that of the file', async () => {
  const { applied } = await setUp({}, '--tenant-id', otherTenant);
  expect(applied[0]?.settings.tenant.tenantId).toBe(otherTenant);
});

test('one domain of several is set up, with its password alone', async () => {
  const domains = [smallestDomain, { ...smallestDomain, name: 'fabrikam.com' }];
  const { applied } = await setUp({ domains }, '--domain', 'FABRIKAM.com');
  expect(applied[0]?.settings.domains.map(({ name }) => name)).toEqual(['fabrikam.com']);
  expect(applied[0]?.passwords).toEqual(['fabrikam.com']);
});

test('of the domains that are not meant nothing is read: neither passwords nor certificates', async () => {
  const unread = { password: { file: 'nowhere' }, certificateAuthorityFile: 'nowhere', grantRights: true };
  const administrator = { account: 'admin@contoso.com', password: { file: 'nowhere' } };
  const domains = [
    { ...smallestDomain, ...unread, administrator },
    { ...smallestDomain, name: 'fabrikam.com' },
  ];
  const { result, applied, granted } = await setUp({ domains }, '--domain', 'fabrikam.com');
  expect(result).toMatchObject({ ok: true });
  expect(applied[0]?.passwords).toEqual(['fabrikam.com']);
  expect(granted).toEqual([]);
});

test('what is wrong with the domain that is meant is found where the file has it', async () => {
  const withoutUnit = { ...granting, name: 'fabrikam.com', rights: 'units' };
  const { result } = await setUp({ domains: [smallestDomain, withoutUnit] }, '--domain', 'fabrikam.com');
  expect(result.ok ? '' : result.problem.detail).toContain('domains.1.grantRights');
});

test('a domain that the file does not have is named with those that it has', async () => {
  const { result, applied } = await setUp({}, '--domain', 'fabrikam.com');
  expect(result).toMatchObject({ ok: false, problem: { code: 'answers.invalid' } });
  expect(result.ok ? '' : result.problem.detail).toContain(smallestDomain.name);
  expect(applied).toEqual([]);
});

test('a certificate that is not the expected one is not used; how it is written does not matter', async () => {
  const other = await setUp({}, '--certificate-thumbprint', 'abce');
  expect(other.result).toMatchObject({
    ok: false,
    problem: { code: 'certificate.not-the-expected', detail: thumbprintSha256 },
  });
  expect(other.applied).toEqual([]);
  expect((await setUp({}, '--certificate-thumbprint', 'abcd')).applied).toHaveLength(1);
});

test('R19: rights that the file wants are granted before the set-up; the password for it is neither shown nor kept', async () => {
  const { result, applied, granted, shown } = await setUp({ domains: [granting] });
  expect(granted).toEqual([`domain  to ${smallestDomain.account} as admin@contoso.com with only once`]);
  expect(shown.map(({ text }) => text)).toEqual([`${smallestDomain.account} was granted 10 rights in contoso.com.\n`]);
  const text = result.ok ? result.value.text : '';
  expect(text, 'nobody doubts what was just granted').toContain('Deletions in contoso.com are seen.\n');
  expect(applied[0]?.settings.domains[0]).not.toHaveProperty('administrator');
  expect(JSON.stringify([result, shown, applied])).not.toContain('only once');
});

test('nobody is registered or set up where the rights cannot be granted', async () => {
  const { result, tokens, applied } = await setUp({ domains: [granting], mayGrant: false }, '--token-file', 'token');
  expect(result).toMatchObject({ ok: false, problem: { code: 'rights.not-permitted' } });
  expect([tokens, applied]).toEqual([[], []]);
});

test('nothing is granted with a token file that is not there, nor in a domain that is not set up', async () => {
  expect((await setUp({ domains: [granting] }, '--token-file', '/nowhere/token')).granted).toEqual([]);
  const other = { ...granting, name: 'fabrikam.com', account: 'reader@fabrikam.com' };
  const { granted } = await setUp({ domains: [granting, other] }, '--domain', 'fabrikam.com');
  expect(granted).toEqual(['domain  to reader@fabrikam.com as admin@contoso.com with only once']);
});

test('R19: rights on units are those of the scope in the domain; without one the file is refused', async () => {
  const objectGuid = '44444444-4444-4444-8444-444444444444';
  const unit = (domain: string) => ({ kind: 'units', include: [{ objectGuid, domain, name: 'OU=Staff' }] });
  const domains = [{ ...granting, rights: 'units' }];
  const { granted } = await setUp({ domains, scope: unit('contoso.com') });
  expect(granted[0]).toContain(`units ${objectGuid} to`);
  const { result, applied } = await setUp({ domains, scope: unit('fabrikam.com') });
  const detail = 'domains.0.grantRights: needs a unit of contoso.com in "scope"';
  expect(result).toMatchObject({ ok: false, problem: { code: 'answers.invalid', detail } });
  expect(applied).toEqual([]);
});
