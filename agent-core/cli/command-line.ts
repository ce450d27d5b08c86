/** Takes a command line apart. Whatever is wrong with it is a usage error, told before anything is done. */
import { parseArgs } from 'node:util';
import { defaultDataDir } from '../client/control-address.ts';
import type { Command } from './command.ts';

export type CommandLine =
  /** Of one command, or of all. */
  | { readonly kind: 'help'; readonly command: Command | null }
  /** Of all commands that begin with the same word. */
  | { readonly kind: 'family-help'; readonly family: readonly Command[] }
  | { readonly kind: 'version' }
  | { readonly kind: 'usage-error'; readonly reason: string; readonly command: Command | null }
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
  if (name === undefined || name === '--help') return { kind: 'help', command: null };
  if (name === 'help') return helpFor(commandLine.slice(1), commands);
  if (name === '--version') return { kind: 'version' };
  const command = findCommand([name, second], commands);
  if (command === undefined) return unknownCommand(commandLine, commands);
  try {
    return parseOptions(command, commandLine.slice(command.name.split(' ').length));
  } catch (error) {
    return { kind: 'usage-error', reason: error instanceof Error ? error.message : String(error), command };
  }
}

function helpFor(words: readonly string[], commands: readonly Command[]): CommandLine {
  if (words.length === 0) return { kind: 'help', command: null };
  const command = findCommand(words, commands);
  if (command !== undefined) return { kind: 'help', command };
  const family = familyOf(words[0], commands);
  return words.length === 1 && family.length > 0 ? { kind: 'family-help', family } : unknownCommand(words, commands);
}

function findCommand([name, second]: readonly (string | undefined)[], commands: readonly Command[]) {
  return commands.find((each) => each.name === `${name} ${second}`) ?? commands.find((each) => each.name === name);
}

const familyOf = (word: string | undefined, commands: readonly Command[]) =>
  commands.filter((each) => each.name.startsWith(`${word} `));

function unknownCommand(words: readonly string[], commands: readonly Command[]): CommandLine {
  return { kind: 'usage-error', reason: describeUnknown(words, commands), command: null };
}

function describeUnknown([name, second]: readonly string[], commands: readonly Command[]): string {
  const family = familyOf(name, commands);
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
  if (options.help === true) return { kind: 'help', command };
  const mistaken = (reason: string): CommandLine => ({ kind: 'usage-error', reason, command });
  const missing = command.required.find((option) => options[option] === undefined);
  if (missing !== undefined) return mistaken(`${command.name} needs --${missing}`);
  if (words.length < atLeast || words.length > atMost)
    return mistaken(`${command.name} takes ${wordsText(atLeast, atMost)}; ${words.length} given`);
  const mistake = command.findMistake?.({ options, words }) ?? null;
  if (mistake !== null) return mistaken(mistake);
  const dataDir = typeof options['data-dir'] === 'string' ? options['data-dir'] : defaultDataDir();
  return { kind: 'command', command, options, words, dataDir, isJson: options.json === true };
}

function wordsText(atLeast: number, atMost: number): string {
  if (atMost === 0) return 'no words besides its options';
  const least = atLeast === 1 ? '1 word' : `${atLeast} words`;
  return atLeast === atMost ? least : `${atLeast} to ${atMost} words`;
}

/** How all commands are used, or one in full. */
export function usageText(commands: readonly Command[], only: Command | null = null): string {
  return only === null ? listText(commands) : commandText(only);
}

const widestLine = 100;

function listText(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.flatMap(({ name, summary }) => {
    const [first = '', ...others] = wrap(summary, widestLine - width - 4);
    return [`  ${name.padEnd(width)}  ${first}`, ...others.map((line) => `  ${' '.repeat(width)}  ${line}`)];
  });
  return [
    'Usage: bridgehead COMMAND [OPTIONS]',
    '',
    ...lines,
    '',
    '"bridgehead help COMMAND" shows its options. Every command takes --json (for programs) and',
    '--data-dir DIR (the folder of the agent meant).',
    'Exit code: 0 done, 1 a problem, 2 the command line is wrong.',
    '',
  ].join('\n');
}

function commandText({ usage, summary }: Command): string {
  const [first = '', ...others] = wrap(`bridgehead ${usage} [--json] [--data-dir DIR]`, widestLine - 9);
  const capital = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
  const lines = [`Usage: ${first}`, ...others.map((line) => `         ${line}`), ''];
  return `${[...lines, ...wrap(capital, widestLine)].join('\n')}\n`;
}

/** Breaks between words, and not within brackets. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.match(/\[[^[\]]*(?:\[[^\]]*\][^[\]]*)*\]|[^\s[]+/g) ?? []) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trimStart();
    if (lines.length === 0 || longer.length > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
