/** The agent's end of what it and the updater write to each other. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { updateAskFilename, updaterStatusFilename } from '../../contract/data-files.ts';
import { errorCodeOf } from '../../contract/error-code.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { type UpdateAsk, type UpdaterStatus, updaterStatusSchema } from '../../contract/update-exchange.ts';
import { replaceFile } from '../../system/replace-file.ts';

export interface UpdaterLink {
  /** What the updater says of itself. Problems: updates.no-updater, updates.no-answer. */
  read(): Result<UpdaterStatus>;
  /** Problems: those of reading, updates.in-progress, data.write-failed, and why the updater refused. */
  ask(ask: UpdateAsk, signal: AbortSignal): Promise<Result<UpdaterStatus>>;
}

export interface UpdaterFolders {
  readonly dataDir: string;
  /** Null where nothing installs updates. */
  readonly updatesDir: string | null;
}

/** Longer than the updater waits for the server of the feed. */
const answerWithinMs = 90_000;
const lookEveryMs = 200;

export function createUpdaterLink({ dataDir, updatesDir }: UpdaterFolders, withinMs = answerWithinMs): UpdaterLink {
  const read = () => readStatus(updatesDir);
  return {
    read,
    ask: async (ask, signal) => {
      const before = read();
      if (!before.ok) return before;
      const { progress } = before.value;
      if (progress !== null && progress.phase !== 'ended') return fail(problem('updates.in-progress', progress.to));
      const id = randomUUID();
      const written = write(join(dataDir, updateAskFilename), { id, at: new Date().toISOString(), ask });
      if (!written.ok) return written;
      for (const untilMs = performance.now() + withinMs; performance.now() < untilMs && !signal.aborted; ) {
        const status = read();
        const answered = status.ok && status.value.answered?.id === id ? status.value.answered : null;
        if (answered !== null) return answered.problem === null ? status : fail(answered.problem);
        await setTimeout(lookEveryMs, undefined, { signal }).catch(() => {});
      }
      return fail(problem('updates.no-answer', `not within ${withinMs / 1000} s`));
    },
  };
}

function readStatus(updatesDir: string | null): Result<UpdaterStatus> {
  if (updatesDir === null) return fail(problem('updates.no-updater', process.platform));
  const path = join(updatesDir, updaterStatusFilename);
  try {
    const parsed = updaterStatusSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? succeed(parsed.data) : fail(problem('updates.no-answer', `${path} cannot be understood`));
  } catch (error) {
    const code = errorCodeOf(error);
    return fail(problem(code === 'ENOENT' ? 'updates.no-updater' : 'updates.no-answer', `${path}: ${code}`));
  }
}

function write(path: string, content: object): Result<void> {
  try {
    return succeed(replaceFile(path, JSON.stringify(content), 0o600));
  } catch (error) {
    return fail(problem('data.write-failed', `${path}: ${errorCodeOf(error)}`));
  }
}
