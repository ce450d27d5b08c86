import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { registerCommand } from '../../../../agent-core/cli/commands/register.ts';
import type { TenantDraft } from '../../../../agent-core/contract/registration-requests.ts';
import { succeed } from '../../../../agent-core/contract/result.ts';
import { realCredential } from '../../../builders/credentials.ts';
import { fakeRegistration } from '../../../builders/fake-registrar.ts';
import { connectClient, openStubAgent } from '../../../builders/stub-agent.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

type Options = Readonly<Record<string, string>>;

async function register(options: Options, registration = fakeRegistration) {
  const asked: { accessToken: string; graph: string }[] = [];
  const tenants: TenantDraft[] = [];
  const agent = await openStubAgent({
    'registration.apply': ({ tenant, accessToken }) => {
      asked.push({ accessToken, graph: tenant.graph });
      tenants.push(tenant);
      return succeed(registration);
    },
  });
  const client = await connectClient(agent.dataDir);
  const { signal } = new AbortController();
  const connect = async () => succeed(client);
  const result = await registerCommand.run({
    options,
    words: [],
    dataDir: agent.dataDir,
    connect,
    reconnect: connect,
    tell: () => undefined,
    show: () => undefined,
    signal,
  });
  return { asked, tenants, result };
}

function descriptorWith(text: string): string {
  const path = join(temporaryFolder(), 'token');
  writeFileSync(path, text);
  const descriptor = openSync(path, 'r');
  onTestFinished(() => closeSync(descriptor));
  return String(descriptor);
}

test('an access token comes through a file descriptor and is told to nobody else', async () => {
  const { asked, result } = await register({ 'token-file-descriptor': descriptorWith('a.secret.token\n') });
  expect(asked).toEqual([{ accessToken: 'a.secret.token', graph: 'https://graph.microsoft.com' }]);
  expect(result).toMatchObject({ ok: true, value: { json: fakeRegistration } });
  expect(JSON.stringify(result)).not.toContain('a.secret.token');
});

test('what the person may not grant is left to an address for somebody who may', async () => {
  const consentUrl = 'https://login.microsoftonline.com/contoso/adminconsent?client_id=1';
  const registration = { ...fakeRegistration, grantsMissing: ['User.ReadWrite.All'], consentUrl };
  const { result } = await register({ 'token-file-descriptor': descriptorWith('token') }, registration);
  const text = result.ok ? result.value.text : '';
  for (const part of ['User.ReadWrite.All', consentUrl]) expect(text).toContain(part);
});

test('without a token nothing is asked of the agent', async () => {
  for (const descriptor of [descriptorWith(''), '987']) {
    const { asked, result } = await register({ 'token-file-descriptor': descriptor });
    expect(asked).toEqual([]);
    expect(result).toMatchObject({ ok: false, problem: { code: 'registration.not-signed-in' } });
  }
});

test('the cloud and the proxy are checked before anybody signs in', async () => {
  const { asked, result } = await register({ 'client-id': 'x', proxy: 'proxy:8080' });
  expect(asked).toEqual([]);
  expect(result).toMatchObject({ ok: false, problem: { code: 'answers.invalid' } });
  const missing = await register({ 'client-id': 'x', 'certificate-authority': '/nowhere.pem' });
  expect(missing.result).toMatchObject({ ok: false, problem: { code: 'answers.invalid' } });
});

test('another cloud, a proxy and a private authority are taken from the answer file, and from options before it', async () => {
  const dir = temporaryFolder();
  const answers = join(dir, 'answers.json');
  const { certificatePem: authority } = await realCredential();
  writeFileSync(join(dir, 'ca.pem'), authority);
  const tenant = {
    clientId: '',
    authority: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    proxy: 'http://proxy.contoso.com:8080',
    certificateAuthorityFile: 'ca.pem',
  };
  writeFileSync(answers, JSON.stringify({ tenant, domains: [] }));
  const token = () => ({ 'token-file-descriptor': descriptorWith('token'), answers });
  const { tenants } = await register(token());
  const { clientId: _clientId, certificateAuthorityFile: _file, ...taken } = tenant;
  expect(tenants).toEqual([{ ...taken, certificateAuthorities: authority.trim() }]);
  const other = { graph: 'https://dod-graph.microsoft.us', 'certificate-authority': answers };
  expect((await register({ ...token(), ...other })).result).toMatchObject({
    problem: { code: 'answers.no-certificate' },
  });
  const { tenants: overridden } = await register({ ...token(), graph: other.graph });
  expect(overridden).toMatchObject([{ ...taken, graph: other.graph }]);
});

test('an answer file that cannot be used is a problem before anybody signs in', async () => {
  const path = join(temporaryFolder(), 'answers.json');
  const tryWith = async (text: string) => {
    writeFileSync(path, text);
    const { asked, result } = await register({ 'client-id': 'x', answers: path });
    expect(asked).toEqual([]);
    return result;
  };
  expect(await tryWith('{')).toMatchObject({ problem: { code: 'answers.unreadable' } });
  expect(await tryWith('{}')).toMatchObject({ problem: { code: 'answers.invalid' } });
  expect(await tryWith('{"tenant":{"proxy":"proxy:8080"}}')).toMatchObject({ problem: { code: 'answers.invalid' } });
});

test.each<[Options, string | null]>([
  [{}, 'register needs --client-id, or --token-file-descriptor'],
  [{ 'client-id': 'x' }, null],
  [{ 'token-file-descriptor': '3' }, null],
  [{ 'token-file-descriptor': 'three' }, '--token-file-descriptor needs a number'],
])('%j: %s', (options, mistake) => {
  expect(registerCommand.findMistake?.({ options, words: [] })).toBe(mistake);
});
