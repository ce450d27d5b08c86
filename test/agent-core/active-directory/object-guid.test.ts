import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOfObjectGuid, objectGuidOf } from '../../../agent-core/active-directory/object-guid.ts';

test('the first three groups are turned around, the others are not', () => {
  const bytes = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
  expect(objectGuidOf(bytes)).toBe('33221100-5544-7766-8899-aabbccddeeff');
  expect(bytes.toString('hex')).toBe('00112233445566778899aabbccddeeff');
});

test('any 16 bytes make a GUID, and different bytes make different ones', () => {
  const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(sixteen, sixteen, (left, right) => {
      const isSame = Buffer.from(left).equals(Buffer.from(right));
      expect(objectGuidOf(Buffer.from(left)) === objectGuidOf(Buffer.from(right))).toBe(isSame);
    }),
  );
});

test.each([0, 15, 17])('%i bytes make none', (length) => {
  expect(objectGuidOf(Buffer.alloc(length))).toBeNull();
});

test('there and back again', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const objectGuid = objectGuidOf(Buffer.from(bytes));
      expect(objectGuid === null ? null : [...bytesOfObjectGuid(objectGuid)]).toEqual([...bytes]);
    }),
  );
});
