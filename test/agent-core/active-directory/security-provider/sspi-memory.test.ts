import { expect, test } from 'vitest';
import {
  bufferTypes,
  layOutBuffers,
  layOutChannelBindings,
  layOutIdentity,
} from '../../../../agent-core/active-directory/security-provider/sspi-memory.ts';

/** Memory in which every buffer begins at an address of its own. */
function memory() {
  const addresses = new Map<Buffer, bigint>();
  const addressOf = (bytes: Buffer) => {
    const address = addresses.get(bytes) ?? BigInt(0x1000 * (addresses.size + 1));
    addresses.set(bytes, address);
    return address;
  };
  const at = (address: bigint) => [...addresses].find(([, each]) => each === address)?.[0] ?? Buffer.alloc(0);
  return { addressOf, at };
}

test('buffers are laid out as 64-bit Windows reads them, and read back as a call left them', () => {
  const { addressOf, at } = memory();
  const stream = Buffer.from('header, then data');
  const laidOut = layOutBuffers(
    [
      { type: bufferTypes.stream, bytes: stream },
      { type: bufferTypes.data, bytes: Buffer.alloc(0) },
    ],
    addressOf,
  );
  const { description } = laidOut;
  expect([description.readUInt32LE(0), description.readUInt32LE(4)]).toEqual([0, 2]);
  const list = at(description.readBigUInt64LE(8));
  expect([list.readUInt32LE(0), list.readUInt32LE(4), list.readBigUInt64LE(8)]).toEqual([17, 10, addressOf(stream)]);
  expect([list.readUInt32LE(16), list.readUInt32LE(20), list.readBigUInt64LE(24)]).toEqual([0, 1, 0n]);
  expect(laidOut.after(1)).toEqual(Buffer.alloc(0));
  // What decryption does: the data buffer now lies within the stream.
  list.writeUInt32LE(4, 16);
  list.writeBigUInt64LE(addressOf(stream) + 13n, 24);
  expect(laidOut.after(1).toString()).toBe('data');
  list.writeBigUInt64LE(addressOf(stream) + 14n, 24);
  expect(() => laidOut.after(1)).toThrow('none was laid out');
});

test('channel bindings have no addresses, and say where the data are', () => {
  const bindings = layOutChannelBindings(Buffer.from('tls-server-end-point:x'));
  expect([...Array(8).keys()].map((index) => bindings.readUInt32LE(4 * index))).toEqual([0, 0, 0, 0, 0, 0, 22, 32]);
  expect(bindings.subarray(32).toString()).toBe('tls-server-end-point:x');
});

test('an account is laid out with its lengths in characters, and its password is wiped', () => {
  const { addressOf, at } = memory();
  const { identity, wipe } = layOutIdentity('ädmin', 'CONTOSO', 'secret', addressOf);
  const textAt = (place: number) => at(identity.readBigUInt64LE(place));
  expect([0, 16, 32].map((place) => [textAt(place).toString('utf16le'), identity.readUInt32LE(place + 8)])).toEqual([
    ['ädmin\0', 5],
    ['CONTOSO\0', 7],
    ['secret\0', 6],
  ]);
  expect(identity.readUInt32LE(48)).toBe(2);
  wipe();
  expect(textAt(32).every((byte) => byte === 0)).toBe(true);
});
