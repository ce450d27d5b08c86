import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { registerCommand } from '../../../../agent-core/cli/commands/register.ts';
import { succeed } from '../../../../agent-core/contract/result.ts';
import { fakeRegistration } from '../../../builders/fake-registrar.ts';
import { connectClient, openStubAgent } from '../../../builders/stub-agent.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

type Options = Readonly<Record<string, string>>;

async function register(options: Options, registration = fakeRegistration) {
  const asked: { accessToken: string; graph: string }[] = [];
  const agent = await openStubAgent({
    'registration.apply': ({ tenant, accessToken }) => {
      asked.push({ accessToken, graph: tenant.graph });
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
    show: () => undefined,
    signal,
  });
  return { asked, result };
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

test.each<[Options, string | null]>([
  [{}, 'register needs --client-id, or --token-file-descriptor'],
  [{ 'client-id': 'x' }, null],
  [{ 'token-file-descriptor': '3' }, null],
  [{ 'token-file-descriptor': 'three' }, '--token-file-descriptor needs a number'],
])('%j: %s', (options, mistake) => {
  expect(registerCommand.findMistake?.({ options, words: [] })).toBe(mistake);
});
