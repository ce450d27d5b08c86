/** bridgehead register: registers the agent in a tenant in the name of somebody who signs in with a device code. */
import type { Registration } from '../../contract/registration-requests.ts';
import { succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { readTenantDraft, tenantDraftOptions, tenantDraftUsage } from '../read-tenant-draft.ts';
import { findTokenMistake, personTokenOptions, readPersonToken } from '../sign-in/person-token.ts';

export const registerCommand: Command = {
  name: 'register',
  usage: `register --client-id ID [--tenant NAME] [--token-file-descriptor N] ${tenantDraftUsage}`,
  summary: 'register the agent in a tenant, or repair its registration, as an administrator who signs in',
  options: {
    ...tenantDraftOptions,
    ...personTokenOptions,
  },
  required: [],
  findMistake: ({ options }) => findTokenMistake('register', options),
  run: async ({ options, connect, signal }) => {
    const named = readTenantDraft(options);
    if (!named.ok) return named;
    const client = await connect();
    if (!client.ok) return client;
    const token = await readPersonToken(options, named.value, signal);
    if (!token.ok) return token;
    const asked = { tenant: named.value.draft, accessToken: token.value.reveal() };
    const registered = await client.value.request('registration.apply', asked, signal);
    if (!registered.ok) return registered;
    return succeed({ json: registered.value, text: textOf(registered.value) });
  },
};

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
