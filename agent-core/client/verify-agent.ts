/** Before a word is said to what answers at the agent's address, make sure that only the agent's account could have put it there. */
import { lstat, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCodeOf } from '../contract/error-code.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';

const groupOrOtherMayWrite = 0o022;
const otherMayUse = 0o007;

/**
 * The folder must belong to somebody who may be trusted with it: root, the caller, or whom root gave a folder that nobody else could
 * have put there. The socket must belong to the folder's owner, and nobody else may be able to replace it. Windows: verify-pipe.ts.
 */
export async function verifyAgent(socketPath: string): Promise<Result<void>> {
  try {
    const dir = await realpath(dirname(socketPath));
    const folder = await stat(dir);
    const socket = await lstat(join(dir, basename(socketPath)));
    if (!socket.isSocket()) return untrusted(`${socketPath} is not a socket`);
    if ((folder.mode & groupOrOtherMayWrite) !== 0) return untrusted(`others may write to ${dir}`);
    const isOwnerKnown = folder.uid === 0 || folder.uid === process.getuid?.();
    if (!isOwnerKnown && !(await isGivenByRoot(dir))) return untrusted(`${dir} belongs to user ${folder.uid}`);
    if (socket.uid !== folder.uid && socket.uid !== 0) return untrusted(`${socketPath} belongs to user ${socket.uid}`);
    if ((socket.mode & otherMayUse) !== 0) return untrusted(`${socketPath} is open to everybody`);
    return succeed(undefined);
  } catch (error) {
    const code = errorCodeOf(error);
    return fail(problem(code === 'EACCES' ? 'control.access-denied' : 'control.not-running', `${socketPath}: ${code}`));
  }
}

/** Every folder above it is root's, and nobody else may write there. */
async function isGivenByRoot(dir: string): Promise<boolean> {
  const parent = dirname(dir);
  const { uid, mode } = await stat(parent);
  if (uid !== 0 || (mode & groupOrOtherMayWrite) !== 0) return false;
  return parent === dir || isGivenByRoot(parent);
}

const untrusted = (detail: string) => fail(problem('control.untrusted-agent', detail));
