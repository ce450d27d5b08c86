/** Turns what the system refuses to somebody without the rights into a problem; anything else stays a defect. */
import { errorCodeOf } from '../contract/error-code.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result } from '../contract/result.ts';

const refusals: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS']);
const troubles: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'ENOENT', 'ENOTDIR', 'EXDEV']);

/** Problems: service.not-permitted, service.manager-refused. */
export async function tryChange<Value>(
  subject: string,
  change: () => Promise<Result<Value>> | Result<Value>,
): Promise<Result<Value>> {
  try {
    return await change();
  } catch (error) {
    const code = errorCodeOf(error);
    if (refusals.has(code)) return fail(problem('service.not-permitted', `${subject}: ${code}`));
    if (troubles.has(code)) return fail(problem('service.manager-refused', `${subject}: ${code}`));
    throw error;
  }
}
