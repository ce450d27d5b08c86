/**
 * Names that carry what they name: with LDAP_SERVER_EXTENDED_DN_OID a controller sends <GUID=…>;<SID=…>;CN=…, so that a member
 * renamed between two reads is still the same member ([MS-ADTS] 3.1.1.3.4.1.5, rule R21).
 */
import { Ber, BerWriter, Control } from 'ldapts';
import { isObjectGuid } from '../contract/identifiers.ts';
import type { MemberReference } from '../sync/directory-source.ts';
import type { ReceivedAttribute } from './connection/received-entry.ts';

/** Asks for identifiers in text form. */
const textForm = 1;

export class ExtendedDnControl extends Control {
  constructor() {
    super('1.2.840.113556.1.4.529', { critical: true });
  }

  protected override writeControl(writer: BerWriter): void {
    const value = new BerWriter();
    value.startSequence();
    value.writeInt(textForm);
    value.endSequence();
    writer.writeBuffer(value.buffer, Ber.OctetString);
  }
}

/**
 * Made without the text of the name: a part of a text keeps all of it, and a group of fifty thousand would keep fifty thousand names.
 * @param extendedDn as it was received  @returns null when it carries no GUID
 */
export function memberReferenceOf(extendedDn: Buffer): MemberReference | null {
  const guid = identifierAt(extendedDn, 0, 'GUID');
  const objectGuid = guid?.text.toLowerCase() ?? null;
  if (guid === null || !isObjectGuid(objectGuid)) return null;
  const sid = identifierAt(extendedDn, guid.end, 'SID')?.text ?? '';
  return { objectGuid, sid: /^S-[0-9-]+$/i.test(sid) ? sid : null };
}

/** Of several; names without a GUID are left out. */
export function memberReferencesOf(extendedDns: ReceivedAttribute): readonly MemberReference[] {
  const members: MemberReference[] = [];
  for (let index = 0; index < extendedDns.count; index += 1) {
    const member = memberReferenceOf(extendedDns.bytes(index));
    if (member !== null) members.push(member);
  }
  return members;
}

/** The value of `<LABEL=value>;`, and what it ends with, where that stands here. */
function identifierAt(
  name: Buffer,
  start: number,
  label: 'GUID' | 'SID',
): { readonly text: string; readonly end: number } | null {
  const opening = `<${label}=`;
  const valueStart = start + opening.length;
  if (name.toString('latin1', start, valueStart).toUpperCase() !== opening) return null;
  const valueEnd = name.indexOf('>;', valueStart);
  return valueEnd === -1 ? null : { text: name.toString('latin1', valueStart, valueEnd), end: valueEnd + 2 };
}

/** The name alone. */
export function plainDnOf(extendedDn: string): string {
  return extendedDn.startsWith('<') ? extendedDn.replace(/^(<[^>]*>;)*/, '') : extendedDn;
}
