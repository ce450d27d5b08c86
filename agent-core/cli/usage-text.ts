/** How commands are used, as a person reads it: all of them by what they are for, or one with its options. */
import type { Command, Topic } from './command.ts';
import { commonOptions } from './command-line.ts';

const widestLine = 100;

export function usageText(topics: readonly Topic[]): string {
  const width = widest(topics.flatMap(({ commands }) => commands.map(({ name }) => name)));
  const paragraphs = topics.map(({ title, commands }) => [title, ...summaryRows(commands, width)].join('\n'));
  return `${['Usage: bridgehead COMMAND [OPTIONS]', ...paragraphs, forEveryCommand('COMMAND')].join('\n\n')}\n`;
}

/** @param commands all that begin with this word */
export function familyUsageText(word: string, commands: readonly Command[]): string {
  const rows = summaryRows(commands, widest(commands.map(({ name }) => name))).join('\n');
  return `${[`Usage: bridgehead ${word} COMMAND [OPTIONS]`, rows, forEveryCommand(`${word} COMMAND`)].join('\n\n')}\n`;
}

const summaryRows = (commands: readonly Command[], width: number) =>
  commands.flatMap(({ name, summary }) => row(name, summary, width));

const forEveryCommand = (named: string): string =>
  [
    `"bridgehead help ${named}" shows its options. Every command takes --json (for programs) and`,
    '--data-dir DIR (the folder of the agent meant).',
    'Exit code: 0 done, 1 a problem, 2 the command line is wrong.',
  ].join('\n');

export function commandUsageText({ usage, summary, note, options }: Command): string {
  const [first = '', ...others] = wrap(`bridgehead ${usage} [--json] [--data-dir DIR]`, widestLine - 7);
  const capital = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
  const known = Object.entries({ ...options, ...commonOptions }).map(([name, { type, means }]) => ({
    shown: type === 'boolean' ? `--${name}` : `--${name} ${valueIn(usage, name)}`,
    means,
  }));
  const width = widest(known.map(({ shown }) => shown));
  return `${[
    `Usage: ${first}`,
    ...others.map((line) => `       ${line}`),
    '',
    ...wrap(capital, widestLine),
    ...(note === undefined ? [] : ['', ...wrap(note, widestLine)]),
    '',
    ...known.flatMap(({ shown, means }) => row(shown, means, width)),
  ].join('\n')}\n`;
}

/** What the usage calls the value of an option, such as `FILE`. */
function valueIn(usage: string, option: string): string {
  const pattern = new RegExp(`--${option} (?<value>[^\\s\\])]+)`);
  return pattern.exec(`${usage} --data-dir DIR`)?.groups?.value ?? 'VALUE';
}

const widest = (words: readonly string[]) => Math.max(...words.map(({ length }) => length));

function row(name: string, meaning: string, width: number): readonly string[] {
  const [first = '', ...others] = wrap(meaning, widestLine - width - 4);
  return [`  ${name.padEnd(width)}  ${first}`, ...others.map((line) => `  ${' '.repeat(width)}  ${line}`)];
}

/** Breaks between words, and not within brackets. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.match(/\[[^[\]]*(?:\[[^\]]*\][^[\]]*)*\]\)*|[^\s[]+/g) ?? []) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trimStart();
    if (lines.length === 0 || longer.length > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
