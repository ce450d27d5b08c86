import { describe, expect, test, vi } from 'vitest';
import { parseCommandLine } from '../../../../agent-core/cli/command-line.ts';
import { auditCommand } from '../../../../agent-core/cli/commands/audit.ts';
import { approveCommand, rejectCommand } from '../../../../agent-core/cli/commands/decide.ts';
import { exemptCommand } from '../../../../agent-core/cli/commands/exempt.ts';
import { findingsCommand } from '../../../../agent-core/cli/commands/findings.ts';
import { personAtTerminal } from '../../../../agent-core/cli/person.ts';
import type { AuditEntry } from '../../../../agent-core/contract/audit-requests.ts';
import { type Problem, problem } from '../../../../agent-core/contract/problem.ts';
import { succeed } from '../../../../agent-core/contract/result.ts';
import type { ReportEntry } from '../../../../agent-core/contract/run-report.ts';
import { AgentStatus } from '../../../../agent-core/service/agent-status.ts';
import { guardKinds } from '../../../../agent-core/sync/guard/guard-kinds.ts';
import { rejected } from '../../../../agent-core/sync/guard.ts';
import { holdObject } from '../../../../agent-core/sync/held.ts';
import { makeProvisioningRecord } from '../../../../agent-core/sync/provisioning-record.ts';
import { changeFor, linkFor, namesFor } from '../../../builders/changes.ts';
import { runCommandLine } from '../../../builders/command-context.ts';
import { directoryUser } from '../../../builders/directory-object.ts';
import { objectGuidFor, runIdFor, tenantIdFor } from '../../../builders/identifiers.ts';
import { runReport } from '../../../builders/run-report.ts';
import { openStubAgent } from '../../../builders/stub-agent.ts';
import { tooManyDisables } from '../../../builders/too-many-disables.ts';

const instant = '2026-03-09T08:00:00.000Z';
const { changes, digests, finding } = tooManyDisables;
const held = changes.map((change, index) => ({
  change,
  kinds: ['disables'],
  rejectedFrom: [],
  decisions:
    index === 0
      ? [
          {
            verdict: 'approved',
            digest: change.digest,
            kind: 'disables',
            by: 'Ada',
            at: instant,
            expiresAt: instant,
          } as const,
        ]
      : [],
}));
const exemption = {
  ...{ objectGuid: objectGuidFor('bob'), kind: 'enables', by: 'Ada' },
  ...{ at: instant, expiresAt: instant, name: 'bob@contoso.com' },
};

async function agent() {
  const approve = vi.fn(({ digests: named = [] }: { digests?: readonly string[] }) =>
    succeed({ changes: named.length === 0 ? 7 : named.length, expiresAt: instant, rejected: 0 }),
  );
  const reject = vi.fn(() => succeed({ changes: 1 }));
  const exempt = vi.fn(() => succeed({ objects: 1, expiresAt: instant }));
  const { dataDir } = await openStubAgent({
    'approvals.findings': () => succeed({ runId: runIdFor(1), findings: [finding] }),
    'approvals.list': ({ cursor }) => succeed({ items: held.slice(cursor, cursor + 4), next: cursor === 0 ? 4 : null }),
    'approvals.decisions': () => succeed({ decisions: [], exemptions: [exemption] }),
    'approvals.approve': approve,
    'approvals.reject': reject,
    'approvals.exempt': exempt,
    'provisioning.read': () => succeed({ items: [], next: null }),
  });
  return { dataDir, approve, reject, exempt };
}

const short = (digest = '') => digest.slice(0, 12);

