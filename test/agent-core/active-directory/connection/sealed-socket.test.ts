import { once } from 'node:events';
import { createServer, Socket } from 'node:net';
import { expect, test } from 'vitest';
import { SealedSocket } from '../../../../agent-core/active-directory/connection/sealed-socket.ts';
import type { SecurityContext } from '../../../../agent-core/active-directory/security-provider/security-provider.ts';

const sealMark = 0xa5;
const flip = (data: Buffer) => Buffer.from(data.map((byte) => byte ^ sealMark));

/** Seals by flipping bits, with a mark in front that proves it; says whether it was let go. */
function flippingContext() {
  const released = { count: 0 };
  const context: SecurityContext = {
    step: () => Promise.reject(new Error('the sign-in is over')),
    wrap: (data, isSealed) => {
      if (!isSealed) throw new Error('not sealed');
      return Buffer.concat([Buffer.from([sealMark]), flip(data)]);
    },
    unwrap: (token, isSealed) => {
      if (!isSealed || token[0] !== sealMark) throw new Error('what came was not sealed');
      return flip(token.subarray(1));
    },
    release: () => {
      released.count += 1;
    },
  };
  return { context, released };
}

/** Both ends of a connection. */
async function connectionPair(): Promise<readonly [Socket, Socket]> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const client = new Socket().connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
  const [accepted] = await once(server, 'connection');
  server.close();
  if (!(accepted instanceof Socket)) throw new Error('no connection came');
  return [client, accepted];
}

const frame = (content: Buffer) => {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(content.length);
  return Buffer.concat([header, content]);
};
const sealedFrame = (text: string) => frame(Buffer.concat([Buffer.from([sealMark]), flip(Buffer.from(text))]));

async function sealedPair(longestMessage = 65_536) {
  const [below, server] = await connectionPair();
  const { context, released } = flippingContext();
  return { sealed: new SealedSocket(below, context, longestMessage), server, released };
}

test('what is written goes out sealed, in pieces no longer than the server takes', async () => {
  const { sealed, server } = await sealedPair(1_024);
  const received: Buffer[] = [];
  server.on('data', (chunk) => received.push(chunk));
  const text = 'everybody '.repeat(200);
  sealed.end(text);
  await once(server, 'end');
  let left = Buffer.concat(received);
  const pieces: Buffer[] = [];
  while (left.length > 0) {
    const end = 4 + left.readUInt32BE(0);
    pieces.push(left.subarray(4, end));
    left = left.subarray(end);
  }
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.every((piece) => piece.length <= 1_024 && piece[0] === sealMark)).toBe(true);
  expect(pieces.map((piece) => flip(piece.subarray(1)).toString()).join('')).toBe(text);
  server.destroy();
});

test('what comes is unsealed, however the network cut it', async () => {
  const { sealed, server } = await sealedPair();
  const bytes = Buffer.concat([sealedFrame('first'), sealedFrame('second')]);
  const received: string[] = [];
  sealed.on('data', (chunk) => received.push(String(chunk)));
  for (const byte of bytes) {
    server.write(Buffer.from([byte]));
    await new Promise((resolve) => setImmediate(resolve));
  }
  server.end();
  await once(sealed, 'end');
  expect(received.join(' ')).toBe('first second');
  sealed.destroy();
});

test.each([
  ['R20: is not sealed', frame(Buffer.from('in the clear'))],
  ['is longer than agreed', Buffer.from([0x7f, 0xff, 0xff, 0xff])],
])('what %s ends the connection, and nothing of it is passed on', async (_what, bytes) => {
  const { sealed, server, released } = await sealedPair();
  const received: unknown[] = [];
  sealed.on('data', (chunk) => received.push(chunk));
  const errors: unknown[] = [];
  sealed.on('error', (error) => errors.push(error));
  server.write(bytes);
  await new Promise((resolve) => sealed.once('close', resolve));
  expect(errors).toHaveLength(1);
  expect(received).toEqual([]);
  expect(released.count).toBe(1);
  server.destroy();
});

test('when either end goes, so does the other, and the context is let go', async () => {
  const { sealed, server, released } = await sealedPair();
  sealed.resume();
  const closed = once(sealed, 'close');
  server.destroy();
  await closed;
  expect(released.count).toBe(1);

  const other = await sealedPair();
  const gone = once(other.server, 'close');
  other.server.resume();
  other.sealed.destroy();
  await gone;
  expect(other.released.count).toBe(1);
});
