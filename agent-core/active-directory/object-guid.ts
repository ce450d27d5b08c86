/** The two forms of a GUID: 16 bytes on the wire, text for people and keys. */
import type { ObjectGuid } from '../contract/identifiers.ts';

/** The first three groups are little-endian on the wire ([MS-DTYP] 2.3.4.2). @returns null unless there are 16 bytes. */
export function objectGuidOf(bytes: Buffer): ObjectGuid | null {
  // 16 bytes always make one: looking again, as the schema does, costs more than all of this.
  return guidTextOf(bytes) as ObjectGuid | null;
}

/** A GUID of whatever it is: a class, a right, an object. @returns null unless there are 16 bytes */
export function guidTextOf(bytes: Buffer): string | null {
  if (bytes.length !== 16) return null;
  const hex = bytes.toString('hex');
  const turned = (from: number, count: number) => {
    let group = '';
    for (let at = from + count - 1; at >= from; at -= 1) group += hex.slice(2 * at, 2 * at + 2);
    return group;
  };
  return `${turned(0, 4)}-${turned(4, 2)}-${turned(6, 2)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The form on the wire. */
export function bytesOfObjectGuid(objectGuid: ObjectGuid): Buffer {
  return bytesOfGuid(objectGuid);
}

export function bytesOfGuid(guid: string): Buffer {
  const bytes = Buffer.from(guid.replaceAll('-', ''), 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}
