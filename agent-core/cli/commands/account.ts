/** bridgehead account ...: the group managed service account that agents on Windows run as, made, shown and taken back by an administrator. */
import {
  accountRequests,
  type EnsuredManagedAccount,
  type ManagedAccountReport,
  managedNameSchema,
  type RemovedManagedAccount,
} from '../../contract/account-requests.ts';
import { succeed } from '../../contract/result.ts';
import { administrationCommand } from '../administration-command.ts';
import type { Command, CommandContext, CommandOutput } from '../command.ts';
import type { Administration } from '../read-administration.ts';
import { indent, problemText } from '../texts.ts';

const accountOptions = {
  name: { type: 'string', means: 'of the group managed service account, without the domain, such as bridgehead' },
  computer: { type: 'string', means: 'who retrieves its password; this server unless named' },
  group: { type: 'string', means: 'of agents whose members retrieve its password, instead of each computer by itself' },
} as const;
const common = {
  usage: '--name NAME [--computer NAME] [--group GROUP]',
  options: accountOptions,
  required: ['name'],
  findMistake: findNameMistake,
} as const;

const inspect = administrationCommand({
  ...common,
  name: 'account inspect',
  summary: 'whether there is such a managed account (gMSA), who may use it, and what stands in the way',
  act: async (administration, client, { options, signal }) => {
    const report = await client.request('account.inspect', askedOf(administration, options), signal);
    return report.ok ? succeed(reportOutput(report.value)) : report;
  },
});

const ensure = administrationCommand({
  ...common,
  name: 'account ensure',
  summary: 'create the managed account (gMSA) unless it is there, and let this server retrieve its password',
  usage: `${common.usage} [--existing]`,
  options: {
    ...accountOptions,
    existing: {
      type: 'boolean',
      means: 'never create it: only let this server retrieve the password of one that is there',
    },
  },
  act: async (administration, client, { options, signal }) => {
    const wish = { ...askedOf(administration, options), mayCreate: options.existing !== true };
    const ensured = await client.request('account.ensure', wish, signal);
    if (!ensured.ok) return ensured;
    const output = reportOutput(ensured.value);
    return succeed({ ...output, text: `${didText(ensured.value)}${output.text}` });
  },
});

const remove = administrationCommand({
  ...common,
  name: 'account remove',
  summary:
    'this server no longer retrieves the password of the managed account (gMSA); one that Bridgehead made and nobody else uses is deleted with its rights',
  act: async (administration, client, { options, signal }) => {
    const removed = await client.request('account.remove', askedOf(administration, options), signal);
    return removed.ok ? succeed({ json: removed.value, text: removedText(removed.value) }) : removed;
  },
});

export const accountCommands: readonly Command[] = [inspect, ensure, remove];

function findNameMistake({ name, computer }: CommandContext['options']): string | null {
  const named = managedNameSchema.safeParse(name);
  if (!named.success) return `--name ${named.error.issues[0]?.message}`;
  const parsed = accountRequests['account.inspect'].parameters.shape.computer.safeParse(computer);
  return parsed.success ? null : `--computer ${parsed.error.issues[0]?.message}`;
}

function askedOf({ domain, administrator }: Administration, options: CommandContext['options']) {
  const text = (name: string) => (typeof options[name] === 'string' ? options[name] : null);
  return { domain, administrator, name: String(options.name), computer: text('computer'), group: text('group') };
}

const whatWasDone: Readonly<Record<EnsuredManagedAccount['did'][number], string>> = {
  created: 'The account was created.',
  retrievalGranted: 'The password may be retrieved from now on.',
  addedToGroup: 'The server was added to the group.',
};

function didText({ did, needsRestart }: EnsuredManagedAccount): string {
  const lines = did.length === 0 ? ['Everything was there already.'] : did.map((each) => whatWasDone[each]);
  const restart = 'The server learns of its new group when it restarts, or after "klist -li 0x3e7 purge".';
  return `${[...lines, ...(needsRestart ? [restart] : [])].join('\n')}\n`;
}

function reportOutput(report: ManagedAccountReport): CommandOutput {
  const { account, computer, retrieves, problems } = report;
  const how = { directly: 'yes', throughGroup: 'yes, as a member of a group' };
  const lines =
    account === null
      ? ['There is no such account.']
      : [
          `${account.sAMAccountName} (${account.distinguishedName})`,
          `  made by Bridgehead  ${account.isOurs ? 'yes' : 'no: it is never deleted'}`,
          `  retrieved by        ${account.retrievers.map(({ name }) => name).join(', ') || 'nobody'}`,
          `  by ${computer.name.padEnd(16)} ${retrieves === null ? 'NO' : how[retrieves]}`,
        ];
  const told = problems.map((each) => indent(problemText(each), 2)).join('');
  return { json: report, text: `${lines.join('\n')}\n${told}` };
}

const keptWords: Readonly<Record<NonNullable<RemovedManagedAccount['keptBecause']>, string>> = {
  notOurs: 'The account stays: Bridgehead did not make it.',
  stillUsed: 'The account stays: other servers use it.',
  notThere: 'There is no such account.',
};

function removedText({ isRetrievalRemoved, isDeleted, rightsRemoved, keptBecause }: RemovedManagedAccount): string {
  const lines = [
    ...(isRetrievalRemoved ? ['The server no longer retrieves the password.'] : []),
    ...(isDeleted ? [`The account was deleted, after ${rightsRemoved} of its rights were taken back.`] : []),
    ...(keptBecause === null ? [] : [keptWords[keptBecause]]),
  ];
  return `${lines.join('\n')}\n`;
}
