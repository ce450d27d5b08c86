/** What the disk refuses the updater, as a problem: full, or anything else. */
import { errorCodeOf } from '../contract/error-code.ts';
import { type Problem, problem } from '../contract/problem.ts';

const fullDisk = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Throws what is no refusal of the system: a defect. */
export function diskProblemOf(error: unknown, path: string): Problem {
  if (!(error instanceof Error) || !('syscall' in error)) throw error;
  const code = errorCodeOf(error);
  return problem(fullDisk.has(code) ? 'updates.disk-full' : 'updates.write-failed', `${path}: ${code}`);
}
