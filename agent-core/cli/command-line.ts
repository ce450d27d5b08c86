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
      readonly words: readonly string[];
      readonly dataDir: string;
      readonly isJson: boolean;
    };

const commonOptions = {
  json: { type: 'boolean' },
  'data-dir': { type: 'string' },
  help: { type: 'boolean' },
} as const;

export function parseCommandLine(commandLine: readonly string[], commands: readonly Command[]): CommandLine {
  const [name, second] = commandLine;
  if (name === undefined || name === 'help' || name === '--help') return { kind: 'help' };
  if (name === '--version') return { kind: 'version' };
  const command = commands.find((each) => each.name === `${name} ${second}`) ?? findByWord(name, commands);
  if (command === undefined) return { kind: 'usage-error', reason: describeUnknown(commandLine, commands) };
  try {
    return parseOptions(command, commandLine.slice(command.name.split(' ').length));
  } catch (error) {
    return { kind: 'usage-error', reason: error instanceof Error ? error.message : String(error) };
  }
}

const findByWord = (name: string, commands: readonly Command[]) => commands.find((each) => each.name === name);

function describeUnknown([name, second]: readonly string[], commands: readonly Command[]): string {
  const family = commands.filter((each) => each.name.startsWith(`${name} `));
  if (family.length === 0) return `there is no command "${name}"`;
  const known = family.map((each) => each.name).join(', ');
  return second === undefined ? `"${name}" needs a second word: ${known}` : `there is no "${name} ${second}": ${known}`;
}

/** Throws what the parser says about an option. */
function parseOptions(command: Command, args: readonly string[]): CommandLine {
  const { atLeast, atMost } = command.words ?? { atLeast: 0, atMost: 0 };
  const { values, positionals: words } = parseArgs({
    args: [...args],
    options: { ...commonOptions, ...command.options },
    strict: true,
    allowPositionals: atMost > 0,
  });
  const options: Readonly<Record<string, string | boolean | undefined>> = values;
  if (options.help === true) return { kind: 'help' };
  const missing = command.required.find((option) => options[option] === undefined);
  if (missing !== undefined) return { kind: 'usage-error', reason: `${command.name} needs --${missing}` };
  if (words.length < atLeast || words.length > atMost)
    return { kind: 'usage-error', reason: `this is how it is used: ${command.usage}` };
  const mistake = command.findMistake?.({ options, words }) ?? null;
  if (mistake !== null) return { kind: 'usage-error', reason: mistake };
  const dataDir = typeof options['data-dir'] === 'string' ? options['data-dir'] : defaultDataDir();
  return { kind: 'command', command, options, words, dataDir, isJson: options.json === true };
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
