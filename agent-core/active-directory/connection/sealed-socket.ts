/** A connection on which every byte is sealed by Kerberos: an LDAP client on top sees a connection like any other (RFC 4422, 3.7). */
import { Socket } from 'node:net';
import type { SecurityContext } from '../security-provider/security-provider.ts';
import { longestMessageTaken } from './sasl-bind.ts';

const headerLength = 4;
/** What sealing adds at most; with AES it is 60 bytes and some. */
const sealOverhead = 512;
const longestPiece = 64 * 1024;

interface WrittenChunk {
  readonly chunk: Buffer | string;
  readonly encoding: BufferEncoding;
}

export class SealedSocket extends Socket {
  readonly #below: Socket;
  readonly #context: SecurityContext;
  readonly #pieceLength: number;
  #received = Buffer.alloc(0);

  /** Owns both from now on. @param longestMessage what the server takes at most */
  constructor(below: Socket, context: SecurityContext, longestMessage: number) {
    super();
    this.#below = below;
    this.#context = context;
    this.#pieceLength = Math.max(1, Math.min(longestMessage, longestPiece) - sealOverhead);
    below.on('data', (chunk) => this.#take(chunk));
    below.on('error', (error) => this.destroy(error));
    below.on('end', () => this.push(null));
    below.on('close', () => this.destroy());
    below.resume();
  }

  override _read(): void {
    this.#below.resume();
  }

  /** A net.Socket takes text as it is. */
  override _write(chunk: Buffer | string, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this._writev([{ chunk, encoding }], done);
  }

  override _writev(chunks: readonly WrittenChunk[], done: (error?: Error | null) => void): void {
    const bytes = chunks.map(({ chunk, encoding }) => (Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk, encoding)));
    this.#below.write(this.#seal(Buffer.concat(bytes)), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#below.end(() => done());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#below.destroy();
    this.#context.release();
    done(error);
    // A net.Socket says this by itself only when it has a handle of its own.
    process.nextTick(() => this.emit('close', error !== null));
  }

  #seal(data: Buffer): Buffer {
    const frames: Buffer[] = [];
    for (let start = 0; start < data.length; start += this.#pieceLength) {
      const sealed = this.#context.wrap(data.subarray(start, start + this.#pieceLength), true);
      const header = Buffer.alloc(headerLength);
      header.writeUInt32BE(sealed.length);
      frames.push(header, sealed);
    }
    return Buffer.concat(frames);
  }

  #take(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    try {
      for (let frame = this.#nextFrame(); frame !== null; frame = this.#nextFrame()) {
        if (!this.push(this.#context.unwrap(frame, true))) this.#below.pause();
      }
    } catch (error) {
      this.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #nextFrame(): Buffer | null {
    if (this.#received.length < headerLength) return null;
    const length = this.#received.readUInt32BE(0);
    if (length > longestMessageTaken) throw new Error('a sealed message is longer than agreed');
    const end = headerLength + length;
    if (this.#received.length < end) return null;
    const frame = this.#received.subarray(headerLength, end);
    this.#received = this.#received.subarray(end);
    return frame;
  }
}
