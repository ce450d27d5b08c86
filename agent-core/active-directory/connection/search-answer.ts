/** The answers to a search (RFC 4511, 4.5.2): entries, references to elsewhere, and the end with its result and controls. */
import { BerCursor, berTag } from './ber-cursor.ts';
import { referralTag } from './ldap-answer.ts';
import { ReceivedAttribute, type ReceivedEntry } from './received-entry.ts';
import type { TypeNames } from './type-names.ts';

export type SearchAnswer =
  | { readonly kind: 'entry'; readonly messageId: number; readonly entry: ReceivedEntry }
  | { readonly kind: 'end'; readonly messageId: number; readonly end: SearchEnd }
  /** References to other naming contexts are normal (rule R18); what else there may be was not asked for. */
  | { readonly kind: 'other'; readonly messageId: number };

export interface SearchEnd {
  readonly status: number;
  readonly errorMessage: string;
  /** The values of the controls, by OID. */
  readonly controls: ReadonlyMap<string, Buffer>;
}

const entryTag = 0x64;
const endTag = 0x65;
const controlsTag = 0xa0;

/**
 * @param message one whole LDAP message. Throws when it makes no sense.
 * @param names those of the entries before
 */
export function readSearchAnswer(message: Buffer, names: TypeNames): SearchAnswer {
  const cursor = new BerCursor(message);
  cursor.enter(berTag.sequence);
  const messageId = cursor.integer(berTag.integer);
  switch (cursor.peek()) {
    case entryTag:
      return { kind: 'entry', messageId, entry: readEntry(cursor, message, names) };
    case endTag:
      return { kind: 'end', messageId, end: readEnd(cursor) };
    default:
      return { kind: 'other', messageId };
  }
}

function readEntry(cursor: BerCursor, message: Buffer, names: TypeNames): ReceivedEntry {
  cursor.enter(entryTag);
  const name = cursor.text(berTag.octetString);
  const attributes: ReceivedAttribute[] = [];
  const end = cursor.enter(berTag.sequence);
  while (cursor.offset < end) {
    cursor.enter(berTag.sequence);
    const typeEnd = cursor.enter(berTag.octetString);
    const type = names.textOf(message, cursor.offset, typeEnd);
    cursor.offset = typeEnd;
    const ends: number[] = [];
    const valuesEnd = cursor.enter(berTag.set);
    while (cursor.offset < valuesEnd) {
      const end = cursor.enter(berTag.octetString);
      ends.push(cursor.offset, end);
      cursor.offset = end;
    }
    attributes.push(new ReceivedAttribute(type, message, ends));
  }
  return { name, attributes };
}

function readEnd(cursor: BerCursor): SearchEnd {
  const end = cursor.enter(endTag);
  const status = cursor.integer(berTag.enumerated);
  cursor.skip();
  const errorMessage = cursor.text(berTag.octetString);
  if (cursor.offset < end && cursor.peek() === referralTag) cursor.skip();
  return { status, errorMessage, controls: readControls(cursor) };
}

function readControls(cursor: BerCursor): ReadonlyMap<string, Buffer> {
  const controls = new Map<string, Buffer>();
  if (cursor.isAtEnd) return controls;
  const end = cursor.enter(controlsTag);
  while (cursor.offset < end) {
    const controlEnd = cursor.enter(berTag.sequence);
    const oid = cursor.text(berTag.octetString);
    while (cursor.offset < controlEnd) {
      if (cursor.peek() === berTag.octetString) controls.set(oid, cursor.bytes(berTag.octetString));
      else cursor.skip();
    }
  }
  return controls;
}
