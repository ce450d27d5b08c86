/** The two forms of a GUID: 16 bytes on the wire, text for people and keys. */
import { type ObjectGuid, objectGuidSchema } from '../contract/identifiers.ts';

/** The first three groups are little-endian on the wire ([MS-DTYP] 2.3.4.2). @returns null unless there are 16 bytes. */
export function objectGuidOf(bytes: Buffer): ObjectGuid | null {
  if (bytes.length !== 16) return null;
  const groups = [
    Buffer.from(bytes.subarray(0, 4)).reverse(),
    Buffer.from(bytes.subarray(4, 6)).reverse(),
    Buffer.from(bytes.subarray(6, 8)).reverse(),
    bytes.subarray(8, 10),
    bytes.subarray(10, 16),
  ];
  return objectGuidSchema.parse(groups.map((group) => group.toString('hex')).join('-'));
}

/** The form on the wire. */
export function bytesOfObjectGuid(objectGuid: ObjectGuid): Buffer {
  const bytes = Buffer.from(objectGuid.replaceAll('-', ''), 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}
