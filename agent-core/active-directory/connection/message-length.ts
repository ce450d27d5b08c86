/** How long the message is that begins here: header and content of its outermost element (X.690, 8.1.3). */

/** @returns null while the header has not arrived in full, and infinity for a length that LDAP does not use: more than four octets, or none */
export function messageLength(bytes: Buffer, offset = 0): number | null {
  const first = bytes[offset + 1];
  if (first === undefined) return null;
  if (first < 0x80) return 2 + first;
  const count = first & 0x7f;
  if (count === 0 || count > 4) return Number.POSITIVE_INFINITY;
  return bytes.length < offset + 2 + count ? null : 2 + count + bytes.readUIntBE(offset + 2, count);
}
