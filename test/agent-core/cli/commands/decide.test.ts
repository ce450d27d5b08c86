import { describe, expect, test } from 'vitest';
import { approveCommand } from '../../../../agent-core/cli/commands/decide.ts';
import { type HeldChange, heldChangeSchema } from '../../../../agent-core/contract/approval-requests.ts';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { succeed } from '../../../../agent-core/contract/result.ts';
import { digestFinding } from '../../../../agent-core/sync/guard/finding-digest.ts';
import { changeFor, namesFor } from '../../../builders/changes.ts';
import { runCommandLine } from '../../../builders/command-context.ts';
import { runIdFor } from '../../../builders/identifiers.ts';
import { openStubAgent } from '../../../builders/stub-agent.ts';

const instant = '2026-03-09T08:00:00.000Z';
const changes = namesFor(7).map((name) => changeFor(name, 'disable'));
const digests = changes.map(({ digest }) => digest);
const finding = {
  kind: 'disables',
  digest: digestFinding('disables', digests),
  problem: problem('guard.too-many-disables', '7 found, 5 allowed: user0@contoso.com'),
  ...{ found: 7, allowed: 5, held: 7, holds: [] },
};
const held = changes.map((change): HeldChange => ({ change, kinds: ['disables'], rejectedFrom: [], decisions: [] }));
const short = (digest = '') => digest.slice(0, 12);

describe('approve', () => {
  test('R12: says how many of a finding stay held since they were rejected, and counts none of those as held otherwise', async () => {
    const rejection = { digest: changes[6]?.digest, kind: 'disables', by: 'Ada', at: instant, expiresAt: null };
    const both = held.map((each, index) =>
      index < 6
        ? each
        : { ...each, kinds: ['disables', 'deletes'], decisions: [{ ...rejection, verdict: 'rejected' }] },
    );
    const { dataDir } = await openStubAgent({
      'approvals.findings': () => succeed({ runId: runIdFor(1), findings: [finding] }),
      'approvals.list': () => succeed({ items: both.map((each) => heldChangeSchema.parse(each)), next: null }),
      'approvals.approve': () => succeed({ changes: 6, expiresAt: instant, rejected: 1 }),
    });
    const done = await runCommandLine(dataDir, approveCommand, short(finding.digest)).ended;
    expect(done).toMatchObject({ value: { json: { changes: 6, rejected: 1, stillHeld: { changes: 0 } } } });
    const text = done.ok ? done.value.text : '';
    expect(text).toMatch(/^Approved 6 changes/);
    expect(text).toContain('1 that was rejected stays held: approve it by itself, by its own digest.\n');
  });
});
