/** bridgehead setup: pairs domains with a tenant from an answer file, after proving that both work. */
import { describeDifference } from '../../contract/describe-difference.ts';
import { succeed } from '../../contract/result.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Command } from '../command.ts';
import type { DirectoryWork } from '../directory-work.ts';
import { prepareSetUp, setUpOptions } from '../prepare-set-up.ts';
import { previewSetUp } from '../preview-set-up.ts';
import { approvalsEndedText } from '../saved-text.ts';
import { effectOption } from '../show-effect.ts';

export const setupCommand: Command = {
  name: 'setup',
  usage:
    'setup --answers FILE [--preview] [--client-id ID | --token-file FILE] [--tenant-id ID] [--domain NAME] [--certificate-thumbprint HEX] [--replace-domain] [--yes]',
  summary:
    'pair domains with a tenant, after proving that both work; with the access token of an administrator in a file, the agent is registered before. A managed account and rights that the file asks for are seen to first. Who would leave the scope is shown before. Over another set-up, what the file does not name stays as it is set: a pause, the scope, the limits',
  options: {
    ...setUpOptions,
    ...effectOption,
    preview: {
      type: 'boolean',
      means:
        'only show what would be done: over another set-up who would leave and what would change, and what comes before in the directory and with the service',
    },
    'replace-domain': { type: 'boolean', means: 'go on when a domain of this name is another one than before' },
  },
  required: ['answers'],
  findMistake: ({ options }) =>
    options['client-id'] !== undefined && options['token-file'] !== undefined
      ? '--client-id and --token-file exclude each other: the registration makes the client id'
      : null,
  run: async (context) => {
    if (context.options.preview === true) return await previewSetUp(context);
    const prepared = await prepareSetUp(context);
    if (!prepared.ok) return prepared;
    const { client, settings, domainPasswords, directoryWork, before, effect } = prepared.value;
    if (effect.kind === 'confirm') return succeed(effect.output);
    const revealed = Object.fromEntries([...domainPasswords].map(([name, password]) => [name, password.reveal()]));
    const applied = await client.request(
      'setup.apply',
      { settings, domainPasswords: revealed, mayReplace: context.options['replace-domain'] === true },
      context.signal,
    );
    if (!applied.ok) return applied;
    const after = await client.request('settings.get', {}, context.signal);
    // In quarantine runs are rarer than the settings say.
    const state = await client.request('state.read', {}, context.signal);
    const { schedule } = state.ok ? state.value : settings;
    const { tenant, domains } = applied.value;
    const named = domains.map(({ name, controller }) => `${name} (${controller})`).join(', ');
    return succeed({
      json: applied.value,
      text: `Set up: ${named} paired with ${tenant.displayName} (${tenant.tenantId}).\n${effect.text}${before !== null && after.ok ? changedText(before, after.value.settings) : ''}${approvalsEndedText(applied.value.approvalsEnded ?? 0)}${deletionsText(settings.domains, grantedIn(directoryWork))}${nextRunText(schedule, before === null)}\n`,
    });
  },
};

const grantedIn = (works: readonly DirectoryWork[]): ReadonlySet<string> =>
  new Set(works.filter(({ grantRights }) => grantRights).map(({ domain }) => domain.name));

/** What the answers do not name stayed as it was set. */
function changedText(before: Settings, after: Settings): string {
  const changes = describeDifference(before, after);
  if (changes.length === 0) return 'All settings are as before.\n';
  const lines = changes.map((change) => `  ${change}\n`).join('');
  return `Changed; every other setting is as before:\n${lines}`;
}

/** Nobody should believe that whoever is deleted goes from the tenant where that cannot be seen. @param granted where every right was just granted */
function deletionsText(domains: Settings['domains'], granted: ReadonlySet<string>): string {
  return domains
    .map(({ name, rights }) => {
      if (rights === 'units')
        return `Deletions in ${name} are not seen with rights on units: whoever is deleted there stays in the tenant, held as vanished.\n`;
      return granted.has(name)
        ? `Deletions in ${name} are seen.\n`
        : `Deletions in ${name} are seen if the account may see them: "bridgehead status" names the rights that are missing.\n`;
    })
    .join('');
}

/** Whoever wants to look first must know how long there is. */
function nextRunText({ isPaused, intervalSeconds }: Settings['schedule'], isFirst: boolean): string {
  if (isPaused) return 'Runs are paused: look with "bridgehead plan", then "bridgehead resume".';
  return `The ${isFirst ? 'first' : 'next'} run starts in ${intervalSeconds} seconds: look before with "bridgehead plan", or keep it from starting with "bridgehead pause".`;
}
