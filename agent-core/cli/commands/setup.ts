/** bridgehead setup: pairs a domain with a tenant from an answer file, after proving that both work. */
import { succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { readAnswers } from '../read-answers.ts';

export const setupCommand: Command = {
  name: 'setup',
  usage: 'setup --answers FILE',
  summary: 'pair a domain with a tenant, after proving that both work',
  options: { answers: { type: 'string' } },
  required: ['answers'],
  run: async ({ options, connect, signal }) => {
    const answers = await readAnswers(String(options.answers));
    if (!answers.ok) return answers;
    const client = await connect();
    if (!client.ok) return client;
    const { settings, domainPassword } = answers.value;
    const applied = await client.value.request(
      'setup.apply',
      { settings, domainPassword: domainPassword.reveal() },
      signal,
    );
    if (!applied.ok) return applied;
    const { tenant, domain } = applied.value;
    return succeed({
      json: applied.value,
      text: `Set up: ${domain.name} (${domain.controller}) is paired with ${tenant.displayName} (${tenant.tenantId}).\n`,
    });
  },
};
