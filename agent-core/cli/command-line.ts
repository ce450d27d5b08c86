/** Takes a command line apart. Whatever is wrong with it is a usage error, told before anything is done. */
import { parseArgs } from 'node:util';
import { defaultDataDir } from '../client/control-address.ts';
import { errorCodeOf } from '../contract/error-code.ts';
import type { Command, Option } from './command.ts';
import { nearestWord } from './nearest-word.ts';

export type CommandLine =
  /** Of one command, or of all. */
  | { readonly kind: 'help'; readonly command: Command | null }
  /** Of all commands that begin with the same word. */
  | { readonly kind: 'family-help'; readonly word: string; readonly family: readonly Command[] }
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

/** Every command takes these. */
export const commonOptions = {
  json: { type: 'boolean', means: 'answer with one line of JSON, for programs' },
  'data-dir': { type: 'string', means: 'the folder of the agent meant' },
  help: { type: 'boolean', means: 'show this' },
} as const satisfies Readonly<Record<string, Option>>;

export function parseCommandLine(commandLine: readonly string[], commands: readonly Command[]): CommandLine {
  const [name, second] = commandLine;
  if (name === undefined || name === '--help') return { kind: 'help', command: null };
  if (name === 'help') return helpFor(commandLine.slice(1), commands);
  if (name === '--version') return { kind: 'version' };
  const command = findCommand([name, second], commands);
  if (command === undefined && second === '--help') return helpFor([name], commands);
  if (command === undefined) return unknownCommand(commandLine, commands);
  try {
    return parseOptions(command, commandLine.slice(command.name.split(' ').length));
  } catch (error) {
    return { kind: 'usage-error', reason: describeRefusal(error, command), command };
  }
}

function helpFor(words: readonly string[], commands: readonly Command[]): CommandLine {
  if (words.length === 0) return { kind: 'help', command: null };
  const command = findCommand(words, commands);
  if (command !== undefined) return { kind: 'help', command };
  const [word = ''] = words;
  const family = familyOf(word, commands);
  if (words.length > 1 || family.length === 0) return unknownCommand(words, commands);
  return { kind: 'family-help', word, family };
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
  if (family.length === 0) return `there is no command "${name}"${guess([name, second], commands)}`;
  const known = family.map((each) => each.name).join(', ');
  if (second === undefined) return `"${name}" needs a second word: ${known}`;
  const words = family.map((each) => each.name.slice(`${name} `.length));
  const meant = nearestWord(second, words);
  return `there is no "${name} ${second}": ${known}${meant === null ? '' : `; did you mean "${name} ${meant}"?`}`;
}

/** What a word that is not known may have been meant to be, as the end of a sentence. */
function guess([name = '', second = '']: readonly (string | undefined)[], commands: readonly Command[]): string {
  const names = commands.map((each) => each.name);
  const firstWords = names.map((each) => each.split(' ')[0] ?? each);
  const meant = nearestWord(`${name} ${second}`.trim(), names) ?? nearestWord(name, [...firstWords, 'help']);
  return meant === null ? '' : `; did you mean "${meant}"?`;
}

function describeRefusal(error: unknown, { options }: Command): string {
  const said = error instanceof Error ? error.message : String(error);
  const unknown = /^Unknown option '(?<option>--[^' ]+)'/.exec(said)?.groups?.option;
  if (errorCodeOf(error) !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION' || unknown === undefined) return inASentence(error, said);
  const known = Object.keys({ ...options, ...commonOptions }).map((option) => `--${option}`);
  const meant = nearestWord(unknown, known);
  return `there is no option ${unknown} here${meant === null ? '' : `; did you mean ${meant}?`}`;
}

/** What the parser says in several lines has only names of options in it; anything else may repeat what was typed. */
const inASentence = (error: unknown, said: string) =>
  errorCodeOf(error) === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' ? said.replaceAll('\n', ' ') : said;

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
  if (words.some((word) => word.trim() === '')) return mistaken(`${command.name} takes no empty word`);
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
