/**
 * The names of attributes, each made into text once: the entries of a search name the same ones in the same order, and making text and
 * looking it up is most of what decoding costs.
 */
export class TypeNames {
  readonly #known: { readonly text: string; readonly bytes: Buffer }[] = [];
  /** Where the next name is expected. */
  #next = 0;

  textOf(message: Buffer, start: number, end: number): string {
    for (let tried = 0; tried < this.#known.length; tried += 1) {
      const at = (this.#next + tried) % this.#known.length;
      const known = this.#known[at];
      if (known === undefined || !isSame(known.bytes, message, start, end)) continue;
      this.#next = at + 1;
      return known.text;
    }
    const bytes = Buffer.from(message.subarray(start, end));
    const text = bytes.toString('utf8');
    // Ranged names are as many as there are ranges; more than this are no names that come again.
    if (this.#known.length < mostNames) this.#known.push({ text, bytes });
    return text;
  }
}

const mostNames = 100;

function isSame(known: Buffer, message: Buffer, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let index = 0; index < known.length; index += 1) if (known[index] !== message[start + index]) return false;
  return true;
}
