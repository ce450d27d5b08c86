/** Opens a TLS connection to a domain controller and makes sure that it is the one it claims to be, before anything is sent. */
import type { Socket } from 'node:net';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import { errorCodeOf } from '../contract/error-code.ts';
import type { Result } from '../contract/result.ts';
import { askForTls } from './connection/ask-for-tls.ts';
import { awaitSocket } from './connection/await-socket.ts';
import { type Controller, openSocket, placeOf } from './connection/open-socket.ts';
import { problemOfSocketError } from './ldap-problems.ts';

/** TLS from the first byte on, or on a connection that begins without it. */
export type TlsBeginning = 'ldaps' | 'starttls';

/**
 * The caller destroys the socket. Problems: directory.unreachable, directory.untrusted-certificate, directory.no-tls,
 * directory.no-answer, run.cancelled.
 * @param trust the certificate authorities to trust, and no others
 */
export async function openSecureSocket(
  controller: Controller,
  beginning: TlsBeginning,
  trust: SecureContext,
  signal: AbortSignal,
): Promise<Result<TLSSocket>> {
  const opened = await openSocket(controller, signal);
  if (!opened.ok) return opened;
  if (beginning === 'starttls') {
    const agreed = await askForTls(opened.value, placeOf(controller), signal);
    if (!agreed.ok) {
      opened.value.destroy();
      return agreed;
    }
  }
  return await secure(opened.value, controller, trust, signal);
}

/** The socket below belongs to the TLS connection from now on and ends with it. */
async function secure(
  below: Socket,
  controller: Controller,
  trust: SecureContext,
  signal: AbortSignal,
): Promise<Result<TLSSocket>> {
  const where = placeOf(controller);
  // Its errors reach the TLS connection above as well.
  below.on('error', () => undefined);
  const socket = connect({
    socket: below,
    servername: controller.host,
    secureContext: trust,
    rejectUnauthorized: true,
  });
  const problemOf = (error: Error) => {
    const isCertificateRefused =
      (socket.authorizationError !== undefined && socket.authorizationError !== null) ||
      errorCodeOf(error) === 'ERR_TLS_CERT_ALTNAME_INVALID';
    return problemOfSocketError(error, isCertificateRefused, where);
  };
  return await awaitSocket({ socket, event: 'secureConnect', where, problemOf }, signal);
}