describe('findings', () => {
  test('are shown with both numbers, the digests to approve them by, and what was decided', async () => {
    const { dataDir } = await agent();
    const shown = await runCommandLine(dataDir, findingsCommand).ended;
    expect(shown).toMatchObject({
      value: { json: { runId: runIdFor(1), findings: [{ ...finding, holds: digests }] } },
    });
    const text = shown.ok ? shown.value.text : '';
    expect(text).toContain(`disables   finding ${short(finding.digest)}`);
    expect(text).toContain('7 found, 5 allowed');
    expect(text).toContain(
      `${short(digests[0])}  disable user0 (user0@contoso.com)\n                accountEnabled: true -> false\n`,
    );
    expect(text).toContain(`approved (disables) by Ada, until ${instant}`);
    expect(text).toContain('and 2 more: bridgehead findings "disables"');
    expect(text).toContain(
      `bob@contoso.com (${exemption.objectGuid}) is exempt from enables, by Ada, until ${instant}`,
    );
  });

  test('of a group that is made anew are shown with how many members it has, and with each of them on request', async () => {
    const created = changeFor('Staff', 'create');
    const group = { ...created, objectType: 'group' as const, userPrincipalName: null };
    const changes = [
      group,
      ...namesFor(1203).map((name) => ({ ...linkFor('Staff', name, 'link'), tenantObjectId: null })),
    ];
    const items = changes.map((change) => ({ change, kinds: ['foreignDeletions'], rejectedFrom: [], decisions: [] }));
    const held = { ...finding, kind: 'foreignDeletions', held: items.length };
    const { dataDir } = await openStubAgent({
      'approvals.findings': () => succeed({ runId: runIdFor(1), findings: [held] }),
      'approvals.list': () => succeed({ items, next: null }),
      'approvals.decisions': () => succeed({ decisions: [], exemptions: [] }),
    });
    const textBy = async (...words: readonly string[]) => {
      const shown = await runCommandLine(dataDir, findingsCommand, 'foreignDeletions', ...words).ended;
      return shown.ok ? shown.value.text : '';
    };
    expect(await textBy()).toContain('create group Staff\n');
    expect(await textBy()).toContain(' and 1,203 memberships, which --all shows\n');
    expect(await textBy()).not.toContain('member user');
    expect((await textBy('--all')).split('link group Staff: member user')).toHaveLength(1204);
  });

  test('of one kind are shown with everything they hold', async () => {
    const { dataDir } = await agent();
    const shown = await runCommandLine(dataDir, findingsCommand, 'disables').ended;
    const text = shown.ok ? shown.value.text : '';
    expect(text).toContain(short(digests[6]));
    expect(text).not.toContain('more:');
  });

  test('name the member whose membership ends, so that nobody approves blindly', async () => {
    const change = linkFor('GG-All-Staff', 'Aoife Murphy', 'unlink');
    const { dataDir } = await openStubAgent({
      'approvals.findings': () => succeed({ runId: runIdFor(1), findings: [{ ...finding, kind: 'memberRemovals' }] }),
      'approvals.list': () =>
        succeed({ items: [{ change, kinds: ['memberRemovals'], rejectedFrom: [], decisions: [] }], next: null }),
      'approvals.decisions': () => succeed({ decisions: [], exemptions: [] }),
    });
    const shown = await runCommandLine(dataDir, findingsCommand).ended;
    const text = shown.ok ? shown.value.text : '';
    expect(text).toContain(`${short(change.digest)}  unlink group GG-All-Staff: member Aoife Murphy`);
  });

  test('of one group are called by its name; the command that shows all of them takes its id', async () => {
    const kind = `emptiedGroups ${tenantIdFor('GG-Sales')}`;
    const items = namesFor(6).map((name) => {
      const change = linkFor('GG-Sales', name, 'unlink');
      const decision = { digest: change.digest, kind, by: 'Ada', at: instant, expiresAt: null };
      return { change, kinds: [kind], rejectedFrom: [], decisions: [{ ...decision, verdict: 'rejected' as const }] };
    });
    const { dataDir } = await openStubAgent({
      'approvals.findings': () => succeed({ runId: runIdFor(1), findings: [{ ...finding, kind }] }),
      'approvals.list': () => succeed({ items, next: null }),
      'approvals.decisions': () => succeed({ decisions: [], exemptions: [] }),
    });
    const shown = await runCommandLine(dataDir, findingsCommand).ended;
    const text = shown.ok ? shown.value.text : '';
    expect(text).toMatch(/^emptiedGroups GG-Sales {3}finding /);
    expect(text).toContain('rejected (emptiedGroups GG-Sales) by Ada');
    expect(text).toContain(`and 1 more: bridgehead findings "${kind}"`);
  });

  test('are none before a run has ended, and nobody is told that the guard holds nothing', async () => {
    const { dataDir } = await openStubAgent({
      'approvals.findings': () => succeed({ runId: null, findings: [] }),
      'approvals.list': () => succeed({ items: [], next: null }),
      'approvals.decisions': () => succeed({ decisions: [], exemptions: [] }),
    });
    const text = 'No run has ended yet, so that nothing is held: "bridgehead plan" shows what the first would do.\n';
    expect(await runCommandLine(dataDir, findingsCommand).ended).toMatchObject({ value: { text } });
    expect(await runCommandLine(dataDir, findingsCommand, 'disables').ended).toMatchObject({ value: { text } });
  });

  test('may be none', async () => {
    const status = new AgentStatus(instant, { kind: 'unconfigured' }, runReport(), []);
    const { dataDir } = await openStubAgent({
      'state.read': () => succeed(status.read()),
      'approvals.findings': () => succeed({ runId: null, findings: [] }),
      'approvals.list': () => succeed({ items: [], next: null }),
      'approvals.decisions': () => succeed({ decisions: [], exemptions: [] }),
    });
    expect(await runCommandLine(dataDir, findingsCommand).ended).toMatchObject({
      value: { text: 'The guard holds nothing.\n' },
    });
    expect(await runCommandLine(dataDir, findingsCommand, 'disables').ended).toMatchObject({
      value: { text: 'The guard holds nothing as disables.\n' },
    });
  });

  test('are all that the newest run holds: its report is not read for others', async () => {
    const report = runReport({ counts: { ...runReport().counts, held: held.length } });
    const status = new AgentStatus(instant, { kind: 'unconfigured' }, report, []);
    const readEntries = vi.fn(() => succeed({ items: [], next: null }));
    const { dataDir } = await openStubAgent({
      'state.read': () => succeed(status.read()),
      'run.entries': readEntries,
      'approvals.findings': () => succeed({ runId: report.runId, findings: [finding] }),
      'approvals.list': () => succeed({ items: held, next: null }),
      'approvals.decisions': () => succeed({ decisions: [], exemptions: [] }),
    });
    const shown = await runCommandLine(dataDir, findingsCommand).ended;
    expect(shown).toMatchObject({ ok: true, value: { json: { heldOtherwise: [] } } });
    expect(readEntries).not.toHaveBeenCalled();
  });

  test('that are none do not hide what is held for other reasons', async () => {
    const report = runReport({ counts: { ...runReport().counts, held: 7 } });
    const entryFor = (name: string, reason: Problem): ReportEntry => ({
      kind: 'held',
      held: holdObject(directoryUser(name), reason),
    });
    const entries = namesFor(7).map((name) => entryFor(name, problem('object.value-invalid', `mail of ${name}`)));
    const waiting = entryFor('zed', problem('object.removal-waits', 'deleted'));
    const status = new AgentStatus(instant, { kind: 'unconfigured' }, report, []);
    const { dataDir } = await openStubAgent({
      'state.read': () => succeed(status.read()),
      'run.entries': () => succeed({ items: [...entries, waiting], next: null }),
      'approvals.findings': () => succeed({ runId: null, findings: [] }),
      'approvals.list': () => succeed({ items: [], next: null }),
      'approvals.decisions': () => succeed({ decisions: [], exemptions: [] }),
    });
    const shown = await runCommandLine(dataDir, findingsCommand).ended;
    const text = shown.ok ? shown.value.text : '';
    expect(text).toMatch(/^The guard holds nothing.\n\n7 are held for other reasons, which no approval lifts:\n/);
    expect(text.split('does not fit into the tenant')).toHaveLength(2);
    expect(text).toContain('            user4: mail of user4\n            and 2 more\n');
    expect(text).toContain('Every one of them: bridgehead findings --all');
    expect(text).not.toContain('zed');
    const all = await runCommandLine(dataDir, findingsCommand, '--all').ended;
    expect(all.ok ? all.value.text : '').toContain('user6: mail of user6\n');
  });

  test('of a kind that does not exist are a usage error that names the kinds there are', () => {
    expect(parseCommandLine(['findings', 'nonsense'], [findingsCommand])).toMatchObject({
      kind: 'usage-error',
      reason: `there is no kind "nonsense"; there are ${guardKinds.map(({ name }) => name).join(', ')}, ${rejected}`,
    });
    expect(parseCommandLine(['findings', 'disable'], [findingsCommand])).toMatchObject({
      reason: expect.stringMatching(/; did you mean "disables"\?$/),
    });
    for (const kind of ['sameAttribute department', rejected])
      expect(parseCommandLine(['findings', kind], [findingsCommand])).toMatchObject({ kind: 'command' });
  });
});

