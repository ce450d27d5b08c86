/** Reads the log from its files, page by page: the newest lines, or those after a place in it. */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type LogLevel, type LogLine, readLogLine } from '../contract/log-requests.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { logFilesIn } from './log-files.ts';

export interface LogPage {
  readonly lines: readonly LogLine[];
  readonly next: string | null;
}

export interface LogQuery {
  readonly cursor: string | null;
  readonly limit: number;
  readonly level: LogLevel;
}

/** So much of the log is looked through for one page at most; the cursor leads on from there. */
const bytesPerPage = 1024 * 1024;

/** Problems: log.unknown-cursor. */
export function readLogPage(dir: string, query: LogQuery): Result<LogPage> {
  if (query.cursor === null) return succeed(readNewest(dir, query));
  const place = parseCursor(query.cursor);
  if (place === null) return fail(problem('log.unknown-cursor', query.cursor));
  return succeed(readAfter(dir, place, query));
}

interface Place {
  readonly name: string;
  readonly offset: number;
}

/** The name is that of a file of the log and of nothing else, whoever wrote the cursor. */
function parseCursor(cursor: string): Place | null {
  const [, name, offset] = /^(agent-\d{4}-\d{2}-\d{2}-\d{4}\.log):(\d{1,12})$/.exec(cursor) ?? [];
  return name === undefined ? null : { name, offset: Number(offset) };
}

const cursorOf = ({ name, offset }: Place) => `${name}:${offset}`;

function readNewest(dir: string, { limit, level }: LogQuery): LogPage {
  const files = logFilesIn(dir);
  const newest = files.at(-1);
  if (newest === undefined) return { lines: [], next: null };
  const end = { name: newest, offset: endOf(dir, newest) };
  let found: readonly LogLine[] = [];
  let leftBytes = bytesPerPage;
  for (const name of files.toReversed()) {
    const size = name === newest ? end.offset : statSync(join(dir, name)).size;
    const from = Math.max(0, size - leftBytes);
    const lines = completeLines(readBytes(join(dir, name), from, size - from));
    // Where a file is cut, its first line may have lost its beginning; then it is no line.
    found = [...lines.flatMap(({ text }) => readLogLine(text, level) ?? []), ...found].slice(-limit);
    leftBytes -= size - from;
    if (found.length >= limit || leftBytes <= 0) break;
  }
  return { lines: found, next: cursorOf(end) };
}

function readAfter(dir: string, start: Place, { limit, level }: LogQuery): LogPage {
  const lines: LogLine[] = [];
  let place = start;
  let leftBytes = bytesPerPage;
  // A file that was removed meanwhile is skipped: the names only grow.
  for (const name of logFilesIn(dir).filter((each) => each >= start.name)) {
    if (name !== place.name) place = { name, offset: 0 };
    const bytes = readBytes(join(dir, name), place.offset, leftBytes);
    for (const { text, endOffset } of completeLines(bytes)) {
      const line = readLogLine(text, level);
      if (line !== null) lines.push(line);
      if (lines.length >= limit) return { lines, next: cursorOf({ name, offset: place.offset + endOffset }) };
    }
    const read = completeLines(bytes).at(-1)?.endOffset ?? 0;
    place = { name, offset: place.offset + read };
    leftBytes -= bytes.length;
    if (leftBytes <= 0) break;
  }
  return { lines, next: cursorOf(place) };
}

/** Behind the last complete line. */
function endOf(dir: string, name: string): number {
  const size = statSync(join(dir, name)).size;
  const from = Math.max(0, size - bytesPerPage);
  return from + (completeLines(readBytes(join(dir, name), from, size - from)).at(-1)?.endOffset ?? 0);
}

interface TextLine {
  readonly text: string;
  /** Where the next one begins. */
  readonly endOffset: number;
}

/** A line without its line break is still being written. */
function completeLines(bytes: Buffer): readonly TextLine[] {
  const lines: TextLine[] = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
    lines.push({ text: bytes.toString('utf8', start, end), endOffset: end + 1 });
    start = end + 1;
  }
  return lines;
}

function readBytes(path: string, from: number, length: number): Buffer {
  if (!existsSync(path)) return Buffer.alloc(0);
  const bytes = Buffer.alloc(Math.max(0, Math.min(length, statSync(path).size - from)));
  const descriptor = openSync(path, 'r');
  try {
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, from));
  } finally {
    closeSync(descriptor);
  }
}
