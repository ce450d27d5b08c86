/** Makes a connection to a controller one that is signed in and protected, by whatever way the settings name (rule R20). */
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { BindRequest } from 'ldapts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import type { Secret } from '../../contract/secret.ts';
import { problemOfLdapError } from '../ldap-problems.ts';
import type { Identity, SecurityProvider, SignIn } from '../security-provider/security-provider.ts';
import { channelBindingsOf } from './channel-bindings.ts';
import { exchangeMessage } from './exchange-message.ts';
import { bindResponseTag, errorOfAnswer, readLdapAnswer, success } from './ldap-answer.ts';
import { type Controller, placeOf } from './open-socket.ts';
import { saslBind } from './sasl-bind.ts';
import { SealedSocket } from './sealed-socket.ts';

export interface Credentials {
  readonly domainName: string;
  readonly identity: Identity;
  readonly provider: SecurityProvider;
}

/** Kerberos, sealed from then on. The socket that is returned owns the one below. */
export async function signInSealed(
  socket: Socket,
  controller: Controller,
  credentials: Credentials,
): Promise<Result<Socket>> {
  const context = credentials.provider.begin(
    signInOf(controller, credentials, { channelBindings: null, isSealing: true }),
  );
  const bound = await saslBind(socket, context, 'sealed', placeOf(controller));
  if (bound.ok) return succeed(new SealedSocket(socket, context, bound.value.longestMessage));
  context.release();
  return bound;
}

/**
 * Inside TLS the password itself may be sent. A controller that wants the sign-in bound to the connection refuses that, since a
 * password cannot be bound: it gets Kerberos on the same connection instead.
 */
export async function signInInsideTls(
  socket: TLSSocket,
  controller: Controller,
  credentials: Credentials,
): Promise<Result<void>> {
  const { identity } = credentials;
  if (identity.kind === 'password') {
    const bound = await simpleBind(socket, identity.account, identity.password, placeOf(controller));
    if (bound.ok || bound.problem.code !== 'directory.channel-binding') return bound;
  }
  const channelBindings = channelBindingsOf(socket);
  const context = credentials.provider.begin(signInOf(controller, credentials, { channelBindings, isSealing: false }));
  try {
    const bound = await saslBind(socket, context, 'tls', placeOf(controller));
    return bound.ok ? succeed(undefined) : bound;
  } finally {
    context.release();
  }
}

/** Rejects as exchangeMessage does. A TLS socket and nothing less: the password goes over it as it is. */
async function simpleBind(socket: TLSSocket, account: string, password: Secret, where: string): Promise<Result<void>> {
  const request = new BindRequest({ messageId: 1, dn: account, password: password.reveal() }).write();
  const answer = readLdapAnswer(await exchangeMessage(socket, request), bindResponseTag);
  return answer.status === success ? succeed(undefined) : fail(problemOfLdapError(errorOfAnswer(answer), where));
}

function signInOf(
  { host, address }: Controller,
  { domainName, identity }: Credentials,
  channel: Pick<SignIn, 'channelBindings' | 'isSealing'>,
): SignIn {
  return { domainName, identity, controller: { host, address }, ...channel };
}
