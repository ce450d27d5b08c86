/** Refuses a message that is too long by its header, before a byte of it is kept. JSON-RPC over a stream frames messages as HTTP does. */
import { Transform, type TransformCallback } from 'node:stream';

/** Two header fields fit easily; a peer that sends more is no client of ours. */
const maxHeaderBytes = 1024;
const headerEnd = Buffer.from('\r\n\r\n');

/** Passes bytes through unchanged. Emits an error, and passes nothing more, at the first message over `maxBytes`. */
export function limitMessageSize(maxBytes: number): Transform {
  let header = Buffer.alloc(0);
  let bodyBytesLeft = 0;
  const check = (chunk: Buffer): Error | null => {
    let rest = chunk;
    while (rest.length > 0) {
      const skipped = Math.min(bodyBytesLeft, rest.length);
      bodyBytesLeft -= skipped;
      rest = rest.subarray(skipped);
      if (rest.length === 0) break;
      const joined = Buffer.concat([header, rest]);
      const end = joined.indexOf(headerEnd);
      if (end > maxHeaderBytes || (end < 0 && joined.length > maxHeaderBytes))
        return new Error('the header is too long');
      if (end < 0) {
        header = joined;
        break;
      }
      const length = contentLengthOf(joined.subarray(0, end).toString('latin1'));
      if (length === null || length > maxBytes) return new Error(`the message is longer than ${maxBytes} bytes`);
      rest = joined.subarray(end + headerEnd.length);
      header = Buffer.alloc(0);
      bodyBytesLeft = length;
    }
    return null;
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      const refused = check(chunk);
      if (refused === null) done(null, chunk);
      else done(refused);
    },
  });
}

/**
 * Exactly one Content-Length, and besides it at most a Content-Type: a second length, or one that another reader would take for
 * none, would let that reader see another message than this one does.
 */
function contentLengthOf(header: string): number | null {
  const fields = header.split('\r\n').map((line) => {
    const colon = line.indexOf(':');
    return { name: line.slice(0, colon).toLowerCase(), value: line.slice(colon + 1).trim() };
  });
  const lengths = fields.filter(({ name }) => name === 'content-length');
  const others = fields.filter(({ name }) => name !== 'content-length' && name !== 'content-type');
  const value = lengths[0]?.value ?? '';
  return lengths.length === 1 && others.length === 0 && /^\d{1,15}$/.test(value) ? Number(value) : null;
}
