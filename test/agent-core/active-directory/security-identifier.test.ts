import { expect, test } from 'vitest';
import { securityIdentifierOf } from '../../../agent-core/active-directory/security-identifier.ts';

test.each([
  ['010500000000000515000000010000000200000003000000f4010000', 'S-1-5-21-1-2-3-500'],
  ['01020000000000052000000020020000', 'S-1-5-32-544'],
  ['01010000000000050b000000', 'S-1-5-11'],
  ['010100000000000100000000', 'S-1-1-0'],
  ['0101000000000005ffffffff', 'S-1-5-4294967295'],
])('%s is %s', (bytes, text) => {
  expect(securityIdentifierOf(Buffer.from(bytes, 'hex'))).toBe(text);
});

test.each(['', '01', '0102000000000005', '01010000000000050b00000000'])('%j is none', (bytes) => {
  expect(securityIdentifierOf(Buffer.from(bytes, 'hex'))).toBeNull();
});
