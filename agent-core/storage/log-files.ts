/**
 * The log as files in one folder: a new one each day and whenever one is full, and of the old ones no more than a total size and an
 * age allow. Their names only grow, so that a place in the log stays the same place; none is ever renamed. When the disk is nearly
 * full, nothing is written at all: what is left belongs to the record.
 */
import { closeSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { logFilePattern } from '../contract/data-files.ts';

export interface LogFilesOptions {
  readonly dir: string;
  /** ISO 8601. */
  readonly now: () => string;
  readonly readFreeBytes: () => number;
  readonly limits?: LogLimits;
}

export interface LogLimits {
  readonly fileBytes: number;
  readonly totalBytes: number;
  readonly days: number;
  /** With less than this left on the disk nothing is written. */
  readonly floorBytes: number;
}

export interface LogFiles {
  /** @param line ends with a line break. Lines that cannot be written are counted, and the count is told as soon as one can. */
  append(line: string): void;
  close(): void;
}

const mebibyte = 1024 * 1024;
const usualLimits: LogLimits = {
  fileBytes: 5 * mebibyte,
  totalBytes: 100 * mebibyte,
  days: 30,
  floorBytes: 50 * mebibyte,
};

export function openLogFiles({ dir, now, readFreeBytes, limits = usualLimits }: LogFilesOptions): LogFiles {
  let current: OpenFile | null = null;
  let lost = 0;

  const write = (line: string): void => {
    const day = now().slice(0, 10);
    const lineBytes = Buffer.byteLength(line);
    if (current !== null && (day > current.day || current.sizeBytes + lineBytes > limits.fileBytes)) {
      closeSync(current.descriptor);
      current = null;
    }
    current ??= openNext(dir, day, limits.fileBytes - lineBytes);
    if (current.isNew) removeOld(dir, now(), limits);
    current = { ...current, isNew: false, sizeBytes: current.sizeBytes + writeSync(current.descriptor, line) };
  };

  return {
    append: (line) => {
      try {
        if (readFreeBytes() < limits.floorBytes) {
          lost += 1;
          return;
        }
        if (lost > 0) write(lostLine(now(), lost));
        lost = 0;
        write(line);
      } catch {
        // There is nowhere to tell it but the next line that can be written.
        lost += 1;
      }
    },
    close: () => {
      if (current !== null) closeSync(current.descriptor);
      current = null;
    },
  };
}

interface OpenFile {
  readonly day: string;
  readonly descriptor: number;
  readonly sizeBytes: number;
  readonly isNew: boolean;
}

/** Names, the oldest first. */
export function logFilesIn(dir: string): readonly string[] {
  return readdirSync(dir)
    .filter((name) => logFilePattern.test(name))
    .toSorted();
}

/** Goes on with the newest file if it has room; otherwise begins one whose name sorts after it, whatever the clock says. */
function openNext(dir: string, today: string, roomBytes: number): OpenFile {
  const newest = logFilesIn(dir).at(-1);
  const [, newestDay = '', number = '0'] = newest === undefined ? [] : (logFilePattern.exec(newest) ?? []);
  const day = today > newestDay ? today : newestDay;
  if (newest !== undefined && day === newestDay) {
    const sizeBytes = statSync(join(dir, newest)).size;
    if (sizeBytes <= roomBytes)
      return { day, sizeBytes, isNew: false, descriptor: openSync(join(dir, newest), 'a', 0o600) };
  }
  const next = day === newestDay ? Number(number) + 1 : 1;
  const path = join(dir, `agent-${day}-${String(next).padStart(4, '0')}.log`);
  return { day, sizeBytes: 0, isNew: true, descriptor: openSync(path, 'a', 0o600) };
}

const dayMs = 86_400_000;

/** The newest is never removed. */
function removeOld(dir: string, now: string, { totalBytes, days, fileBytes }: LogLimits): void {
  const oldestDay = new Date(Date.parse(now) - days * dayMs).toISOString().slice(0, 10);
  // Room for the file that has just been begun.
  let leftBytes = totalBytes - fileBytes;
  for (const name of logFilesIn(dir).toReversed().slice(1)) {
    const path = join(dir, name);
    leftBytes -= statSync(path).size;
    const day = logFilePattern.exec(name)?.[1] ?? '';
    if (leftBytes < 0 || day < oldestDay) rmSync(path);
  }
}

const lostLine = (timestamp: string, lost: number) =>
  `${JSON.stringify({ level: 'warn', message: 'lines of this log were not written', lost, timestamp })}\n`;
