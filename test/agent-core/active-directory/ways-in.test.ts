import { expect, test } from 'vitest';
import { mayAnotherWayDo, waysIn } from '../../../agent-core/active-directory/ways-in.ts';

const inWords = (...asked: Parameters<typeof waysIn>) =>
  waysIn(...asked).map(({ security, port }) => `${security} ${port}`);

test('R20: automatic is sealed by Kerberos first, then TLS, never without protection', () => {
  expect(inWords('automatic', null, null)).toEqual(['integrated 389', 'ldaps 636', 'starttls 389']);
});

test('R20: on a port that is named only what can be there is tried', () => {
  expect(inWords('automatic', 636, null)).toEqual(['ldaps 636']);
  expect(inWords('automatic', 389, null)).toEqual(['integrated 389', 'starttls 389']);
  expect(inWords('automatic', 10_389, null)).toEqual(['integrated 10389', 'ldaps 10389', 'starttls 10389']);
});

test('R20: what worked the last time goes first, so that nobody waits every two minutes for what does not', () => {
  expect(inWords('automatic', null, 'starttls')).toEqual(['starttls 389', 'integrated 389', 'ldaps 636']);
});

test.each([
  ['ldaps', 'ldaps 636'],
  ['starttls', 'starttls 389'],
  ['integrated', 'integrated 389'],
] as const)('R20: who says %s gets that and nothing else', (security, way) => {
  expect(inWords(security, null, 'ldaps')).toEqual([way]);
});

test('a refused password is not tried in another way, which would lock the account', () => {
  for (const code of ['wrong-credentials', 'account-locked', 'account-refused', 'password-expired'])
    expect(mayAnotherWayDo(`directory.${code}`)).toBe(false);
  for (const code of ['no-ticket', 'no-kerberos', 'untrusted-certificate', 'clock-skew'])
    expect(mayAnotherWayDo(`directory.${code}`)).toBe(true);
});
