/** Reads the end of the agent's log from its files: what an agent that does not run any more had to say. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { logFilePattern } from '../contract/data-files.ts';
import { type LogLevel, type LogLine, readLogLine } from '../contract/log-requests.ts';

/** @returns null where there are no files that the caller may read */
export function readLogFiles(
  dataDir: string,
  { limit, level }: { readonly limit: number; readonly level: LogLevel },
): readonly LogLine[] | null {
  try {
    const dir = join(dataDir, 'logs');
    const newestFirst = readdirSync(dir)
      .filter((name) => logFilePattern.test(name))
      .toSorted()
      .toReversed();
    if (newestFirst.length === 0) return null;
    let lines: readonly LogLine[] = [];
    for (const name of newestFirst) {
      const older = readFileSync(join(dir, name), 'utf8').split('\n');
      lines = [...older.flatMap((line) => readLogLine(line, level) ?? []), ...lines].slice(-limit);
      if (lines.length === limit) break;
    }
    return lines;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return null;
    throw error;
  }
}
