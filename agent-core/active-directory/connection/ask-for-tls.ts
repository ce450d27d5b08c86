/** Asks a controller to go on in TLS on the same connection (RFC 4511, 4.14). Nothing but this question goes over it in the clear. */
import type { Socket } from 'node:net';
import { ExtendedRequest } from 'ldapts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { exchangeMessage } from './exchange-message.ts';
import { extendedResponseTag, readLdapAnswer, success } from './ldap-answer.ts';

const startTlsOid = '1.3.6.1.4.1.1466.20037';

/** Problems: directory.no-tls, directory.no-answer, run.cancelled. */
export async function askForTls(socket: Socket, where: string, signal: AbortSignal): Promise<Result<void>> {
  const cancel = () => socket.destroy();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const request = new ExtendedRequest({ messageId: 1, oid: startTlsOid }).write();
    const { status } = readLdapAnswer(await exchangeMessage(socket, request), extendedResponseTag);
    if (status === success) return succeed(undefined);
    return fail(problem('directory.no-tls', `${where}: LDAP result ${status}`));
  } catch (error) {
    if (signal.aborted) return fail(problem('run.cancelled', `while connecting to ${where}`));
    return fail(problem('directory.no-answer', `${where}: ${error instanceof Error ? error.message : String(error)}`));
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