describe('approve', () => {
  test('takes the beginning of the digest of a finding, and sends it whole, with who is there', async () => {
    const { dataDir, approve } = await agent();
    const done = await runCommandLine(dataDir, approveCommand, short(finding.digest), '--days', '3').ended;
    expect(approve.mock.calls[0]?.[0]).toEqual({
      person: personAtTerminal(),
      finding: finding.digest,
      digests: [],
      days: 3,
    });
    expect(done).toMatchObject({ value: { json: { changes: 7, days: 3 } } });
    expect(done.ok ? done.value.text : '').toContain('Approved 7 changes, for 3 days.');
  });

  test('names what else holds the changes of a finding, so that nobody waits for them', async () => {
    const both = held.map((each, index) =>
      index < 2 ? { ...each, kinds: ['disables', 'sameAttribute title'] } : each,
    );
    const { dataDir } = await openStubAgent({
      'approvals.findings': () => succeed({ runId: runIdFor(1), findings: [finding] }),
      'approvals.list': () => succeed({ items: both, next: null }),
      'approvals.approve': () => succeed({ changes: 7, expiresAt: instant, rejected: 0 }),
    });
    const done = await runCommandLine(dataDir, approveCommand, short(finding.digest)).ended;
    expect(done).toMatchObject({ value: { json: { stillHeld: { changes: 2, kinds: ['sameAttribute title'] } } } });
    expect(done.ok ? done.value.text : '').toContain('2 of them stay held by sameAttribute title as well');
  });

  test('takes single changes, all in one request', async () => {
    const { dataDir, approve } = await agent();
    await runCommandLine(dataDir, approveCommand, short(digests[1]), short(digests[5])).ended;
    expect(approve).toHaveBeenCalledTimes(1);
    expect(approve.mock.calls[0]?.[0]).toMatchObject({ finding: null, digests: [digests[1], digests[5]], days: 7 });
  });

  test('asks nothing of the agent when a digest is not known', async () => {
    const { dataDir, approve } = await agent();
    expect(await runCommandLine(dataDir, approveCommand, '000000000000').ended).toMatchObject({
      problem: { code: 'approval.not-held', detail: '000000000000' },
    });
    expect(approve).not.toHaveBeenCalled();
  });

  test.each([[[]], [['short']], [['UPPER0123']], [['0123456789', '--days', '0']], [['0123456789', '--days', '91']]])(
    'with %j is refused before anything is asked',
    (words) => {
      expect(parseCommandLine(['approve', ...words], [approveCommand]).kind).toBe('usage-error');
    },
  );
});

