/**
 * Security descriptors as Active Directory keeps them, self-relative ([MS-DTYP] 2.4.6): who owns an object and who may do what with it.
 * Entries stay the bytes they came as: what is not understood is written back as it was.
 */

export interface SecurityDescriptor {
  /** Without the flags that say whether there is a list: those follow from the lists. */
  readonly control: number;
  /** Of the resource manager; 0 without one. */
  readonly managerControl: number;
  readonly owner: Buffer | null;
  readonly group: Buffer | null;
  /** Who is watched. */
  readonly systemList: AccessList;
  /** Who may do what. */
  readonly accessList: AccessList;
}

export type AccessList =
  | { readonly kind: 'absent' }
  /** It is there and says nothing at all, which as an access list lets everybody do everything. */
  | { readonly kind: 'open' }
  | { readonly kind: 'entries'; readonly revision: number; readonly entries: readonly Buffer[] };

const headerLength = 20;
const selfRelative = 0x8000;
const systemListPresent = 0x10;
const accessListPresent = 0x04;
const flagsOfLists = selfRelative | systemListPresent | accessListPresent;
const places = { owner: 4, group: 8, systemList: 12, accessList: 16 } as const;
const listHeaderLength = 8;
const entryHeaderLength = 4;

/** @returns null unless the bytes are a whole descriptor. What is returned is copied. */
export function readSecurityDescriptor(bytes: Buffer): SecurityDescriptor | null {
  if (bytes.length < headerLength || bytes[0] !== 1) return null;
  const control = bytes.readUInt16LE(2);
  if ((control & selfRelative) === 0) return null;
  const owner = readIdentifier(bytes, bytes.readUInt32LE(places.owner));
  const group = readIdentifier(bytes, bytes.readUInt32LE(places.group));
  const listAt = (place: number, isPresent: boolean) =>
    isPresent ? readList(bytes, bytes.readUInt32LE(place)) : ({ kind: 'absent' } as const);
  const systemList = listAt(places.systemList, (control & systemListPresent) !== 0);
  const accessList = listAt(places.accessList, (control & accessListPresent) !== 0);
  if (owner === undefined || group === undefined || systemList === null || accessList === null) return null;
  return { control: control & ~flagsOfLists, managerControl: bytes.readUInt8(1), owner, group, systemList, accessList };
}

export function writeSecurityDescriptor(descriptor: SecurityDescriptor): Buffer {
  const { owner, group, systemList, accessList } = descriptor;
  const header = Buffer.alloc(headerLength);
  const flags =
    (systemList.kind === 'absent' ? 0 : systemListPresent) | (accessList.kind === 'absent' ? 0 : accessListPresent);
  header.writeUInt8(1, 0);
  header.writeUInt8(descriptor.managerControl, 1);
  header.writeUInt16LE(descriptor.control | selfRelative | flags, 2);
  const parts: Buffer[] = [header];
  let end = headerLength;
  const append = (place: number, part: Buffer | null) => {
    if (part === null) return;
    header.writeUInt32LE(end, place);
    parts.push(part);
    end += part.length;
  };
  append(places.systemList, writeList(systemList));
  append(places.accessList, writeList(accessList));
  append(places.owner, owner);
  append(places.group, group);
  return Buffer.concat(parts);
}

/** @returns null where there is none, undefined where it is damaged */
function readIdentifier(bytes: Buffer, at: number): Buffer | null | undefined {
  if (at === 0) return null;
  const count = bytes[at + 1];
  if (count === undefined) return undefined;
  const end = at + 8 + 4 * count;
  return end > bytes.length ? undefined : Buffer.from(bytes.subarray(at, end));
}

/** [MS-DTYP] 2.4.5. What may follow the last entry is unused space, and is not kept. */
function readList(bytes: Buffer, at: number): AccessList | null {
  if (at === 0) return { kind: 'open' };
  if (at + listHeaderLength > bytes.length) return null;
  const end = at + bytes.readUInt16LE(at + 2);
  const count = bytes.readUInt16LE(at + 4);
  if (end > bytes.length) return null;
  const entries: Buffer[] = [];
  let start = at + listHeaderLength;
  for (let index = 0; index < count; index += 1) {
    if (start + entryHeaderLength > end) return null;
    const length = bytes.readUInt16LE(start + 2);
    if (length < entryHeaderLength || start + length > end) return null;
    entries.push(Buffer.from(bytes.subarray(start, start + length)));
    start += length;
  }
  return { kind: 'entries', revision: bytes.readUInt8(at), entries };
}

function writeList(list: AccessList): Buffer | null {
  if (list.kind !== 'entries') return null;
  const body = Buffer.concat(list.entries);
  const header = Buffer.alloc(listHeaderLength);
  header.writeUInt8(list.revision, 0);
  header.writeUInt16LE(listHeaderLength + body.length, 2);
  header.writeUInt16LE(list.entries.length, 4);
  return Buffer.concat([header, body]);
}
