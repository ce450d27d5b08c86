/** From nothing to an LDAP client that is connected to one controller, protected, and signed in. */
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { Client } from 'ldapts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { problemOfLdapError } from '../ldap-problems.ts';
import { openSecureSocket, type TlsBeginning } from '../secure-socket.ts';
import { operationTimeoutMs } from './ldap-answer.ts';
import { type Controller, openSocket, placeOf } from './open-socket.ts';
import { type Credentials, signInInsideTls, signInSealed } from './sign-in.ts';

/** How a connection is protected: TLS, or Kerberos that seals every message. Nothing goes without. */
export type Security = TlsBeginning | 'integrated';

export interface Access extends Credentials {
  readonly security: Security;
  readonly trust: SecureContext;
}

export interface Connection {
  readonly client: Client;
  end(): void;
}

/** The caller ends the connection. What goes wrong, on whatever way, is a problem of the directory, or run.cancelled. */
export async function connectController(
  controller: Controller,
  access: Access,
  signal: AbortSignal,
): Promise<Result<Connection>> {
  const opened = await openProtected(controller, access, signal);
  if (!opened.ok) return opened;
  const { value: socket } = opened;
  const client = new Client({
    // Whether there is TLS below is the socket's business: it is the connection, and the client must never open one of its own.
    url: `ldap://${placeOf(controller)}`,
    timeout: operationTimeoutMs,
    // It was paused between the exchanges of the sign-in.
    createConnection: () => socket.resume(),
  });
  return succeed({ client, end: () => void socket.destroy() });
}

async function openProtected(controller: Controller, access: Access, signal: AbortSignal): Promise<Result<Socket>> {
  const { security, trust } = access;
  if (security === 'integrated') {
    const opened = await openSocket(controller, signal);
    if (!opened.ok) return opened;
    const { value: socket } = opened;
    return await orEnd(socket, controller, signal, () => signInSealed(socket, controller, access));
  }
  const opened = await openSecureSocket(controller, security, trust, signal);
  if (!opened.ok) return opened;
  const { value: socket } = opened;
  return await orEnd(socket, controller, signal, async () => {
    const signedIn = await signInInsideTls(socket, controller, access);
    return signedIn.ok ? succeed(socket) : signedIn;
  });
}

/** A socket on which nobody is signed in, for whatever reason, does not stay open. */
async function orEnd(
  socket: Socket,
  controller: Controller,
  signal: AbortSignal,
  signIn: () => Promise<Result<Socket>>,
): Promise<Result<Socket>> {
  const cancel = () => socket.destroy();
  // Between two exchanges nobody else listens.
  socket.on('error', () => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  const signedIn = await signIn().catch((error: unknown) => fail(problemOfLdapError(error, placeOf(controller))));
  signal.removeEventListener('abort', cancel);
  if (signedIn.ok && !signal.aborted) return signedIn;
  if (signedIn.ok) signedIn.value.destroy();
  socket.destroy();
  return signal.aborted ? fail(problem('run.cancelled', `while connecting to ${placeOf(controller)}`)) : signedIn;
}
