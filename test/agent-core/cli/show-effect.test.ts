import { expect, test } from 'vitest';
import { settingsSetCommand } from '../../../agent-core/cli/commands/settings-set.ts';
import { succeed } from '../../../agent-core/contract/result.ts';
import type { ReportEntry } from '../../../agent-core/contract/run-report.ts';
import { readDecisions } from '../../../agent-core/service/requests/approvals-read.ts';
import { getSettings } from '../../../agent-core/service/requests/settings-get.ts';
import { saveSettings } from '../../../agent-core/service/requests/settings-save.ts';
import { configuredParts } from '../../builders/agent-parts.ts';
import { changeFor } from '../../builders/changes.ts';
import { runCommandLine } from '../../builders/command-context.ts';
import { changeEntry, entriesOf } from '../../builders/effect-entries.ts';
import { runReport } from '../../builders/run-report.ts';
import { openStubAgent } from '../../builders/stub-agent.ts';

test('R12: it is said of how many changes the approval would be over by other settings, and that it is', async () => {
  const parts = configuredParts();
  parts.approvals.decide(
    ['deletes', 'scopeShrink'].map((kind) => ({
      ...{ verdict: 'approved', kind, digest: changeFor('ada', 'delete').digest, by: 'Ada' },
      ...{ at: parts.clock.now(), expiresAt: '2026-04-01T00:00:00.000Z' },
    })),
  );
  let newest = runReport();
  const { dataDir } = await openStubAgent({
    'settings.get': getSettings(parts.settingsStore),
    'settings.save': saveSettings(parts),
    'approvals.decisions': readDecisions(parts),
    'plan.create': ({ settings }) => {
      newest = runReport({ counts: { ...runReport().counts, leftScope: settings?.removals === undefined ? 2 : 12 } });
      return succeed(newest);
    },
    'plan.entries': () => succeed({ items: entriesOf(newest), next: null }),
  });
  const set = (...options: readonly string[]) =>
    runCommandLine(dataDir, settingsSetCommand, 'removals.onLeavingScope=keep', ...options).ended;
  const shown = await set();
  expect(shown).toMatchObject({ value: { isFailure: true, json: { saved: false, approved: 1 } } });
  expect(shown.ok ? shown.value.text : '').toContain(
    'The approval of 1 change that no run has made yet would be over.\n',
  );
  expect(parts.approvals.decisions(parts.clock.now())).toHaveLength(2);
  const saved = await set('--yes');
  expect(saved).toMatchObject({ value: { json: { approvalsEnded: 1 } } });
  expect(saved.ok ? saved.value.text : '').toContain(
    'Saved as revision 2.\nThe approval of 1 change that no run had made yet is over, since it was given under other settings',
  );
  expect(parts.approvals.decisions(parts.clock.now())).toEqual([]);
});

test('R12: of whoever is held by a rejection the other removal is shown, and that the rejection would be over', async () => {
  const parts = configuredParts();
  const decideAbout = (name: string) =>
    parts.approvals.decide([
      {
        ...{ verdict: 'rejected', kind: 'deletes', digest: changeFor(name, 'delete').digest, by: 'Ada' },
        ...{ at: parts.clock.now(), expiresAt: null, what: `delete user ${name}` },
      },
    ]);
  for (const name of ['ingrid', 'joan', 'long gone']) decideAbout(name);
  let newest: readonly ReportEntry[] = [];
  const { counts } = runReport();
  const { dataDir } = await openStubAgent({
    'settings.get': getSettings(parts.settingsStore),
    'settings.save': saveSettings(parts),
    'approvals.decisions': readDecisions(parts),
    'plan.create': ({ settings }) => {
      const isOther = settings?.removals?.onLeavingScope === 'disable';
      newest = [changeEntry('ingrid', isOther ? 'disable' : 'delete'), changeEntry('joan', 'delete')];
      const planned = isOther ? { disable: 1, delete: 1 } : { delete: 2 };
      return succeed(runReport({ counts: { ...counts, planned: { ...counts.planned, ...planned } } }));
    },
    'plan.entries': () => succeed({ items: newest, next: null }),
  });
  const shown = await runCommandLine(dataDir, settingsSetCommand, 'removals.onLeavingScope=disable').ended;
  expect(shown).toMatchObject({
    value: { isFailure: true, json: { saved: false, leaving: 2, anyway: 1, approved: 0, rejected: 1 } },
  });
  const text = shown.ok ? shown.value.text : '';
  expect(text).toContain(
    'The rejection of 1 change would be over, since something else would be due: delete user ingrid.\n',
  );
  expect(text).toContain('1 object is concerned, besides 1 that leave anyway or wait');
  expect(parts.settingsStore.read()?.revision).toBe(1);
});
