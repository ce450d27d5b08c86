import { expect, test } from 'vitest';
import { settingsSetCommand } from '../../../agent-core/cli/commands/settings-set.ts';
import { succeed } from '../../../agent-core/contract/result.ts';
import { readDecisions } from '../../../agent-core/service/requests/approvals-read.ts';
import { getSettings } from '../../../agent-core/service/requests/settings-get.ts';
import { saveSettings } from '../../../agent-core/service/requests/settings-save.ts';
import { configuredParts } from '../../builders/agent-parts.ts';
import { changeFor } from '../../builders/changes.ts';
import { runCommandLine } from '../../builders/command-context.ts';
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
  const { dataDir } = await openStubAgent({
    'settings.get': getSettings(parts.settingsStore),
    'settings.save': saveSettings(parts),
    'approvals.decisions': readDecisions(parts),
    'plan.create': ({ settings }) =>
      succeed(runReport({ counts: { ...runReport().counts, leftScope: settings?.removals === undefined ? 2 : 12 } })),
    'plan.entries': () => succeed({ items: [], next: null }),
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
