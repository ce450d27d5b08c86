/** A set-up that nobody watches ends before anything is made when something in its answers is wrong. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { setupCommand } from '../../../agent-core/cli/commands/setup.ts';
import { succeed } from '../../../agent-core/contract/result.ts';
import type { SetupSettings } from '../../../agent-core/contract/settings.ts';
import { runCommandLine } from '../../builders/command-context.ts';
import { fakeRegistration } from '../../builders/fake-registrar.ts';
import { smallestDomain, smallestSettings } from '../../builders/settings.ts';
import { openStubAgent } from '../../builders/stub-agent.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const thumbprintSha256 = 'AB:CD';

async function setUp(
  { tenant = {}, domains = [smallestDomain] }: { tenant?: object; domains?: readonly object[] },
  ...words: readonly string[]
) {
  const dir = temporaryFolder();
  const answers = {
    tenant: { ...smallestSettings.tenant, ...tenant },
    domains: domains.map((domain) => ({ ...domain, password: { file: 'password.txt' } })),
  };
  writeFileSync(join(dir, 'answers.json'), JSON.stringify(answers));
  writeFileSync(join(dir, 'password.txt'), 'correct horse\n');
  writeFileSync(join(dir, 'token'), 'a.secret.token\r\n');
  const tokens: string[] = [];
  const applied: { settings: SetupSettings; passwords: readonly string[] }[] = [];
  const { dataDir } = await openStubAgent({
    'certificate.create': () =>
      succeed({ certificatePem: '', thumbprintSha256, notAfter: '2030-01-01T00:00:00Z', replacesDamaged: false }),
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
  const result = await runCommandLine(dataDir, setupCommand, '--answers', join(dir, 'answers.json'), ...placed).ended;
  return { result, tokens, applied };
}

const otherTenant = '7d0e3d52-6f0b-4c57-9a0e-4f3e5f9a1c6b';

test('with a token in a file the agent is registered first, and set up as the application that this made', async () => {
  const { result, tokens, applied } = await setUp({ tenant: { clientId: '' } }, '--token-file', 'token');
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
