/** Just as much BER (X.690) as LDAP uses (RFC 4511, section 5.1): tags of one byte, definite lengths. Reading copies nothing. */

export type BerElement = {
  readonly tag: number;
  readonly content: Buffer;
  /** The whole element: tag, length and content. */
  readonly bytes: Buffer;
};

export const berTag = { boolean: 0x01, integer: 0x02, octetString: 0x04, enumerated: 0x0a, sequence: 0x30, set: 0x31 };

export class BerError extends Error {
  override readonly name = 'BerError';
}

/** The first element in `bytes`. What follows it is not looked at. */
export function readElement(bytes: Buffer): BerElement {
  const sizeBytes = elementSize(bytes);
  if (sizeBytes === undefined || sizeBytes > bytes.length) throw new BerError('An element ends in the middle.');
  const headerBytes = headerSize(bytes);
  return {
    tag: bytes[0] ?? 0,
    content: bytes.subarray(headerBytes, sizeBytes),
    bytes: bytes.subarray(0, sizeBytes),
  };
}

/** The elements that fill `bytes` from end to end. */
export function readElements(bytes: Buffer): readonly BerElement[] {
  const elements: BerElement[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const element = readElement(bytes.subarray(offset));
    elements.push(element);
    offset += element.bytes.length;
  }
  return elements;
}

/** How long the element is that begins here; undefined while its length has not arrived. */
export function elementSize(bytes: Buffer): number | undefined {
  const lengthByte = bytes[1];
  if (lengthByte === undefined) return undefined;
  if (lengthByte < 0x80) return 2 + lengthByte;
  const lengthBytes = lengthByte & 0x7f;
  if (lengthBytes === 0 || lengthBytes > 4) throw new BerError('An element has no length that LDAP allows.');
  if (bytes.length < 2 + lengthBytes) return undefined;
  return 2 + lengthBytes + bytes.readUIntBE(2, lengthBytes);
}

function headerSize(bytes: Buffer): number {
  const lengthByte = bytes[1] ?? 0;
  return lengthByte < 0x80 ? 2 : 2 + (lengthByte & 0x7f);
}

export function writeElement(tag: number, ...contents: readonly Buffer[]): Buffer {
  const contentBytes = contents.reduce((sum, content) => sum + content.length, 0);
  return Buffer.concat([writeHeader(tag, contentBytes), ...contents]);
}

function writeHeader(tag: number, contentBytes: number): Buffer {
  if (contentBytes < 0x80) return Buffer.from([tag, contentBytes]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(contentBytes);
  const significant = length.subarray(length.findIndex((byte) => byte !== 0));
  return Buffer.concat([Buffer.from([tag, 0x80 | significant.length]), significant]);
}

/** Integers of up to 48 bits, which is more than LDAP has. */
export function readInteger({ content }: BerElement): number {
  if (content.length === 0 || content.length > 6) throw new BerError('A number is too long.');
  return content.readIntBE(0, content.length);
}

export function writeInteger(value: number, tag = berTag.integer): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeIntBE(value, 0, 6);
  // The shortest form: as long as nine bits say the same as eight, the first byte says nothing.
  let start = 0;
  while (start < 5 && bytes.readIntBE(start + 1, 5 - start) === value) start += 1;
  return writeElement(tag, bytes.subarray(start));
}

export function writeText(text: string | Buffer, tag = berTag.octetString): Buffer {
  return writeElement(tag, Buffer.from(text));
}
