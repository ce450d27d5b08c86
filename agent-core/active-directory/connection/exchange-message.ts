/** One LDAP request and its one answer on a connection that no LDAP client has yet, because it is still being secured. */
import type { Socket } from 'node:net';
import { messageLength } from './message-length.ts';

const timeoutMs = 10_000;
/** Longer than any answer to a bind. */
const longestAnswer = 1024 * 1024;

/**
 * @returns the whole answer. Rejects when the connection ends, nothing comes in time, or more comes than one answer: what somebody put
 * behind it would otherwise be read as if it had come over the secured connection.
 */
export function exchangeMessage(socket: Socket, request: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const finish = (conclude: () => void) => {
      clearTimeout(timer);
      socket.off('data', take).off('error', failed).off('close', closed);
      socket.pause();
      conclude();
    };
    const refuse = (why: string) => finish(() => reject(new Error(why)));
    const failed = (error: Error) => finish(() => reject(error));
    const closed = () => refuse('the connection was closed');
    const take = (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const length = messageLength(received);
      if (length !== null && length > longestAnswer) refuse('the answer is too long');
      else if (length !== null && received.length > length) refuse('more came than was asked for');
      else if (received.length === length) finish(() => resolve(received));
    };
    const timer = setTimeout(() => refuse(`no answer for ${timeoutMs / 1000} seconds`), timeoutMs);
    socket.on('data', take).once('error', failed).once('close', closed);
    if (socket.destroyed) closed();
    else socket.resume().write(request);
  });
}
