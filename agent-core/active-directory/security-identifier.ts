/** The two forms of a security identifier: bytes on the wire, S-1-… for people and keys ([MS-DTYP] 2.4.2). */

/** @returns null unless the bytes are one whole identifier */
export function securityIdentifierOf(bytes: Buffer): string | null {
  const count = bytes[1] ?? 0;
  if (bytes.length < 8 || bytes.length !== 8 + 4 * count) return null;
  let text = `S-${bytes[0]}-${bytes.readUIntBE(2, 6)}`;
  for (let index = 0; index < count; index += 1) text += `-${bytes.readUInt32LE(8 + 4 * index)}`;
  return text;
}
