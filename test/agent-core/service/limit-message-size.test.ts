import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limitMessageSize } from '../../../agent-core/service/limit-message-size.ts';

const maxBytes = 100;
const message = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const ordinary = message('{"id":1,"method":"ä"}');

/** What came through, and why nothing more did. */
async function pass(chunks: readonly (string | Buffer)[]): Promise<{ passed: string; refusal: string | null }> {
  const limit = limitMessageSize(maxBytes);
  const passed: Buffer[] = [];
  let refusal: string | null = null;
  limit.on('data', (chunk: Buffer) => passed.push(chunk));
  const ended = new Promise<void>((settle) => {
    limit.once('end', settle);
    limit.once('error', (error) => {
      refusal = error.message;
      settle();
    });
  });
  for (const chunk of chunks) if (!limit.destroyed) limit.write(chunk);
  if (!limit.destroyed) limit.end();
  await ended;
  return { passed: Buffer.concat(passed).toString(), refusal };
}

test.each([
  ['a second length that another reader would take', 'Content-Length: 7\r\nContent-Length:\t999999999'],
  ['two lengths', 'Content-Length: 7\r\nContent-Length: 8'],
  ['a field that no client of ours sends', 'Content-Length: 7\r\nX-Other: 1'],
  ['a length that is no number', 'Content-Length: 7e3'],
  ['a line without a name', 'Content-Length: 7\r\n7'],
])('a header with %s is refused', async (_what, header) => {
  expect(await pass([`${header}\r\n\r\n{"a":1}`])).toMatchObject({ passed: '', refusal: expect.any(String) });
});

describe('messages within the limit pass unchanged', () => {
  test('in one piece', async () => {
    expect(await pass([ordinary])).toEqual({ passed: ordinary, refusal: null });
  });

  test('split at every byte', async () => {
    const two = Buffer.from(ordinary + message('second'));
    for (let at = 1; at < two.length; at += 1) {
      const { passed, refusal } = await pass([two.subarray(0, at), two.subarray(at)]);
      expect([passed, refusal], `split at ${at}`).toEqual([two.toString(), null]);
    }
  });

  test('byte by byte', async () => {
    const bytes = [...Buffer.from(ordinary)].map((byte) => Buffer.from([byte]));
    expect(await pass(bytes)).toEqual({ passed: ordinary, refusal: null });
  });

  test('several in one chunk, also such as are empty', async () => {
    const several = message('one') + message('') + message('three');
    expect(await pass([several])).toEqual({ passed: several, refusal: null });
  });

  test('with exactly as many bytes as are allowed', async () => {
    const longest = message('x'.repeat(maxBytes));
    expect(await pass([longest])).toEqual({ passed: longest, refusal: null });
  });

  test('with another header field, and with the name in any case', async () => {
    const typed = 'CONTENT-LENGTH: 2\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{}';
    expect(await pass([typed])).toEqual({ passed: typed, refusal: null });
  });

  test('whatever they are and however they are cut', async () => {
    const bodies = fc.array(fc.string({ maxLength: 20 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(bodies, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), async (texts, sizes) => {
        const stream = Buffer.from(texts.map(message).join(''));
        const { passed, refusal } = await pass(cut(stream, sizes));
        expect([passed, refusal]).toEqual([stream.toString(), null]);
      }),
    );
  });
});

describe('a message is refused by its header', () => {
  const tooLong = `the message is longer than ${maxBytes} bytes`;

  test('before a byte of its body arrives', async () => {
    expect(await pass([`Content-Length: ${maxBytes + 1}\r\n\r\n`])).toEqual({ passed: '', refusal: tooLong });
  });

  test('also when it follows a good one, and nothing passes from then on', async () => {
    const { passed, refusal } = await pass([ordinary, `Content-Length: ${maxBytes + 1}\r\n\r\n`, ordinary]);
    expect([passed, refusal]).toEqual([ordinary, tooLong]);
  });

  test.each([
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 200\r\n\r\n{}'],
    ['two lengths, one behind a bare line feed', 'X: 1\nContent-Length: 2\r\nContent-Length: 200\r\n\r\n{}'],
    ['no length', 'Content-Type: x\r\n\r\n{}'],
    ['a negative length', 'Content-Length: -1\r\n\r\n{}'],
    ['a length that is no number', 'Content-Length: two\r\n\r\n{}'],
    ['a length in hexadecimal', 'Content-Length: 0x2\r\n\r\n{}'],
    ['a length beyond what a number can hold', `Content-Length: ${'9'.repeat(40)}\r\n\r\n{}`],
  ])('with %s', async (_what, text) => {
    expect(await pass([text])).toEqual({ passed: '', refusal: tooLong });
  });

  test('that is itself too long, ended or not, in one piece or byte by byte', async () => {
    const endless = `X: ${'x'.repeat(2000)}`;
    const bytes = [...Buffer.from(endless)].map((byte) => Buffer.from([byte]));
    for (const chunks of [[endless], [`${endless}\r\nContent-Length: 2\r\n\r\n{}`], bytes]) {
      expect((await pass(chunks)).refusal).toBe('the header is too long');
    }
  });
});

function cut(stream: Buffer, sizes: readonly number[]): readonly Buffer[] {
  const chunks: Buffer[] = [];
  let at = 0;
  for (let index = 0; at < stream.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    chunks.push(stream.subarray(at, at + size));
    at += size;
  }
  return chunks;
}