test('reject keeps changes held', async () => {
  const { dataDir, reject } = await agent();
  const done = await runCommandLine(dataDir, rejectCommand, short(digests[2])).ended;
  expect(reject).toHaveBeenCalledTimes(1);
  expect(done.ok ? done.value.text : '').toMatch(
    /^Rejected 1 change\. It stays held until a run that reads everything/,
  );
});

test('exempt names an object and a kind, and can be taken back', async () => {
  const { dataDir, exempt } = await agent();
  const bob = objectGuidFor('bob');
  const done = await runCommandLine(dataDir, exemptCommand, bob.toUpperCase(), 'disables').ended;
  expect(done).toMatchObject({ value: { json: { objects: 1, isRecorded: false } } });
  expect(done.ok ? done.value.text : '').toContain('The provisioning log has nothing about this objectGUID');
  await runCommandLine(dataDir, exemptCommand, bob, 'disables', '--take-back').ended;
  expect(exempt.mock.calls.map(([asked]: readonly unknown[]) => asked)).toEqual(
    [true, false].map((isExempt) => ({
      person: personAtTerminal(),
      subject: { objectGuid: bob, kind: 'disables' },
      isExempt,
      days: 7,
    })),
  );
  await runCommandLine(dataDir, exemptCommand, bob, 'disables', '--days', '365').ended;
  expect(exempt.mock.lastCall?.[0 as never]).toMatchObject({ days: 365 });
  for (const mistaken of [
    ['--days', '366'],
    ['--days', '7', '--take-back'],
  ])
    expect(parseCommandLine(['exempt', bob, 'disables', ...mistaken], [exemptCommand]).kind).toBe('usage-error');
  expect(parseCommandLine(['exempt', bob, 'disbales'], [exemptCommand])).toMatchObject({
    reason: expect.stringMatching(/^there is no kind "disbales"; there are .*; did you mean "disables"\?$/),
  });
  expect(await runCommandLine(dataDir, exemptCommand, short(finding.digest)).ended).toMatchObject({
    value: { text: `1 object is exempt from now on, until ${instant}: bob@contoso.com.\n` },
  });
  expect(exempt.mock.lastCall?.[0 as never]).toMatchObject({ subject: { finding: finding.digest }, isExempt: true });
  expect(await runCommandLine(dataDir, exemptCommand, short(digests[0])).ended).toMatchObject({
    problem: { code: 'approval.not-held' },
  });
  expect(parseCommandLine(['exempt', 'bob', 'disables'], [exemptCommand])).toMatchObject({
    kind: 'usage-error',
    reason: expect.stringMatching(/^"bob" is not an objectGUID, .*; "bridgehead why NAME" says that of an object$/),
  });
  // It would be more than was asked for.
  expect(parseCommandLine(['exempt', bob, 'sameAttribute jobTitle'], [exemptCommand])).toMatchObject({
    kind: 'usage-error',
    reason:
      'an exemption from sameAttribute is from all that it counts apart, and not from "sameAttribute jobTitle" alone: write sameAttribute if that is meant, or approve the finding',
  });
});

