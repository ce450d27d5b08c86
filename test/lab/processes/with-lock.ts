/**
 * One at a time: whoever holds the lock of a folder has bound a socket name made from its path. Such a name lives in the
 * kernel, not in a file, and vanishes with the process that holds it, so a lock can never be left behind (unix(7), abstract).
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { LabProblem } from '../lab-problem.ts';

const defaultPatienceMs = 60_000;
const pollMs = 50;

export async function withLock<Answer>(
  dir: string,
  work: () => Promise<Answer>,
  patienceMs = defaultPatienceMs,
): Promise<Answer> {
  const lock = await acquire(dir, patienceMs);
  try {
    return await work();
  } finally {
    lock.close();
  }
}

async function acquire(dir: string, patienceMs: number): Promise<Server> {
  const name = `\0bridgehead-lab-${createHash('sha256').update(dir).digest('hex')}`;
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const lock = await bind(name);
    if (lock !== undefined) return lock;
    if (Date.now() > deadline) {
      throw new LabProblem(
        `Another command has been busy with ${dir} for ${patienceMs / 1000} seconds.`,
        'Wait until it has ended, or find it with: ps -ef | grep -E "lab.ts|demo.ts"',
      );
    }
    await wait(pollMs);
  }
}

async function bind(name: string): Promise<Server | undefined> {
  const server = createServer();
  try {
    server.listen(name);
    await once(server, 'listening');
    return server;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE') return undefined;
    throw new Error('The lock could not be taken', { cause });
  }
}
