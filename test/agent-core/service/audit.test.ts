import { expect, test } from 'vitest';
import { createAudit } from '../../../agent-core/service/audit.ts';
import { startRun } from '../../../agent-core/service/requests/run-start.ts';
import { changeSchedule } from '../../../agent-core/service/requests/schedule-change.ts';
import { saveSettings } from '../../../agent-core/service/requests/settings-save.ts';
import { applySetup } from '../../../agent-core/service/requests/setup-apply.ts';
import { removeSetup } from '../../../agent-core/service/requests/setup-remove.ts';
import type { Caller } from '../../../agent-core/service/responder.ts';
import { configuredParts } from '../../builders/agent-parts.ts';
import { limits } from '../../builders/guard-settings.ts';
import { settings } from '../../builders/settings.ts';

const { signal } = new AbortController();
const caller: Caller = { door: 'control', program: 'console 1.2.3' };

test('whatever a person does to the agent leaves an entry that says who and what', async () => {
  const parts = configuredParts();
  const tight = settings({ guard: limits({ disables: { count: 3, percent: 10 } }) });
  await saveSettings(parts)({ baseRevision: 1, settings: tight }, signal, caller);
  await changeSchedule(parts, true)({}, signal, caller);
  await changeSchedule(parts, true)({}, signal, caller);
  await changeSchedule(parts, false)({}, signal, caller);
  await startRun(parts.runner, parts.audit)({}, signal, caller);
  await parts.runner.settled();
  const domainPasswords = { 'contoso.com': 'second password' };
  await applySetup(parts)({ settings: settings(), domainPasswords, mayReplace: false }, signal, caller);
  await removeSetup(parts)({ objects: 'keep' }, signal, caller);

  const { items } = parts.auditTrail.read(0, 100);
  expect(items.map(({ act }) => act)).toEqual([
    'settingsSaved',
    'paused',
    'resumed',
    'runStarted',
    'setUp',
    'settingsSaved',
    'setUpRemoved',
  ]);
  expect(new Set(items.map(({ by }) => by))).toEqual(new Set(['console 1.2.3, as administrator']));
  expect(items[0]?.detail).toContain('guard.disables.count: 50 -> 3');
  expect(items[4]?.detail).toContain('contoso.com with tenant');
  expect(items[5]?.detail).toContain('another password of');
  expect(JSON.stringify(items)).not.toContain('second password');
  expect(parts.auditTrail.verify()).toEqual({ entries: 7, broken: null });
});

test('whatever a person decides is told on, and that somebody started a run is not', async () => {
  const parts = configuredParts();
  let decided = 0;
  const audit = createAudit(parts.auditTrail, parts.clock, parts.log, () => {
    decided += 1;
  });
  audit.note('runStarted', caller, 'run 1');
  expect(decided).toBe(0);
  expect(audit.require('approved', 'Eve', 'all of it').ok).toBe(true);
  audit.note('paused', caller, 'revision 2');
  expect(decided).toBe(2);
});

test('what has happened already is not undone because the trail cannot be written; the log says so', async () => {
  const parts = configuredParts();
  parts.fillUpAudit();
  expect(await changeSchedule(parts, true)({}, signal, caller)).toMatchObject({ ok: true });
  expect(parts.log.lines.join()).toContain('the audit trail could not be written');
});
