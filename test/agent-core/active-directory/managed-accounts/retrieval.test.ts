import { expect, test } from 'vitest';
import {
  retrieversIn,
  withoutRetriever,
  withRetriever,
} from '../../../../agent-core/active-directory/managed-accounts/retrieval.ts';

const [one, other] = ['S-1-5-21-1-2-3-1104', 'S-1-5-21-1-2-3-1105'];

test('whoever may retrieve a password is added and taken away, and the others stay', () => {
  const both = withRetriever(withRetriever(null, one), other);
  expect(retrieversIn(both)).toEqual([one, other]);
  expect(retrieversIn(withoutRetriever(both, one))).toEqual([other]);
  expect(retrieversIn(withoutRetriever(both, 'S-1-5-11'))).toEqual([one, other]);
  expect(retrieversIn(null)).toEqual([]);
});

test('it has the form that New-ADServiceAccount writes: owned by the system, everything allowed', () => {
  expect(withRetriever(null, 'S-1-5-32-544').toString('hex')).toBe(
    '01000480340000000000000000000000140000000200200001000000' +
      '00001800ff010f0001020000000000052000000020020000010100000000000512000000',
  );
});

test('whoever is denied, or stands in something else than a security descriptor, may not', () => {
  const denied = Buffer.from(withRetriever(null, one));
  denied.writeUInt8(1, 28);
  expect(retrieversIn(denied)).toEqual([]);
  expect(retrieversIn(Buffer.from('nonsense'))).toEqual([]);
});
