/** A command by which an administrator of a directory does something there, through the running agent. */
import type { ControlClient } from '../client/control-client.ts';
import type { Result } from '../contract/result.ts';
import type { Command, CommandContext, CommandOutput } from './command.ts';
import {
  type Administration,
  administrationOptions,
  administrationUsage,
  findAdministrationMistake,
  readAdministration,
} from './read-administration.ts';

export interface AdministrationCommand extends Pick<Command, 'name' | 'summary' | 'options'> {
  /** Of its own options. */
  readonly usage: string;
  /** Besides the administrator. */
  readonly required?: readonly string[];
  readonly findMistake: (options: CommandContext['options']) => string | null;
  readonly act: (
    administration: Administration,
    client: ControlClient,
    context: CommandContext,
  ) => Promise<Result<CommandOutput>>;
}

export function administrationCommand(command: AdministrationCommand): Command {
  const { name, summary, usage, options, required = [], findMistake, act } = command;
  return {
    name,
    usage: `${name} ${usage} ${administrationUsage}`,
    summary,
    options: { ...administrationOptions, ...options },
    required: [...required, 'administrator'],
    findMistake: (given) => findAdministrationMistake(given.options) ?? findMistake(given.options),
    run: async (context) => {
      const client = await context.connect();
      if (!client.ok) return client;
      const administration = await readAdministration(context.options, client.value, context.signal);
      return administration.ok ? await act(administration.value, client.value, context) : administration;
    },
  };
}