test('exempt says whom, and has no doubt about an object that was recorded', async () => {
  const outcome = { kind: 'applied', change: changeFor('bob', 'update'), tenantObjectId: tenantIdFor('bob') } as const;
  const run = { runId: runIdFor(1), startedAt: instant, startedBy: 'the schedule' };
  const circumstances = { id: 1, at: instant, durationMs: 12, run, isRepeat: false };
  const record = makeProvisioningRecord({ kind: 'outcome', outcome }, circumstances);
  const { dataDir } = await openStubAgent({
    'approvals.exempt': () => succeed({ objects: 1, expiresAt: instant }),
    'approvals.decisions': () => succeed({ decisions: [], exemptions: [exemption] }),
    'provisioning.read': () => succeed({ items: [record], next: null }),
  });
  const textOf = async (...words: readonly string[]) => {
    const done = await runCommandLine(dataDir, exemptCommand, ...words).ended;
    return done.ok ? done.value.text : done.problem.code;
  };
  const bob = objectGuidFor('bob');
  expect(await textOf(bob, 'disables')).toBe(`1 object is exempt from now on, until ${instant}.\n`);
  expect(await textOf(bob, 'enables')).toBe(`1 object is exempt from now on, until ${instant}: bob@contoso.com.\n`);
  expect(await textOf(bob, 'enables', '--take-back')).toBe('1 object is counted again from now on: bob@contoso.com.\n');
});

test('the person is who is at the terminal, also behind sudo', () => {
  expect(personAtTerminal({ SUDO_USER: 'ada' })).toBe('ada');
  expect(personAtTerminal({})).not.toBe('');
});

describe('audit', () => {
  const entry = (sequence: number): AuditEntry => ({
    sequence,
    at: instant,
    by: 'Ada',
    act: 'paused',
    detail: `revision ${sequence}`,
    previous: '0'.repeat(64),
    hash: 'a'.repeat(64),
  });

  test('shows the newest entries, the oldest of them first', async () => {
    const { dataDir } = await openStubAgent({
      'audit.read': ({ cursor }) =>
        succeed(cursor === 0 ? { items: [entry(1), entry(2)], next: 3 } : { items: [entry(3)], next: null }),
    });
    const shown = await runCommandLine(dataDir, auditCommand, '--lines', '2').ended;
    expect(shown).toMatchObject({ value: { json: { entries: [entry(2), entry(3)] } } });
    expect(shown.ok ? shown.value.text : '').toMatch(
      /^ {4}2 {2}2026-03-09T08:00:00.000Z {2}paused {16}Ada\n {9}revision 2\n/,
    );
  });

  test('verified says whether it is whole, and is a failure where it is not', async () => {
    const whole = await openStubAgent({ 'audit.verify': () => succeed({ entries: 7, broken: null }) });
    expect(await runCommandLine(whole.dataDir, auditCommand, '--verify').ended).toMatchObject({
      value: { text: 'The audit trail is whole: 7 entries.\n' },
    });
    const broken = { sequence: 3, reason: 'it was changed after it was written' };
    const other = await openStubAgent({ 'audit.verify': () => succeed({ entries: 2, broken }) });
    expect(await runCommandLine(other.dataDir, auditCommand, '--verify').ended).toMatchObject({
      value: { json: { broken }, isFailure: true },
    });
  });
});
