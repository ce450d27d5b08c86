/** The answer to a bind or to an extended request (RFC 4511, 4.1.9), with the server's part of a SASL exchange as bytes. */
import { BerReader, BindResponse, StatusCodeParser } from 'ldapts';

export interface LdapAnswer {
  readonly status: number;
  readonly errorMessage: string;
  readonly credentials: Buffer | null;
}

export const bindResponseTag = 0x61;
export const extendedResponseTag = 0x78;
export const success = 0;
export const saslBindInProgress = 14;

/** A controller that says nothing for this long is taken for gone. */
export const operationTimeoutMs = 60_000;

export const referralTag = 0xa3;
const serverCredentialsTag = 0x87;

/** Throws when the bytes are no answer of this kind. */
export function readLdapAnswer(message: Buffer, tag: number): LdapAnswer {
  const reader = new BerReader(message);
  reader.readSequence();
  reader.readInt();
  if (reader.readSequence(tag) === null) throw new Error('the answer ends too early');
  const status = reader.readEnumeration();
  if (status === null) throw new Error('the answer has no result');
  reader.readString();
  const errorMessage = reader.readString() ?? '';
  if (reader.peek() === referralTag) reader.readString(referralTag, true);
  const credentials = reader.peek() === serverCredentialsTag ? reader.readString(serverCredentialsTag, true) : null;
  return { status, errorMessage, credentials: Buffer.isBuffer(credentials) ? credentials : null };
}

/** The error that the LDAP client would have thrown, so that there is one table of problems. */
export function errorOfAnswer({ status, errorMessage }: Pick<LdapAnswer, 'status' | 'errorMessage'>): Error {
  return StatusCodeParser.parse(new BindResponse({ messageId: 0, status, errorMessage }));
}
