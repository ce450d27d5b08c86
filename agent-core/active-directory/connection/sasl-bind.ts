/**
 * Signs in with Kerberos by the SASL mechanism GSSAPI (RFC 4752) on a connection that no LDAP client has yet.
 *
 *     token ──> token of the server ──> ... ──> done ──> the server offers layers ──> we choose one
 */
import type { Socket } from 'node:net';
import { Ber, BerWriter } from 'ldapts';
import { type Problem, problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { problemOfLdapError } from '../ldap-problems.ts';
import type { SecurityContext } from '../security-provider/security-provider.ts';
import { exchangeMessage } from './exchange-message.ts';
import {
  bindResponseTag,
  errorOfAnswer,
  type LdapAnswer,
  readLdapAnswer,
  saslBindInProgress,
  success,
} from './ldap-answer.ts';

/** What protects the connection afterwards: Kerberos, or the TLS that is there already. Without either there is no sign-in. */
export type Protection = 'sealed' | 'tls';

export interface BoundSocket {
  /** The longest wrapped message that the server takes. */
  readonly longestMessage: number;
}

const mostRounds = 8;
/** Bits of the offer and of the choice (RFC 4752, 3.1). */
const noLayer = 1;
const confidentialityLayer = 4;
/** The longest wrapped message that we take. */
export const longestMessageTaken = 256 * 1024;

/** Problems: those of the provider and of a bind. The caller ends the connection after a problem. */
export async function saslBind(
  socket: Socket,
  context: SecurityContext,
  protection: Protection,
  where: string,
): Promise<Result<BoundSocket>> {
  try {
    return await negotiate(socket, context, protection, where);
  } catch (error) {
    return fail(problem('directory.no-answer', `${where}: ${error instanceof Error ? error.message : String(error)}`));
  }
}

async function negotiate(
  socket: Socket,
  context: SecurityContext,
  protection: Protection,
  where: string,
): Promise<Result<BoundSocket>> {
  let serverToken: Buffer | null = null;
  for (let round = 1; round <= mostRounds; round += 1) {
    const step = await context.step(serverToken);
    if (!step.ok) return step;
    const answer = await bind(socket, round, step.value.token);
    if (answer.status !== saslBindInProgress) return fail(problemOf(answer, where));
    serverToken = answer.credentials ?? Buffer.alloc(0);
    if (step.value.kind === 'done')
      return await chooseLayer(socket, context, serverToken, { protection, where, round });
  }
  return fail(problem('directory.unexpected-answer', `${where}: the sign-in does not come to an end`));
}

async function chooseLayer(
  socket: Socket,
  context: SecurityContext,
  offerToken: Buffer,
  { protection, where, round }: { readonly protection: Protection; readonly where: string; readonly round: number },
): Promise<Result<BoundSocket>> {
  const offer = context.unwrap(offerToken, false);
  if (offer.length !== 4) return fail(problem('directory.unexpected-answer', `${where}: no offer of layers came`));
  const wanted = protection === 'sealed' ? confidentialityLayer : noLayer;
  if ((offer.readUInt8(0) & wanted) === 0) {
    const code = protection === 'sealed' ? 'directory.unexpected-answer' : 'directory.signing-required';
    return fail(problem(code, `${where}: it offers layers ${offer.readUInt8(0)}, not ${wanted}`));
  }
  const choice = Buffer.alloc(4);
  if (protection === 'sealed') choice.writeUInt32BE(longestMessageTaken);
  choice.writeUInt8(wanted, 0);
  const answer = await bind(socket, round + 1, context.wrap(choice, false));
  if (answer.status !== success) return fail(problemOf(answer, where));
  return succeed({ longestMessage: offer.readUIntBE(1, 3) });
}

async function bind(socket: Socket, messageId: number, credentials: Buffer): Promise<LdapAnswer> {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(messageId);
  writer.startSequence(0x60);
  writer.writeInt(3);
  writer.writeString('');
  writer.startSequence(0xa3);
  writer.writeString('GSSAPI');
  writer.writeBuffer(credentials, Ber.OctetString);
  writer.endSequence();
  writer.endSequence();
  writer.endSequence();
  return readLdapAnswer(await exchangeMessage(socket, writer.buffer), bindResponseTag);
}

/** A success before its time is as wrong as any other answer that nobody expects. */
function problemOf(answer: LdapAnswer, where: string): Problem {
  if (answer.status === success) return problem('directory.unexpected-answer', `${where}: it agreed to no sign-in`);
  return problemOfLdapError(errorOfAnswer(answer), where);
}
