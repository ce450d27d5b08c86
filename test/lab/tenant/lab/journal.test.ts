/** The journal stays bounded and says so. */
import { expect, test } from 'vitest';
import type { TenantRequest } from '../http/exchange.ts';
import { createJournal } from './journal.ts';

const request = (values: Partial<TenantRequest> = {}): TenantRequest => ({
  method: 'GET',
  path: '/v1.0/users',
  segments: ['v1.0', 'users'],
  query: new URLSearchParams(),
  headers: {},
  body: '',
  origin: 'https://localhost:8443',
  isFromThisMachine: true,
  requestId: 'request',
  clientRequestId: 'client-request',
  receivedAt: new Date('2026-01-01T00:00:00Z'),
  ...values,
});

const exchange = (values: Partial<TenantRequest> = {}) => ({
  door: 'graph' as const,
  isInBatch: false,
  request: request(values),
  delivery: { kind: 'silence' as const },
  outcome: undefined,
  fault: undefined,
});

test('a very long story loses its beginning, and a reader is told how much', () => {
  const journal = createJournal();
  for (let index = 0; index < 50_000; index += 1) journal.add(exchange());
  const all = journal.since(0);
  expect(all.entries.length).toBeLessThanOrEqual(22_000);
  expect(all.lastSequence).toBe(50_000);
  expect(all.missed).toBe(50_000 - all.entries.length);
  expect(journal.since(49_990)).toMatchObject({ entries: { length: 10 }, missed: 0 });
});

test('what cannot be read is not shown, and what is huge is only measured', () => {
  const journal = createJournal();
  journal.add(exchange({ body: '{"password":"half' }));
  journal.add(exchange({ body: JSON.stringify({ text: 'x'.repeat(70_000) }) }));
  journal.add(exchange({ body: '{"list":[{"newPassword":"p","passwordProfile":"plain"}]}' }));
  expect(journal.since(0).entries.map((entry) => entry.body)).toEqual([
    '[unreadable]',
    '[70011 characters]',
    { list: [{ newPassword: '[removed]', passwordProfile: '[removed]' }] },
  ]);
});
