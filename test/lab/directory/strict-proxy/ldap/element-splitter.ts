/** Cuts what arrives on a connection into whole elements, however the network cut it. A long element costs one copy, not many. */
import { elementSize } from './ber.ts';

export class ElementSplitter {
  #chunks: Buffer[] = [];
  #pendingBytes = 0;
  /** With fewer bytes than this no further element is complete. */
  #wantedBytes = 2;

  /** The elements that `chunk` completes. Throws a BerError when this is no BER. */
  push(chunk: Buffer): readonly Buffer[] {
    this.#chunks.push(chunk);
    this.#pendingBytes += chunk.length;
    if (this.#pendingBytes < this.#wantedBytes) return [];

    let pending = Buffer.concat(this.#chunks);
    const elements: Buffer[] = [];
    let sizeBytes = elementSize(pending);
    while (sizeBytes !== undefined && sizeBytes <= pending.length) {
      elements.push(pending.subarray(0, sizeBytes));
      pending = pending.subarray(sizeBytes);
      sizeBytes = elementSize(pending);
    }
    this.#chunks = [pending];
    this.#pendingBytes = pending.length;
    this.#wantedBytes = sizeBytes ?? pending.length + 1;
    return elements;
  }
}
