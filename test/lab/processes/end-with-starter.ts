/**
 * Has something cleared away once the process that wanted it is gone, also when that was killed: a shell of its own session waits for the end of
 * a pipe whose other end only that process holds.
 */
import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

/** Calls off what would be done: nothing is left to clear away. Settles when nobody waits any more. */
export type Release = () => Promise<void>;

const released = 'released';
const waitThenClear = `read -r word; [ "$word" = ${released} ] || exec "$@"`;

/** @param clear a program and its words, run with `environment` besides that of the process */
export function endWithStarter(
  clear: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): Release {
  const waiting = spawn('sh', ['-c', waitThenClear, 'sh', ...clear], {
    // A signal for the terminal's processes is not for it.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, ...environment },
    cwd: '/',
  });
  // Whoever started it may end without waiting for it.
  waiting.unref();
  if (waiting.stdin instanceof Socket) waiting.stdin.unref();
  // Somebody may have ended it.
  waiting.stdin.on('error', () => undefined);
  const ended = new Promise<void>((settle) => waiting.once('exit', () => settle()));
  return async () => {
    waiting.ref();
    waiting.stdin.end(`${released}\n`);
    await ended;
  };
}
