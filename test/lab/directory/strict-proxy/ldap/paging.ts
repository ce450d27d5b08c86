/** Searches page by page (RFC 2696). */
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

export const pagingOid = '1.2.840.113556.1.4.319';

export type Paging = {
  /** In a request the size of the page; in an answer an estimate of everything, or zero. */
  readonly size: number;
  /** Empty in the first request and in the last answer. */
  readonly cookie: Buffer;
};

export function readPaging(message: LdapMessage): Paging | undefined {
  const value = findControl(message, pagingOid)?.value;
  if (value === undefined) return undefined;
  const [size, cookie] = readElements(readElement(value).content);
  if (size === undefined || cookie === undefined) throw new BerError('A paging control has no size or no cookie.');
  return { size: readInteger(size), cookie: cookie.content };
}

/** The same message with `paging` in its control, which it must have. */
export function withPaging(message: LdapMessage, paging: Paging): LdapMessage {
  return withControlValue(message, pagingOid, writePaging(paging));
}

export function writePaging({ size, cookie }: Paging): Buffer {
  return writeElement(berTag.sequence, writeInteger(size), writeText(cookie));
}
