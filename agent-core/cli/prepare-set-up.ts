/**
 * What stands between an answer file and a set-up that nobody watches: the agent is registered with a token that somebody lent, its
 * certificate is the one that was expected, one domain of several is chosen, and the directory has what the file wants there. Whatever can
 * be wrong with the file is found before, and so is who would leave the scope.
 */
import type { ControlClient } from '../client/control-client.ts';
import { windowsNamesOf } from '../client/windows-names.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Secret } from '../contract/secret.ts';
import type { Settings, SetupSettings } from '../contract/settings.ts';
import { chooseServiceHost } from '../service-host/choose-service-host.ts';
import { carryOutDirectoryWork } from './carry-out-directory-work.ts';
import type { CommandContext } from './command.ts';
import { type DirectoryWork, readDirectoryWork } from './directory-work.ts';
import { keepUnnamed } from './keep-unnamed.ts';
import { type Named, type ReadAnswers, readAnswers } from './read-answers.ts';
import { showSetUpEffect } from './set-up-effect.ts';
import type { Effect } from './show-effect.ts';
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

interface GivenSetUp extends ReadAnswers {
  readonly directoryWork: readonly DirectoryWork[];
}

export interface PreparedSetUp extends GivenSetUp {
  readonly client: ControlClient;
  /** Those that hold until now; null before the first set-up. */
  readonly before: Settings | null;
  /** What they would do to who is kept already. When that is to be confirmed, nothing was done yet. */
  readonly effect: Effect;
}

/** Problems: those of readAnswers, showEffect, carryOutDirectoryWork and registration.apply, and answers.invalid, certificate.not-the-expected. */
export async function prepareSetUp(context: CommandContext): Promise<Result<PreparedSetUp>> {
  const { options, dataDir, connect, reconnect, tell, signal } = context;
  const option = (name: keyof typeof setUpOptions) => textOf(options, name);
  const tokenPath = option('token-file');
  const clientId = tokenPath === undefined ? option('client-id') : notRegisteredYet;
  const named = { clientId, tenantId: option('tenant-id'), domain: option('domain') };
  const answers = await readSetUp(option('answers') ?? '', named);
  if (!answers.ok) return answers;
  const token = tokenPath === undefined ? succeed(null) : readTokenFile(tokenPath);
  if (!token.ok) return token;
  const client = await connect();
  if (!client.ok) return client;
  const expected = await expectCertificate(client.value, option('certificate-thumbprint'), signal);
  if (!expected.ok) return expected;
  const read = await client.value.request('settings.get', {}, signal);
  const before = read.ok ? read.value.settings : null;
  const given = before === null ? answers.value.settings : keepUnnamed(answers.value, before);
  const { domainPasswords } = answers.value;
  const change = { before, given, domainPasswords, isRegisteredLater: tokenPath !== undefined };
  const effect = await showSetUpEffect(client.value, change, context);
  if (!effect.ok) return effect;
  const looked = { before, effect: effect.value };
  if (effect.value.kind === 'confirm')
    return succeed({ ...answers.value, ...looked, settings: given, client: client.value });
  const chooseHost = () => chooseServiceHost(dataDir, windowsNamesOf(dataDir));
  const parts = { client: client.value, chooseHost, reconnect, tell, dataDir, timeoutMs: switchTimeoutMs, signal };
  const worked = await carryOutDirectoryWork(answers.value.directoryWork, parts);
  if (!worked.ok) return worked;
  const settings = await register(worked.value, given, token.value, signal);
  return settings.ok
    ? succeed({ ...answers.value, ...looked, settings: settings.value, client: worked.value })
    : settings;
}

/** The agent opens its databases first. */
const switchTimeoutMs = 60_000;

export function textOf(options: CommandContext['options'], name: keyof typeof setUpOptions): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

async function readSetUp(path: string, named: Named): Promise<Result<GivenSetUp>> {
  const answers = await readAnswers(path, named);
  if (!answers.ok) return answers;
  const works = await readDirectoryWork(answers.value);
  return works.ok ? succeed({ ...answers.value, directoryWork: works.value }) : works;
}

/** So that the rest of the file can be judged before anything is made in the tenant. */
export const notRegisteredYet = '00000000-0000-0000-0000-000000000000';

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
  token: Secret | null,
  signal: AbortSignal,
): Promise<Result<SetupSettings>> {
  if (token === null) return succeed(settings);
  const { tenantId: _id, clientId: _none, ownershipExtension: _extension, ...tenant } = settings.tenant;
  const registered = await client.request('registration.apply', { tenant, accessToken: token.reveal() }, signal);
  if (!registered.ok) return registered;
  return succeed({ ...settings, tenant: { ...settings.tenant, clientId: registered.value.clientId } });
}
