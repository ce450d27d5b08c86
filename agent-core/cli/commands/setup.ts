/** bridgehead setup: pairs domains with a tenant from an answer file, after proving that both work. */
import { succeed } from '../../contract/result.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Command } from '../command.ts';
import { readAnswers } from '../read-answers.ts';

export const setupCommand: Command = {
  name: 'setup',
  usage: 'setup --answers FILE [--client-id ID] [--replace-domain]',
  summary: 'pair domains with a tenant, after proving that both work',
  options: { answers: { type: 'string' }, 'client-id': { type: 'string' }, 'replace-domain': { type: 'boolean' } },
  required: ['answers'],
  run: async ({ options, connect, signal }) => {
    const answers = await readAnswers(
      String(options.answers),
      typeof options['client-id'] === 'string' ? options['client-id'] : undefined,
    );
    if (!answers.ok) return answers;
    const client = await connect();
    if (!client.ok) return client;
    const { settings, domainPasswords } = answers.value;
    const revealed = Object.fromEntries([...domainPasswords].map(([name, password]) => [name, password.reveal()]));
    const applied = await client.value.request(
      'setup.apply',
      { settings, domainPasswords: revealed, mayReplace: options['replace-domain'] === true },
      signal,
    );
    if (!applied.ok) return applied;
    const { tenant, domains } = applied.value;
    const named = domains.map(({ name, controller }) => `${name} (${controller})`).join(', ');
    return succeed({
      json: applied.value,
      text: `Set up: ${named} paired with ${tenant.displayName} (${tenant.tenantId}).\n${firstRunText(settings.schedule)}\n`,
    });
  },
};

/** Whoever wants to look first must know how long there is. */
function firstRunText({ isPaused, intervalSeconds }: Settings['schedule']): string {
  if (isPaused) return 'Runs are paused: look with `bridgehead plan`, then `bridgehead resume`.';
  return `The first run starts in ${intervalSeconds} seconds: look before with \`bridgehead plan\`, or keep it from starting with \`bridgehead pause\`.`;
}
