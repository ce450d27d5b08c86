/** An entry as it came over the wire. Values are places in what was received until somebody asks for one: most are never more than text. */
export interface ReceivedEntry {
  readonly name: string;
  readonly attributes: readonly ReceivedAttribute[];
}

export class ReceivedAttribute {
  /** As the server spells it, with its options: member;range=0-1499. */
  readonly type: string;
  readonly #bytes: Buffer;
  readonly #ends: readonly number[];

  /** @param ends where each value begins and where it ends, one after the other */
  constructor(type: string, bytes: Buffer, ends: readonly number[]) {
    this.type = type;
    this.#bytes = bytes;
    this.#ends = ends;
  }

  /** None when it was named without a value, which in DirSync means that it lost the one it had. */
  get count(): number {
    return this.#ends.length / 2;
  }

  text(index: number): string {
    return this.#bytes.toString('utf8', this.#ends[2 * index], this.#ends[2 * index + 1]);
  }

  /** A part of what was received: to be decoded, not to be kept. */
  bytes(index: number): Buffer {
    return this.#bytes.subarray(this.#ends[2 * index], this.#ends[2 * index + 1]);
  }

  texts(): readonly string[] {
    return Array.from({ length: this.count }, (_, index) => this.text(index));
  }
}
