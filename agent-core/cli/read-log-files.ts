/** Reads the end of the agent's log from its files: what an agent that does not run any more had to say. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LogLevel, type LogLine, logLevels, storedLogLineSchema } from '../contract/log-requests.ts';

/** @returns null where there are no files that the caller may read */
export function readLogFiles(
  dataDir: string,
  { limit, level }: { readonly limit: number; readonly level: LogLevel },
): readonly LogLine[] | null {
  try {
    const dir = join(dataDir, 'logs');
    // Their names only grow.
    const names = readdirSync(dir)
      .filter((name) => /^agent-[\d-]+\.log$/.test(name))
      .toSorted()
      .toReversed();
    if (names.length === 0) return null;
    let lines: readonly LogLine[] = [];
    for (const name of names) {
      lines = [...linesOf(readFileSync(join(dir, name), 'utf8'), level), ...lines].slice(-limit);
      if (lines.length === limit) break;
    }
    return lines;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return null;
    throw error;
  }
}

function linesOf(text: string, level: LogLevel): readonly LogLine[] {
  return text.split('\n').flatMap((line) => {
    const parsed = parseLine(line);
    return parsed !== null && logLevels.indexOf(parsed.level) <= logLevels.indexOf(level) ? [parsed] : [];
  });
}

/** A line that was cut off, by a crash or a full disk, is no line. */
function parseLine(line: string): LogLine | null {
  try {
    return storedLogLineSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
