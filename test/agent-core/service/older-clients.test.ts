import { expect, test } from 'vitest';
import { z } from 'zod';
import type { AgentState } from '../../../agent-core/contract/agent-state.ts';
import { protocolVersion } from '../../../agent-core/contract/control-api.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { ReportEntry } from '../../../agent-core/contract/run-report.ts';
import { translateReply, translateState } from '../../../agent-core/service/older-clients.ts';
import { changeCounts } from '../../builders/change-counts.ts';
import { changeFor } from '../../builders/changes.ts';
import { runIdFor, tenantIdFor } from '../../builders/identifiers.ts';
import { countsByType } from '../../builders/run-counts.ts';
import { runReport } from '../../builders/run-report.ts';

const attributes = z.array(z.object({ name: z.string(), before: z.unknown(), after: z.unknown() }));
const shared = { userPrincipalName: z.string(), attributes };
/** The kinds of change that a client of protocol 2 can read, frozen as they were shipped. */
const protocolTwoChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('create'), ...shared }),
  z.object({ kind: z.literal('update'), tenantObjectId: z.string(), ...shared }),
  z.object({ kind: z.literal('disable'), tenantObjectId: z.string(), ...shared }),
  z.object({ kind: z.literal('enable'), tenantObjectId: z.string(), ...shared }),
]);
const protocolTwoPage = z.object({
  items: z.array(z.object({ outcome: z.object({ kind: z.string(), change: protocolTwoChange }) })),
  next: z.int().nullable(),
});
const protocolTwoReport = z.object({
  counts: z.object({ planned: z.object({ update: z.int() }) }),
  settled: z.array(z.object({ change: protocolTwoChange })),
});

const title = { name: 'jobTitle', before: null, after: 'Engineer' };
const restored = { name: 'deleted', before: true, after: false };
const changes = [
  changeFor('ada', 'disable'),
  changeFor('bob', 'delete'),
  changeFor('cyd', 'restore', [title]),
  { ...changeFor('dan', 'update'), userPrincipalName: null },
] as const;
const items: readonly ReportEntry[] = changes.map((change) => ({
  kind: 'outcome',
  outcome: { kind: 'applied', change, tenantObjectId: tenantIdFor('x') },
}));
const report = runReport({
  counts: { ...runReport().counts, planned: changeCounts({ update: 1, delete: 2, restore: 3 }) },
  settled: [{ runId: runIdFor(1), change: changeFor('bob', 'delete'), fate: 'made' }],
});
const state: AgentState = {
  version: '1.2.3',
  startedAt: '2026-03-02T08:00:00.000Z',
  activity: { kind: 'unconfigured' },
  lastRun: report,
  schedule: { isPaused: false, nextRunAt: null, intervalSeconds: 120 },
  problems: [],
};

test.each(['run.entries', 'plan.entries'])(
  '%s tells a client of protocol 2 of what it does not know as an update',
  (name) => {
    const page = protocolTwoPage.parse(translateReply(name, { items, next: 4 }, 2));
    expect(page.next).toBe(4);
    expect(page.items.map(({ outcome }) => outcome.change)).toMatchObject([
      { kind: 'disable' },
      { kind: 'update', attributes: [{ name: 'deleted', before: false, after: true }] },
      { kind: 'update', attributes: [restored, title] },
      { kind: 'update', userPrincipalName: '' },
    ]);
  },
);

test.each(['run.wait', 'plan.create'])('%s counts for it as updates what it cannot count', (name) => {
  const translated = protocolTwoReport.parse(translateReply(name, report, 2));
  expect(translated.counts.planned.update).toBe(6);
  expect(translated.settled).toMatchObject([{ change: { kind: 'update' } }]);
});

test('the state it is told holds a report it can read, or none', () => {
  for (const told of [translateReply('state.read', state, 2), translateState(state, 2)]) {
    expect(z.object({ lastRun: protocolTwoReport }).parse(told)).toMatchObject({ lastRun: { settled: [{}] } });
  }
  expect(translateState({ ...state, lastRun: null }, 2)).toMatchObject({ lastRun: null });
});

test('a client of this version is told as it is, and other replies are left alone', () => {
  const reply = { items, next: null };
  expect(translateReply('run.entries', reply, protocolVersion)).toBe(reply);
  expect(translateState(state, protocolVersion)).toBe(state);
  expect(translateReply('settings.get', reply, 2)).toBe(reply);
});

test('what waits after a failure is told to it as failed', () => {
  const change = changeFor('ada', 'update');
  const waiting: ReportEntry = {
    kind: 'outcome',
    outcome: { kind: 'waiting', change, problem: problem('tenant.conflict', 'ada'), nextAttemptAt: null },
  };
  expect(translateReply('run.entries', { items: [waiting], next: null }, 2)).toMatchObject({
    items: [{ outcome: { kind: 'failed', problem: { code: 'tenant.conflict' } } }],
  });
});

test('it counts as out of scope the users alone, which it takes from the users that were read', () => {
  const counts = countsByType({ user: { outOfScope: 2 }, group: { outOfScope: 3 } });
  expect(counts.outOfScope).toBe(5);
  expect(translateState({ ...state, lastRun: runReport({ counts }) }, 2)).toMatchObject({
    lastRun: { counts: { outOfScope: 2 } },
  });
});

test('a check of rights is one of the directory to a client of protocol 2', () => {
  const check = (name: string) => ({ name, result: 'good', detail: 'so', problem: null });
  const reply = { checks: [check('directory'), check('rights')] };
  expect(translateReply('agent.repair', reply, 2)).toEqual({ checks: [check('directory'), check('directory')] });
  expect(translateReply('agent.repair', reply, protocolVersion)).toEqual(reply);
});
