import { expect, test } from 'vitest';
import { renewAfter } from '../../../agent-core/service/certificate-life.ts';

test('a certificate is replaced at two thirds of its life', () => {
  const life = { notBefore: '2026-01-01T00:00:00.000Z', notAfter: '2026-01-31T00:00:00.000Z' };
  expect(renewAfter(life)).toBe('2026-01-21T00:00:00.000Z');
});
