/** bridgehead rights ...: what the agent's account may do in a directory, shown, granted and taken back by an administrator of it. */
import { rightsModeSchema } from '../../contract/directory-rights.ts';
import { type ObjectGuid, objectGuidSchema } from '../../contract/identifiers.ts';
import { includedUnits } from '../../contract/included-units.ts';
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import type { RightsTable } from '../../contract/rights-requests.ts';
import { type AdministrationCommand, administrationCommand } from '../administration-command.ts';
import type { Command, CommandContext, CommandOutput } from '../command.ts';
import type { Administration } from '../read-administration.ts';
import { otherEntriesText, removedEntriesText, rightsSumText, rightsText } from '../rights-text.ts';

const wishOptions = {
  account: { type: 'string', means: 'who is granted; the account of the settings unless named' },
  mode: { type: 'string', means: 'grant reading on the whole domain, or on the units in scope alone' },
  units: { type: 'string', means: 'the objectGUIDs of the units meant, with commas between them' },
} as const;
const wishUsage = '[--account ACCOUNT] [--mode domain|units] [--units GUID,GUID]';

const preview = administrationCommand({
  name: 'rights preview',
  summary: 'what the account of the agent needs, why, and what of it is granted; changes nothing',
  usage: wishUsage,
  options: wishOptions,
  findMistake: findWishMistake,
  act: forAccount(async (account, administration, client, { options, signal }) => {
    const asked = { account, ...wishOf(administration, options), ...partiesOf(administration) };
    const table = await client.request('rights.preview', asked, signal);
    return table.ok ? succeed(tableOutput(table.value)) : table;
  }),
});

const apply = administrationCommand({
  name: 'rights apply',
  summary:
    'grant the account of the agent itself every right that it needs, also those that it has anyway through others, and nothing else',
  usage: wishUsage,
  options: wishOptions,
  findMistake: findWishMistake,
  act: forAccount(async (account, administration, client, { options, signal }) => {
    const asked = { account, ...wishOf(administration, options), ...partiesOf(administration) };
    const applied = await client.request('rights.apply', asked, signal);
    if (!applied.ok) return applied;
    const { added } = applied.value;
    const sum = added === 0 ? 'Everything was granted already.' : `Granted: ${added}.`;
    return succeed({ json: applied.value, text: `${rightsText(applied.value)}${sum}\n` });
  }),
});

const remove = administrationCommand({
  name: 'rights remove',
  summary: 'take back what the account of the agent was granted, wherever in the domain',
  usage: '[--account ACCOUNT]',
  options: { account: wishOptions.account },
  findMistake: () => null,
  act: forAccount(async (account, administration, client, { signal }) => {
    const asked = { account, ...partiesOf(administration) };
    const removed = await client.request('rights.remove', asked, signal);
    if (!removed.ok) return removed;
    const count = removed.value.removed.length;
    const sum = count === 0 ? 'There was nothing to take back.' : `Taken back: ${count}.`;
    return succeed({
      json: removed.value,
      text: `${removedEntriesText(removed.value.removed)}${sum}\n${otherEntriesText(removed.value.others)}`,
    });
  }),
});

export const rightsCommands: readonly Command[] = [preview, apply, remove];

/** The account that is named, or the one of the settings. */
function forAccount(
  act: (
    account: string,
    ...given: Parameters<AdministrationCommand['act']>
  ) => ReturnType<AdministrationCommand['act']>,
): AdministrationCommand['act'] {
  return async (administration, client, context) => {
    const { account: named } = context.options;
    const account = typeof named === 'string' ? named : administration.settings.account;
    if (account === '') return fail(problem('rights.unknown-account', 'no account is named'));
    return await act(account, administration, client, context);
  };
}

function findWishMistake({ mode, units }: CommandContext['options']): string | null {
  if (mode !== undefined && !rightsModeSchema.safeParse(mode).success) return '--mode takes domain or units';
  if (mode === 'domain' && units !== undefined) return '--units is for --mode units';
  const areGood = typeof units !== 'string' || guidsIn(units).every((each) => objectGuidSchema.safeParse(each).success);
  return areGood ? null : '--units takes the objectGUIDs of units, with commas between them';
}

const guidsIn = (text: string) => text.split(',').map((each) => each.trim().toLowerCase());

const partiesOf = ({ domain, administrator }: Administration) => ({ domain, administrator });

/** What is not said is as the settings have it. */
function wishOf(administration: Administration, options: CommandContext['options']) {
  const { settings, scope } = administration;
  // Whoever names units never means the whole domain.
  const wished = options.units === undefined ? options.mode : 'units';
  const mode = rightsModeSchema.catch(settings.rights).parse(wished);
  const chosen = typeof options.units === 'string' ? guidsIn(options.units) : includedUnits(scope, settings.name);
  const units: readonly ObjectGuid[] = chosen.map((each) => objectGuidSchema.parse(each));
  return { mode, units: mode === 'units' ? units : [] };
}

function tableOutput(table: RightsTable): CommandOutput {
  return { json: table, text: `${rightsText(table)}${rightsSumText(table)}` };
}
