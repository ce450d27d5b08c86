/** Walks through BER (X.690) as LDAP uses it (RFC 4511, 5.1): tags of one octet, definite lengths. Copies nothing; throws on anything else. */
export class BerCursor {
  readonly #bytes: Buffer;
  offset: number;

  constructor(bytes: Buffer, offset = 0) {
    this.#bytes = bytes;
    this.offset = offset;
  }

  get isAtEnd(): boolean {
    return this.offset >= this.#bytes.length;
  }

  /** The tag of the element that begins here. */
  peek(): number {
    return this.#bytes[this.offset] ?? 0;
  }

  /** Goes into an element. @returns where it ends */
  enter(tag: number): number {
    const bytes = this.#bytes;
    if (bytes[this.offset] !== tag) throw new Error(`the answer has another part where ${tag} belongs`);
    const first = bytes[this.offset + 1] ?? 0;
    let length = first;
    this.offset += 2;
    if (first >= 0x80) {
      const count = first & 0x7f;
      if (count === 0 || count > 4 || this.offset + count > bytes.length) throw new Error('the answer has no length');
      length = bytes.readUIntBE(this.offset, count);
      this.offset += count;
    }
    const end = this.offset + length;
    if (end > bytes.length) throw new Error('a part of the answer is longer than the answer');
    return end;
  }

  bytes(tag: number): Buffer {
    const end = this.enter(tag);
    const value = this.#bytes.subarray(this.offset, end);
    this.offset = end;
    return value;
  }

  text(tag: number): string {
    const end = this.enter(tag);
    const value = this.#bytes.toString('utf8', this.offset, end);
    this.offset = end;
    return value;
  }

  integer(tag: number): number {
    const value = this.bytes(tag);
    if (value.length === 0 || value.length > 6) throw new Error('a number in the answer is too long');
    return value.readIntBE(0, value.length);
  }

  skip(): void {
    this.offset = this.enter(this.peek());
  }
}

export const berTag = {
  boolean: 0x01,
  integer: 0x02,
  octetString: 0x04,
  enumerated: 0x0a,
  sequence: 0x30,
  set: 0x31,
} as const;
