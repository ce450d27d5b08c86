import { expect, test } from 'vitest';
import { z } from 'zod';
import type { ReportEntry } from '../../../agent-core/contract/run-report.ts';
import { translateReply } from '../../../agent-core/service/older-clients.ts';
import { changeFor } from '../../builders/changes.ts';
import { tenantIdFor } from '../../builders/identifiers.ts';

/** The kinds of outcome that a client of protocol 1 can read, frozen as they were shipped. */
const protocolOneOutcome = z.object({
  kind: z.literal('outcome'),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('applied') }),
    z.object({ kind: z.literal('failed'), problem: z.object({ code: z.string(), detail: z.string() }) }),
  ]),
});

const change = changeFor('ada', 'create');
const items: readonly ReportEntry[] = [
  { kind: 'outcome', outcome: { kind: 'applied', change, tenantObjectId: tenantIdFor('ada') } },
  { kind: 'outcome', outcome: { kind: 'unknown', change, fate: null } },
  { kind: 'outcome', outcome: { kind: 'unknown', change, fate: 'made' } },
];
const pageSchema = z.object({ items: z.array(protocolOneOutcome), next: z.int().nullable() });

test('a client of protocol 1 reads of a change nobody knows about as one that failed, with what is not known', () => {
  const page = pageSchema.parse(translateReply('run.entries', { items, next: 3 }, 1));
  expect(page.next).toBe(3);
  expect(page.items.map(({ outcome }) => ('problem' in outcome ? outcome.problem : outcome.kind))).toEqual([
    'applied',
    { code: 'run.interrupted', detail: 'attempted; not known whether it was made' },
    { code: 'run.interrupted', detail: 'attempted; made' },
  ]);
});

test('a client of this version is told as it is, and other replies are left alone', () => {
  const reply = { items, next: null };
  expect(translateReply('run.entries', reply, 2)).toBe(reply);
  expect(translateReply('plan.entries', reply, 1)).toBe(reply);
});
