/** The control with which a client asks what has changed since a cookie (MS-ADTS, section 3.1.1.3.4.1.3). */
import {
  BerError,
  berTag,
  readElement,
  readElements,
  readInteger,
  writeElement,
  writeInteger,
  writeText,
} from './ber.ts';
import { findControl, type LdapMessage, withControlValue } from './ldap-message.ts';

const dirSyncOid = '1.2.840.113556.1.4.841';

export type DirSync = {
  /** In a request the flags; in an answer not zero while there is more. */
  readonly flags: number;
  readonly maxBytes: number;
  readonly cookie: Buffer;
};

export function readDirSync(message: LdapMessage): DirSync | undefined {
  const value = findControl(message, dirSyncOid)?.value;
  if (value === undefined) return undefined;
  const [flags, maxBytes, cookie] = readElements(readElement(value).content);
  if (flags === undefined || maxBytes === undefined || cookie === undefined) {
    throw new BerError('A DirSync control lacks one of its three parts.');
  }
  return { flags: readInteger(flags), maxBytes: readInteger(maxBytes), cookie: cookie.content };
}

/** The same message with `dirSync` in its control, which it must have. */
export function withDirSync(message: LdapMessage, { flags, maxBytes, cookie }: DirSync): LdapMessage {
  const value = writeElement(berTag.sequence, writeInteger(flags), writeInteger(maxBytes), writeText(cookie));
  return withControlValue(message, dirSyncOid, value);
}
