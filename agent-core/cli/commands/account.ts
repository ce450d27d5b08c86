/** bridgehead account ...: the group managed service account that agents on Windows run as, made, shown and taken back by an administrator. */
import {
  accountRequests,
  type EnsuredManagedAccount,
  type ManagedAccountReport,
  managedNameSchema,
  type RemovedManagedAccount,
} from '../../contract/account-requests.ts';
import { succeed } from '../../contract/result.ts';
import { accountDeedsText } from '../account-deeds-text.ts';
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
    const asked = askedOf(administration, options);
    const report = await client.request('account.inspect', asked, signal);
    return report.ok ? succeed(reportOutput(asked.name, report.value)) : report;
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
    const output = reportOutput(wish.name, ensured.value);
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
  return {
    domain,
    administrator,
    name: managedNameSchema.parse(options.name),
    computer: text('computer'),
    group: text('group'),
  };
}

function didText(ensured: EnsuredManagedAccount): string {
  const deeds = accountDeedsText(ensured.account?.sAMAccountName ?? 'The account', ensured);
  const restart = 'The server learns of its new group when it restarts, or after "klist -li 0x3e7 purge".\n';
  return ensured.needsRestart ? `${deeds}${restart}` : deeds;
}

const reportOutput = (name: string, report: ManagedAccountReport): CommandOutput => ({
  json: report,
  text: `${reportText(name, report)}${report.problems.map((each) => indent(problemText(each), 2)).join('')}`,
});

function reportText(name: string, { account, computer, retrieves, problems }: ManagedAccountReport): string {
  const isFree = problems.length === 0;
  if (account === null) {
    const made = `There is no account ${name}$ yet. "account ensure" makes it, for ${computer.name} to retrieve its password`;
    return `${made}${isFree ? ': nothing stands in the way' : ', when this is mended'}.\n`;
  }
  const how = { directly: 'yes', throughGroup: 'yes, as a member of a group' };
  const lines = [
    `${account.sAMAccountName} (${account.distinguishedName})`,
    `  made by Bridgehead  ${account.isOurs ? 'yes' : 'no: it is never deleted'}`,
    `  retrieved by        ${account.retrievers.map((each) => each.name).join(', ') || 'nobody'}`,
    `  may ${computer.name} retrieve its password?  ${retrieves === null ? 'NO' : how[retrieves]}`,
    ...(isFree ? ['Nothing stands in the way of using it.'] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
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
