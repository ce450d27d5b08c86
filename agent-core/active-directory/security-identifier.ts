/** The two forms of a security identifier: bytes on the wire, S-1-… for people and keys ([MS-DTYP] 2.4.2). */

/** @returns null unless the bytes are one whole identifier */
export function securityIdentifierOf(bytes: Buffer): string | null {
  const count = bytes[1] ?? 0;
  if (bytes.length < 8 || bytes.length !== 8 + 4 * count) return null;
  let text = `S-${bytes[0]}-${bytes.readUIntBE(2, 6)}`;
  for (let index = 0; index < count; index += 1) text += `-${bytes.readUInt32LE(8 + 4 * index)}`;
  return text;
}

/** @returns null unless the text is one whole identifier */
export function bytesOfSecurityIdentifier(text: string): Buffer | null {
  const parts = /^S-(\d{1,3})-(\d{1,15})((?:-\d{1,10}){0,15})$/.exec(text);
  if (parts === null) return null;
  const subAuthorities = (parts[3] ?? '').split('-').slice(1).map(Number);
  const [revision, authority] = [Number(parts[1]), Number(parts[2])];
  if (revision > 0xff || authority > 0xffff_ffff_ffff || subAuthorities.some((each) => each > 0xffff_ffff)) return null;
  const bytes = Buffer.alloc(8 + 4 * subAuthorities.length);
  bytes.writeUInt8(revision, 0);
  bytes.writeUInt8(subAuthorities.length, 1);
  bytes.writeUIntBE(authority, 2, 6);
  for (const [index, each] of subAuthorities.entries()) bytes.writeUInt32LE(each, 8 + 4 * index);
  return bytes;
}
