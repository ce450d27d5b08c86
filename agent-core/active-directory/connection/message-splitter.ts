/** Cuts what arrives on a connection into whole LDAP messages, however the network cut it. A long message costs one copy, not many. */
import { messageLength } from './message-length.ts';

export class MessageSplitter {
  #chunks: Buffer[] = [];
  #pendingBytes = 0;
  /** With fewer bytes than this no further message is complete. */
  #wantedBytes = 2;

  /** The messages that `chunk` completes. Throws when this is no LDAP. */
  push(chunk: Buffer): readonly Buffer[] {
    this.#chunks.push(chunk);
    this.#pendingBytes += chunk.length;
    if (this.#pendingBytes < this.#wantedBytes) return [];
    const pending = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    const messages: Buffer[] = [];
    let offset = 0;
    let size = sizeOf(pending, offset);
    while (size !== null && offset + size <= pending.length) {
      messages.push(pending.subarray(offset, offset + size));
      offset += size;
      size = sizeOf(pending, offset);
    }
    const rest = pending.subarray(offset);
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#pendingBytes = rest.length;
    this.#wantedBytes = size ?? rest.length + 1;
    return messages;
  }
}

function sizeOf(bytes: Buffer, offset: number): number | null {
  const size = messageLength(bytes, offset);
  if (size === Number.POSITIVE_INFINITY) throw new Error('the answer is no LDAP');
  return size;
}
