import { describe, expect, test } from 'vitest';
import { readPingAnswer } from '../../../../agent-core/active-directory/locator/ping-answer.ts';

const label = (text: string) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);
const pointer = (offset: number) => Buffer.from([0xc0, offset]);
const end = Buffer.alloc(1);

/** As [MS-ADTS] 6.3.1.9 lays it out: the forest's name stands at 24, and later names point back to it. */
function answer({ opcode = 23, flags = 0x31fd, clientSite = label('Oslo') } = {}): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt16LE(opcode, 0);
  header.writeUInt32LE(flags, 4);
  const forest = Buffer.concat([label('contoso'), label('com'), end]);
  return Buffer.concat([
    header,
    forest,
    pointer(24),
    Buffer.concat([label('dc1'), pointer(24)]),
    Buffer.concat([label('CONTOSO'), end]),
    Buffer.concat([label('DC1'), end]),
    end,
    Buffer.concat([label('Bergen'), end]),
    Buffer.concat([clientSite, end]),
  ]);
}

describe('the answer of a controller', () => {
  test('names domain, host and both sites, also where names point back', () => {
    expect(readPingAnswer(answer())).toEqual({
      domainName: 'contoso.com',
      hostName: 'dc1.contoso.com',
      isWritable: true,
      site: 'Bergen',
      clientSite: 'Oslo',
    });
  });

  test('R20: tells a read-only controller by the flag that it lacks', () => {
    expect(readPingAnswer(answer({ flags: 0x31fd & ~0x100 }))).toMatchObject({ isWritable: false });
  });

  test('has no site of ours when none claims our network', () => {
    expect(readPingAnswer(answer({ clientSite: Buffer.alloc(0) }))).toMatchObject({ clientSite: '' });
  });
});

describe('what is no answer', () => {
  const whole = answer();
  const circle = Buffer.concat([whole.subarray(0, 24), pointer(24)]);
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['another message', answer({ opcode: 19 })],
    ['one that ends too early', whole.subarray(0, whole.length - 3)],
    ['names that point to themselves', circle],
    ['a label longer than the message', Buffer.concat([whole.subarray(0, 24), Buffer.from([63]), Buffer.from('x')])],
  ])('%s', (_what, bytes) => {
    expect(readPingAnswer(bytes)).toBeNull();
  });
});
