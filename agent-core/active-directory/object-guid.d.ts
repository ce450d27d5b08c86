/** The two forms of a GUID: 16 bytes on the wire, text for people and keys. */
import type { ObjectGuid } from '../contract/identifiers.ts';
/** The first three groups are little-endian on the wire ([MS-DTYP] 2.3.4.2). @returns null unless there are 16 bytes. */
export declare function objectGuidOf(bytes: Buffer): ObjectGuid | null;
/** A GUID of whatever it is: a class, a right, an object. @returns null unless there are 16 bytes */
export declare function guidTextOf(bytes: Buffer): string | null;
/** The form on the wire. */
export declare function bytesOfObjectGuid(objectGuid: ObjectGuid): Buffer;
export declare function bytesOfGuid(guid: string): Buffer;
