/** One entry of an access list: who is allowed or denied what, where and on which class of objects ([MS-DTYP] 2.4.4). */
import { bytesOfGuid, guidTextOf } from '../object-guid.ts';
import { bytesOfSecurityIdentifier, securityIdentifierOf } from '../security-identifier.ts';

export interface AccessEntry {
  readonly kind: 'allow' | 'deny';
  readonly flags: number;
  readonly mask: number;
  /** The property, property set or extended right it is about; null for all that the mask names. */
  readonly objectType: string | null;
  /** The class of the objects that inherit it; null for every class. */
  readonly inheritedType: string | null;
  readonly sid: string;
}

/** What may be done with an object of the directory ([MS-ADTS] 5.1.3.2). */
export const accessRights = {
  listChildren: 0x4,
  readProperty: 0x10,
  extendedRight: 0x100,
} as const;

/** RIGHT_GENERIC_ALL, RIGHT_GENERIC_READ, and what the latter stands for besides reading the list itself ([MS-ADTS] 5.1.3.2). */
export const genericRights = { all: 0x1000_0000, read: 0x8000_0000, readStandsFor: 0x94 } as const;

/** [MS-DTYP] 2.4.4.1 */
export const entryFlags = {
  /** Objects below inherit it. */
  containerInherit: 0x2,
  /** It says nothing about the object that has it. */
  inheritOnly: 0x8,
  /** It came from an object above. */
  inherited: 0x10,
} as const;

/** What type, and whether it has types of objects. */
const types = { 0: ['allow', false], 1: ['deny', false], 5: ['allow', true], 6: ['deny', true] } as const;
const hasObjectType = 1;
const hasInheritedType = 2;
const guidLength = 16;

/** @returns null for what is of another kind, or damaged */
export function readAccessEntry(bytes: Buffer): AccessEntry | null {
  if (bytes.length < 8) return null;
  const type = bytes.readUInt8(0);
  if (!isKnown(type)) return null;
  const [kind, hasTypes] = types[type];
  const common = { kind, flags: bytes.readUInt8(1), mask: bytes.readUInt32LE(4) };
  if (!hasTypes) return withIdentifier({ ...common, objectType: null, inheritedType: null }, bytes.subarray(8));
  if (bytes.length < 12) return null;
  const present = bytes.readUInt32LE(8);
  let end = 12;
  const guid = (flag: number) => {
    if ((present & flag) === 0) return null;
    end += guidLength;
    return guidTextOf(bytes.subarray(end - guidLength, end));
  };
  const objectType = guid(hasObjectType);
  const inheritedType = guid(hasInheritedType);
  return withIdentifier({ ...common, objectType, inheritedType }, bytes.subarray(end));
}

/** Throws when the identifier is none. */
export function writeAccessEntry({ kind, flags, mask, objectType, inheritedType, sid }: AccessEntry): Buffer {
  const identifier = bytesOfSecurityIdentifier(sid);
  if (identifier === null) throw new Error(`${sid} is not a security identifier`);
  const hasTypes = objectType !== null || inheritedType !== null;
  const present = (objectType === null ? 0 : hasObjectType) | (inheritedType === null ? 0 : hasInheritedType);
  const head = Buffer.alloc(hasTypes ? 12 : 8);
  const guids = [objectType, inheritedType].flatMap((guid) => (guid === null ? [] : bytesOfGuid(guid)));
  const bytes = Buffer.concat([head, ...guids, identifier]);
  bytes.writeUInt8((kind === 'allow' ? 0 : 1) + (hasTypes ? 5 : 0), 0);
  bytes.writeUInt8(flags, 1);
  bytes.writeUInt16LE(bytes.length, 2);
  bytes.writeUInt32LE(mask, 4);
  if (hasTypes) bytes.writeUInt32LE(present, 8);
  return bytes;
}

const isKnown = (type: number): type is keyof typeof types => Object.hasOwn(types, type);

/** Of these kinds nothing follows the identifier. */
function withIdentifier(entry: Omit<AccessEntry, 'sid'>, bytes: Buffer): AccessEntry | null {
  const sid = securityIdentifierOf(bytes);
  return sid === null ? null : { ...entry, sid };
}
