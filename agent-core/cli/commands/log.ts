/** bridgehead log: the newest lines of the agent's log; with --follow, those that come, too. */
import { setTimeout as pause } from 'node:timers/promises';
import type { ControlClient } from '../../client/control-client.ts';
import { type LogLine, logLevelSchema } from '../../contract/log-requests.ts';
import { oneLine } from '../../contract/one-line.ts';
import { type Result, succeed } from '../../contract/result.ts';
import type { Command, CommandContext, CommandOutput } from '../command.ts';
import { readLogFiles } from '../read-log-files.ts';
import { wholeNumber } from '../whole-number.ts';

const mostLines = 500;
const lines = wholeNumber('lines', { most: mostLines, usual: 50 });
const pollEveryMs = 1_000;

export const logCommand: Command = {
  name: 'log',
  usage: 'log [--follow] [--level error|warn|info|debug] [--lines N]',
  summary: 'the newest lines of the log of the agent; with --follow, those that come, too',
  options: {
    follow: { type: 'boolean', means: 'go on with the lines that come, until Ctrl-C' },
    level: { type: 'string', means: 'only lines that are at least this grave' },
    lines: { type: 'string', means: 'how many; 50 unless given' },
  },
  required: [],
  findMistake: ({ options }) => {
    if (options.level !== undefined && !logLevelSchema.safeParse(options.level).success)
      return `--level takes ${logLevelSchema.options.join(', ')}`;
    return lines.findMistake(options);
  },
  run: async ({ options, dataDir, connect, show, signal }) => {
    const level = logLevelSchema.parse(options.level ?? 'info');
    const client = await connect();
    if (!client.ok) {
      const isThere = client.problem.code !== 'control.not-running' || options.follow === true;
      const stored = isThere ? null : readLogFiles(dataDir, { limit: lines.read(options), level });
      return stored === null ? client : succeed(outputOf(stored));
    }
    const page = await client.value.request('log.read', { cursor: null, limit: lines.read(options), level }, signal);
    if (!page.ok) return page;
    if (options.follow !== true) return succeed(outputOf(page.value.lines));
    if (page.value.lines.length > 0) show(outputOf(page.value.lines));
    return follow(client.value, { cursor: page.value.next, level }, { show, signal });
  },
};

async function follow(
  client: ControlClient,
  { cursor, level }: { readonly cursor: string | null; readonly level: LogLine['level'] },
  { show, signal }: Pick<CommandContext, 'show' | 'signal'>,
): Promise<Result<CommandOutput>> {
  let next = cursor;
  while (!signal.aborted) {
    const page = await client.request('log.read', { cursor: next, limit: mostLines, level }, signal);
    if (!page.ok && !signal.aborted) return page;
    if (!page.ok) break;
    if (page.value.lines.length > 0) show(outputOf(page.value.lines));
    const isAtEnd = page.value.lines.length < mostLines && page.value.next === next;
    next = page.value.next;
    if (isAtEnd) await pause(pollEveryMs, undefined, { signal }).catch(() => undefined);
  }
  return succeed({ json: { lines: [] }, text: '' });
}

function outputOf(shown: readonly LogLine[]): CommandOutput {
  return { json: { lines: shown }, text: shown.map(lineText).join('') };
}

/** A line of the log is a line. The places of a defect are below it, since nobody can read them in a row. */
function lineText({ at, level, message, fields }: LogLine): string {
  const { stack, ...others } = fields;
  const facts = Object.entries(others).map(([name, value]) => ` ${name}=${textOf(value)}`);
  const places = stack === undefined ? [] : textOf(stack).split('\n');
  const said = [message, ...facts].map(oneLine).join('');
  return [`${at} ${level.padEnd(5)} ${said}\n`, ...places.map(placeText)].join('');
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
const placeText = (place: string) => `    ${oneLine(place.trim())}\n`;
