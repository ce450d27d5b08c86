/**
 * Cuts a file where its content says so, not at every so many bytes: what is inserted moves the cuts behind it along, so that most blocks of the
 * next version are blocks of this one. A cut is where the gear hash of the last bytes has enough zeros (Xia et al., "FastCDC", USENIX
 * ATC 2016, section 3). Whoever makes a feed and whoever fetches by it must cut alike: the numbers here are part of the feed's format.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

const minBytes = 16 * 1024;
const maxBytes = 256 * 1024;
/** On average, 64 KiB after the least. The upper bits: they depend on the most bytes. */
const cutMask = 0xffff0000;

export interface Block {
  readonly offset: number;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Never more of the file in memory than a block and what was read of it. Throws what the disk refuses. */
export async function splitIntoBlocks(path: string): Promise<readonly Block[]> {
  const blocks: Block[] = [];
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  const cut = (sizeBytes: number) => {
    const sha256 = createHash('sha256').update(rest.subarray(0, sizeBytes)).digest('hex');
    blocks.push({ offset, sizeBytes, sha256 });
    offset += sizeBytes;
    rest = rest.subarray(sizeBytes);
  };
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    if (!(piece instanceof Buffer)) throw new TypeError('a file is bytes');
    rest = Buffer.concat([rest, piece]);
    while (rest.length >= maxBytes) cut(nextCut(rest));
  }
  while (rest.length > 0) cut(nextCut(rest));
  return blocks;
}

function nextCut(bytes: Buffer): number {
  const end = Math.min(bytes.length, maxBytes);
  let hash = 0;
  for (let index = minBytes; index < end; index += 1) {
    hash = ((hash << 1) + (gear[bytes[index] ?? 0] ?? 0)) | 0;
    if ((hash & cutMask) === 0) return index + 1;
  }
  return end;
}

/** A number for each byte, as if by chance and always the same. */
const gear: Int32Array = new Int32Array(
  Array.from({ length: 256 }, (_, byte) => createHash('sha256').update(Uint8Array.of(byte)).digest().readInt32BE(0)),
);
