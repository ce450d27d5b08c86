/** Whether the databases are copies from an earlier moment, put back by whoever took the version back that came after it. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { putBackFilename } from '../contract/data-files.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { Result } from '../contract/result.ts';
import { tryWrite } from './database.ts';

export interface PutBack {
  /** Why nothing may be removed yet; null when all is well. */
  doubt(): Problem | null;
  /** Both sides were read since. Problem: data.write-failed; then it stays as it is. */
  end(): Result<void>;
}

export function openPutBack(dataDir: string): PutBack {
  const path = join(dataDir, putBackFilename);
  return {
    doubt: () => (existsSync(path) ? problem('data.put-back', dataDir) : null),
    end: () => tryWrite(() => rmSync(path, { force: true })),
  };
}
