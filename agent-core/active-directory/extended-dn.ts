/**
 * Names that carry what they name: with LDAP_SERVER_EXTENDED_DN_OID a controller sends <GUID=…>;<SID=…>;CN=…, so that a member
 * renamed between two reads is still the same member ([MS-ADTS] 3.1.1.3.4.1.5, rule R21).
 */
import { Ber, BerWriter, Control } from 'ldapts';
import { objectGuidSchema } from '../contract/identifiers.ts';
import type { MemberReference } from '../sync/directory-source.ts';

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

/** @returns null when the name carries no GUID */
export function memberReferenceOf(extendedDn: string): MemberReference | null {
  const objectGuid = objectGuidSchema.safeParse(/^<GUID=([^>]+)>;/i.exec(extendedDn)?.[1]?.toLowerCase());
  if (!objectGuid.success) return null;
  return { objectGuid: objectGuid.data, sid: /;<SID=(S-[0-9-]+)>;/i.exec(extendedDn)?.[1] ?? null };
}

/** Of several; names without a GUID are left out. */
export function memberReferencesOf(extendedDns: readonly string[]): readonly MemberReference[] {
  return extendedDns.map(memberReferenceOf).filter((member) => member !== null);
}

/** The name alone. */
export function plainDnOf(extendedDn: string): string {
  return extendedDn.startsWith('<') ? extendedDn.replace(/^(<[^>]*>;)*/, '') : extendedDn;
}
