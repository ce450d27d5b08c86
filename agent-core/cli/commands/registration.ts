/** bridgehead registration ...: looks after what a registration left in the tenant, or has somebody else make it. */
import { oneLine } from '../../contract/one-line.ts';
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import { askForWord } from '../ask-line.ts';
import type { Command } from '../command.ts';
import { readTenantDraft, tenantDraftOptions, tenantDraftUsage } from '../read-tenant-draft.ts';
import { findTokenMistake, personTokenOptions, readPersonToken } from '../sign-in/person-token.ts';
import { writeOut } from '../write-out.ts';

const check: Command = {
  name: 'registration check',
  usage: 'registration check',
  summary: 'sign in to the tenant with the certificate of the agent, and compare what was granted with what it needs',
  options: {},
  required: [],
  run: async ({ connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const saved = await client.value.request('settings.get', {}, signal);
    if (!saved.ok) return saved;
    const { tenant } = saved.value.settings;
    const checked = await client.value.request('registration.check', { tenant }, signal);
    if (!checked.ok) return checked;
    const { grantsMissing, grantsUnexpected } = checked.value;
    const lines = [
      'The agent signed in to the tenant.',
      grantsMissing.length === 0 ? 'Everything it needs is granted.' : `Not granted: ${grantsMissing.join(', ')}.`,
      ...(grantsUnexpected.length === 0 ? [] : [`Granted and not needed: ${grantsUnexpected.join(', ')}.`]),
    ];
    return succeed({ json: checked.value, text: `${lines.join('\n')}\n`, isFailure: grantsMissing.length > 0 });
  },
};

const script: Command = {
  name: 'registration script',
  usage: `registration script [--out FILE] ${tenantDraftUsage}`,
  summary: 'a PowerShell script by which an administrator elsewhere registers the agent; it holds no secret',
  options: { ...tenantDraftOptions, out: { type: 'string', means: 'write the script there instead of showing it' } },
  required: [],
  run: async ({ options, connect, signal }) => {
    const named = readTenantDraft(options);
    if (!named.ok) return named;
    const client = await connect();
    if (!client.ok) return client;
    const written = await client.value.request('registration.script', { tenant: named.value.draft }, signal);
    if (!written.ok) return written;
    if (typeof options.out !== 'string') return succeed({ json: written.value, text: written.value.script });
    const kept = writeOut(options.out, written.value.script);
    if (!kept.ok) return kept;
    return succeed({ json: { file: options.out }, text: `Written to ${oneLine(String(options.out))}.\n` });
  },
};

const remove: Command = {
  name: 'registration remove',
  usage: `registration remove --client-id ID [--tenant NAME] [--token-file-descriptor N] [--yes] ${tenantDraftUsage}`,
  summary: 'remove from the tenant what the agent registered there, as an administrator who signs in',
  options: {
    ...tenantDraftOptions,
    ...personTokenOptions,
    yes: { type: 'boolean', means: 'do not ask whether it is meant' },
  },
  required: [],
  findMistake: ({ options }) => findTokenMistake('registration remove', options),
  run: async ({ options, connect, signal }) => {
    const named = readTenantDraft(options);
    if (!named.ok) return named;
    if (options.yes !== true) {
      const question = 'The agent can no longer sign in afterwards. Type "remove" to go on: ';
      const refusal = await askForWord(question, 'remove', signal);
      if (refusal !== null) return fail(problem('remove.unconfirmed', refusal));
    }
    const client = await connect();
    if (!client.ok) return client;
    const token = await readPersonToken(options, named.value, signal);
    if (!token.ok) return token;
    const asked = { tenant: named.value.draft, accessToken: token.value.reveal() };
    const removed = await client.value.request('registration.remove', asked, signal);
    if (!removed.ok) return removed;
    return succeed({ json: {}, text: 'Removed. What the agent created and changed in the tenant stays as it is.\n' });
  },
};

export const registrationCommands: readonly Command[] = [check, script, remove];
