/**
 * What stands between an answer file and a set-up that nobody watches: the agent is registered with a token that somebody lent, its
 * certificate is the one that was expected, one domain of several is chosen. Whatever can be wrong with the file is found before.
 */
import type { ControlClient } from '../client/control-client.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { SetupSettings } from '../contract/settings.ts';
import type { CommandContext } from './command.ts';
import { type ReadAnswers, readAnswers } from './read-answers.ts';
import { readTokenFile } from './sign-in/person-token.ts';

export const setUpOptions = {
  answers: { type: 'string', means: 'the answer file' },
  'client-id': {
    type: 'string',
    means: 'of the application that stands for the agent, instead of the one in the file',
  },
  'token-file': {
    type: 'string',
    means: 'the access token of an administrator, in whose name the agent is registered first',
  },
  'tenant-id': { type: 'string', means: 'of the tenant meant, instead of the one in the file' },
  domain: { type: 'string', means: 'only this one of the file' },
  'certificate-thumbprint': {
    type: 'string',
    means: 'of the certificate that was registered for the agent: with another one nothing is done',
  },
} as const;

export interface PreparedSetUp extends ReadAnswers {
  readonly client: ControlClient;
}

/** Problems: those of readAnswers and of registration.apply, and answers.invalid, certificate.not-the-expected. */
export async function prepareSetUp({ options, connect, signal }: CommandContext): Promise<Result<PreparedSetUp>> {
  const option = (name: keyof typeof setUpOptions) => {
    const value = options[name];
    return typeof value === 'string' ? value : undefined;
  };
  const tokenPath = option('token-file');
  const clientId = tokenPath === undefined ? option('client-id') : notRegisteredYet;
  const read = await readAnswers(option('answers') ?? '', { clientId, tenantId: option('tenant-id') });
  if (!read.ok) return read;
  const answers = chooseDomain(read.value, option('domain'));
  if (!answers.ok) return answers;
  const client = await connect();
  if (!client.ok) return client;
  const expected = await expectCertificate(client.value, option('certificate-thumbprint'), signal);
  if (!expected.ok) return expected;
  const settings = await register(client.value, answers.value.settings, tokenPath, signal);
  return settings.ok ? succeed({ ...answers.value, settings: settings.value, client: client.value }) : settings;
}

/** So that the rest of the file can be judged before anything is made in the tenant. */
const notRegisteredYet = '00000000-0000-0000-0000-000000000000';

function chooseDomain(answers: ReadAnswers, name: string | undefined): Result<ReadAnswers> {
  if (name === undefined) return succeed(answers);
  const { domains } = answers.settings;
  const chosen = domains.find((domain) => domain.name.toLowerCase() === name.toLowerCase());
  if (chosen === undefined)
    return fail(
      problem('answers.invalid', `--domain ${name}: the file has ${domains.map((one) => one.name).join(', ')}`),
    );
  const passwords = [...answers.domainPasswords].filter(([domain]) => domain === chosen.name);
  return succeed({ settings: { ...answers.settings, domains: [chosen] }, domainPasswords: new Map(passwords) });
}

/** A restored agent signs in with the certificate that the tenant knows; one that lost it has made another. */
async function expectCertificate(
  client: ControlClient,
  thumbprint: string | undefined,
  signal: AbortSignal,
): Promise<Result<null>> {
  if (thumbprint === undefined) return succeed(null);
  const certificate = await client.request('certificate.create', {}, signal);
  if (!certificate.ok) return certificate;
  const { thumbprintSha256 } = certificate.value;
  return plain(thumbprintSha256) === plain(thumbprint)
    ? succeed(null)
    : fail(problem('certificate.not-the-expected', thumbprintSha256));
}

const plain = (thumbprint: string) => thumbprint.replaceAll(/[^0-9a-f]/gi, '').toLowerCase();

async function register(
  client: ControlClient,
  settings: SetupSettings,
  tokenPath: string | undefined,
  signal: AbortSignal,
): Promise<Result<SetupSettings>> {
  if (tokenPath === undefined) return succeed(settings);
  const token = readTokenFile(tokenPath);
  if (!token.ok) return token;
  const { tenantId: _id, clientId: _none, ownershipExtension: _extension, ...tenant } = settings.tenant;
  const registered = await client.request('registration.apply', { tenant, accessToken: token.value.reveal() }, signal);
  if (!registered.ok) return registered;
  return succeed({ ...settings, tenant: { ...settings.tenant, clientId: registered.value.clientId } });
}
