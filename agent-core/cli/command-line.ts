/** Takes a command line apart. Whatever is wrong with it is a usage error, told before anything is done. */
import { parseArgs } from 'node:util';
import { defaultDataDir } from '../client/control-address.ts';
import type { Command } from './command.ts';

export type CommandLine =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'usage-error'; readonly reason: string }
  | {
      readonly kind: 'command';
      readonly command: Command;
      readonly options: Readonly<Record<string, string | boolean | undefined>>;
      readonly dataDir: string;
      readonly isJson: boolean;
    };

const commonOptions = {
  json: { type: 'boolean' },
  'data-dir': { type: 'string' },
  help: { type: 'boolean' },
} as const;

export function parseCommandLine(commandLine: readonly string[], commands: readonly Command[]): CommandLine {
  const [name, ...rest] = commandLine;
  if (name === undefined || name === 'help' || name === '--help') return { kind: 'help' };
  if (name === '--version') return { kind: 'version' };
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) return { kind: 'usage-error', reason: `there is no command "${name}"` };
  try {
    const { values } = parseArgs({ args: rest, options: { ...commonOptions, ...command.options }, strict: true });
    const options: Readonly<Record<string, string | boolean | undefined>> = values;
    if (options.help === true) return { kind: 'help' };
    const missing = command.required.find((option) => options[option] === undefined);
    if (missing !== undefined) return { kind: 'usage-error', reason: `${name} needs --${missing}` };
    const dataDir = typeof options['data-dir'] === 'string' ? options['data-dir'] : defaultDataDir();
    return { kind: 'command', command, options, dataDir, isJson: options.json === true };
  } catch (error) {
    return { kind: 'usage-error', reason: error instanceof Error ? error.message : String(error) };
  }
}

export function usageText(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.usage.length));
  const lines = commands.map((command) => `  bridgehead ${command.usage.padEnd(width)}  ${command.summary}`);
  return [
    'Usage:',
    ...lines,
    '',
    'Every command takes --json (for programs) and --data-dir DIR (the folder of the agent meant).',
    'Exit code: 0 done, 1 a problem, 2 the command line is wrong.',
    '',
  ].join('\n');
}
