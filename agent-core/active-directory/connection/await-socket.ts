/** Waits for a socket to be ready, with a deadline and an end on request; one that does not get there is destroyed. */
import type { Socket } from 'node:net';
import { type Problem, problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';

const timeoutMs = 10_000;

export interface SocketToAwait<Kind extends Socket> {
  readonly socket: Kind;
  readonly event: 'connect' | 'secureConnect';
  /** The controller, for problems. */
  readonly where: string;
  readonly problemOf: (error: Error) => Problem;
}

/** The caller destroys the socket it gets. Problems: directory.unreachable, run.cancelled and those of `problemOf`. */
export function awaitSocket<Kind extends Socket>(
  { socket, event, where, problemOf }: SocketToAwait<Kind>,
  signal: AbortSignal,
): Promise<Result<Kind>> {
  return new Promise((settle) => {
    const finish = (result: Result<Kind>) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      socket.off(event, ready).off('error', refuse).off('close', closed);
      if (!result.ok) {
        // A socket that is being torn down may still report an error; nobody is interested any more.
        socket.on('error', () => undefined);
        socket.destroy();
      }
      settle(result);
    };
    const unreachable = (why: string) => finish(fail(problem('directory.unreachable', `${where}: ${why}`)));
    const ready = () => finish(succeed(socket));
    const refuse = (error: Error) => finish(fail(problemOf(error)));
    const closed = () => unreachable('the connection was closed');
    const cancel = () => finish(fail(problem('run.cancelled', `while connecting to ${where}`)));
    const timer = setTimeout(() => unreachable(`no answer for ${timeoutMs / 1000} seconds`), timeoutMs);
    signal.addEventListener('abort', cancel, { once: true });
    socket.once(event, ready).once('error', refuse).once('close', closed);
    if (signal.aborted) cancel();
  });
}
