import { expect, test } from 'vitest';
import { judgeRootKeys } from '../../../../agent-core/active-directory/managed-accounts/check-root-key.ts';

const hour = 3_600_000;
const now = Date.parse('2026-03-02T08:00:00Z');
const fileTime = (ms: number) => (BigInt(ms) + 11_644_473_600_000n) * 10_000n;

test.each([
  ['there is none', [], 'account.no-root-key'],
  ['it takes effect now', [0], 'account.root-key-too-new'],
  ['it took effect less than ten hours ago', [-9.99 * hour], 'account.root-key-too-new'],
  ['it took effect ten hours ago', [-10 * hour], null],
  ['an older one may be used', [0, -1000 * hour], null],
] as const)('R36: a managed account needs a KDS root key: %s', (_when, startTimes, code) => {
  const times = startTimes.map((at) => fileTime(now + at));
  expect(judgeRootKeys(times, now, 'CN=Master Root Keys')?.code ?? null).toBe(code);
});

test('R36: the remedies say the very command, and from when on a new key can be used', () => {
  expect(judgeRootKeys([], now, 'CN=Master Root Keys')?.remedy).toContain('"Add-KdsRootKey -EffectiveImmediately"');
  expect(judgeRootKeys([fileTime(now)], now, '')?.detail).toContain('2026-03-02T18:00:00.000Z');
});
