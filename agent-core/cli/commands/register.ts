/** bridgehead register: registers the agent in a tenant in the name of somebody who signs in with a device code. */
import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';
import { errorCodeOf } from '../../contract/error-code.ts';
import { problem } from '../../contract/problem.ts';
import type { Registration, TenantDraft } from '../../contract/registration-requests.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { Secret } from '../../contract/secret.ts';
import type { Command, CommandContext } from '../command.ts';
import { readTenantDraft, tenantDraftOptions } from '../read-tenant-draft.ts';

export const registerCommand: Command = {
  name: 'register',
  usage:
    'register --client-id ID [--tenant NAME] [--token-file-descriptor N] [--proxy URL] [--authority URL --graph URL]',
  summary: 'register the agent in a tenant, or repair its registration, as an administrator who signs in',
  options: {
    ...tenantDraftOptions,
    'client-id': { type: 'string' },
    tenant: { type: 'string' },
    'token-file-descriptor': { type: 'string' },
  },
  required: [],
  findMistake: ({ options }) => {
    const descriptor = options['token-file-descriptor'];
    if (descriptor === undefined && options['client-id'] === undefined)
      return 'register needs --client-id, or --token-file-descriptor';
    return descriptor === undefined || /^[0-9]{1,4}$/.test(String(descriptor))
      ? null
      : '--token-file-descriptor needs a number';
  },
  run: async ({ options, connect, signal }) => {
    const tenant = readTenantDraft(options);
    if (!tenant.ok) return tenant;
    const client = await connect();
    if (!client.ok) return client;
    const token = await readToken(options, tenant.value, signal);
    if (!token.ok) return token;
    const asked = { tenant: tenant.value, accessToken: token.value.reveal() };
    const registered = await client.value.request('registration.apply', asked, signal);
    if (!registered.ok) return registered;
    return succeed({ json: registered.value, text: textOf(registered.value) });
  },
};

async function readToken(
  options: CommandContext['options'],
  tenant: TenantDraft,
  signal: AbortSignal,
): Promise<Result<Secret>> {
  const descriptor = options['token-file-descriptor'];
  if (descriptor !== undefined) return readTokenFrom(Number(descriptor));
  const signIn = {
    tenant,
    authorities: [...getCACertificates('default'), ...getCACertificates('system')],
    clientId: String(options['client-id']),
    tenantName: String(options.tenant ?? 'organizations'),
    // Standard output is the answer's.
    showCode: (message: string) => void process.stderr.write(`${message}\n`),
  };
  // Only here: the library would make every other command start later.
  const { signInWithDeviceCode } = await import('../sign-in/device-code.ts');
  return signInWithDeviceCode(signIn, signal);
}

function readTokenFrom(descriptor: number): Result<Secret> {
  try {
    const token = readFileSync(descriptor, 'utf8').trim();
    return token === ''
      ? fail(problem('registration.not-signed-in', `file descriptor ${descriptor} is empty`))
      : succeed(new Secret(token));
  } catch (error) {
    return fail(problem('registration.not-signed-in', `file descriptor ${descriptor}: ${errorCodeOf(error)}`));
  }
}

function textOf({
  clientId,
  objectId,
  ownershipExtension,
  certificate,
  grantsMissing,
  consentUrl,
}: Registration): string {
  const lines = [
    'Registered.',
    `  client id    ${clientId}`,
    `  object id    ${objectId}`,
    `  extension    ${ownershipExtension}`,
    `  certificate  valid until ${certificate.notAfter}; renewed by itself before that`,
  ];
  const consent = [
    '',
    `Still to be granted: ${grantsMissing.join(', ')}.`,
    'Somebody who may do that, such as a Global Administrator, opens this address and accepts:',
    `  ${consentUrl}`,
  ];
  return `${[...lines, ...(consentUrl === null ? [] : consent)].join('\n')}\n`;
}
