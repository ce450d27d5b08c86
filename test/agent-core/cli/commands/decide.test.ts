import { describe, expect, test } from 'vitest';
import { parseCommandLine } from '../../../../agent-core/cli/command-line.ts';
import { approveCommand, rejectCommand } from '../../../../agent-core/cli/commands/decide.ts';
import { exemptCommand } from '../../../../agent-core/cli/commands/exempt.ts';
import { findingsCommand } from '../../../../agent-core/cli/commands/findings.ts';
import {
  type Decision,
  decisionSchema,
  type Exemption,
  exemptionSchema,
  type HeldChange,
  heldChangeSchema,
} from '../../../../agent-core/contract/approval-requests.ts';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { succeed } from '../../../../agent-core/contract/result.ts';
import { AgentStatus } from '../../../../agent-core/service/agent-status.ts';
import { namesFor } from '../../../builders/changes.ts';
import { runCommandLine } from '../../../builders/command-context.ts';
import { objectGuidFor, runIdFor } from '../../../builders/identifiers.ts';
import { runReport } from '../../../builders/run-report.ts';
import { openStubAgent } from '../../../builders/stub-agent.ts';
import { tooManyDisables } from '../../../builders/too-many-disables.ts';

const instant = '2026-03-09T08:00:00.000Z';
const { changes, digests, finding } = tooManyDisables;
const held = changes.map((change): HeldChange => ({ change, kinds: ['disables'], rejectedFrom: [], decisions: [] }));
const short = (digest = '') => digest.slice(0, 12);

describe('approve', () => {
  test('R12: says how many of a finding stay held since they were rejected, and counts none of those as held otherwise', async () => {
    const both = held.map((each, index) =>
      index < 6 ? each : { ...each, kinds: ['disables', 'deletes'], decisions: [rejectionOf(digests[6])] },
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

  test('says when the changes are made, and until when the approval holds', async () => {
    const { dataDir } = await openStubAgent({
      'approvals.findings': () => succeed({ runId: runIdFor(1), findings: [finding] }),
      'approvals.list': () => succeed({ items: held, next: null }),
      'approvals.approve': () => succeed({ changes: 7, expiresAt: instant, rejected: 0 }),
    });
    const done = await runCommandLine(dataDir, approveCommand, short(finding.digest)).ended;
    const text = done.ok ? done.value.text : '';
    expect(text).toContain('The next run makes them: "bridgehead run --wait", or wait for it.\n');
    expect(text).toContain(
      `stays approved until ${instant}, or until a run that reads everything does not plan it any`,
    );
    expect(done).toMatchObject({ value: { json: { expiresAt: instant } } });
  });

  test('R12: --take-back ends approvals that no run has used, of a finding as it was then or of one change', async () => {
    const asked: unknown[] = [];
    const approval = { verdict: 'approved', kind: 'disables', by: 'Ada', at: instant, expiresAt: instant } as const;
    const decisions: readonly Decision[] = [
      ...changes.slice(0, 2).map(({ digest }) => ({ ...approval, digest, finding: finding.digest })),
      ...changes.slice(2, 3).map(({ digest }) => ({ ...approval, digest, finding: null })),
    ];
    const { dataDir } = await openStubAgent({
      'approvals.findings': () => succeed({ runId: null, findings: [] }),
      'approvals.decisions': () => succeed({ decisions, exemptions: [] }),
      'approvals.takeBack': ({ person: _, ...subject }) => {
        asked.push(subject);
        return succeed({ changes: subject.finding === null ? 1 : 2 });
      },
    });
    const take = (...words: readonly string[]) =>
      runCommandLine(dataDir, approveCommand, ...words, '--take-back').ended;
    const done = await take(short(finding.digest), short(digests[2]));
    expect(asked).toEqual([
      { finding: finding.digest, digests: [], verdict: 'approved' },
      { finding: null, digests: [digests[2]], verdict: 'approved' },
    ]);
    expect(done.ok ? done.value.text : '').toMatch(/^Took back the approval of 3 changes\. They need an approval anew/);
    expect(await take(short(digests[5]))).toMatchObject({ problem: { code: 'approval.not-approved' } });
    expect(parseCommandLine(['approve', '0123456789', '--days', '3', '--take-back'], [approveCommand])).toMatchObject({
      kind: 'usage-error',
    });
  });
});

const rejection = { verdict: 'rejected', kind: 'disables', by: 'Ada', at: instant, expiresAt: null } as const;
const rejectionOf = (digest = '') => decisionSchema.parse({ ...rejection, digest, what: 'disable somebody' });

describe('reject', () => {
  test('R12: --take-back ends rejections, and says what becomes of the changes', async () => {
    const asked: unknown[] = [];
    const decisions = digests.slice(0, 2).map(rejectionOf);
    const { dataDir } = await openStubAgent({
      'approvals.findings': () => succeed({ runId: runIdFor(1), findings: [finding] }),
      'approvals.list': () => succeed({ items: held, next: null }),
      'approvals.decisions': () => succeed({ decisions, exemptions: [] }),
      'approvals.takeBack': ({ person: _, ...subject }) => {
        asked.push(subject);
        return succeed({ changes: 1 });
      },
    });
    const ofFinding = await runCommandLine(dataDir, rejectCommand, short(finding.digest), '--take-back').ended;
    expect(ofFinding, 'each was rejected by itself').toMatchObject({
      problem: {
        code: 'approval.not-rejected',
        detail: `${short(finding.digest)} was not rejected as a finding; what it holds and was rejected by itself: ${short(digests[0])}, ${short(digests[1])}`,
      },
    });
    const done = await runCommandLine(dataDir, rejectCommand, short(digests[1]), '--take-back').ended;
    expect(asked).toEqual([{ finding: null, digests: [digests[1]], verdict: 'rejected' }]);
    expect(done.ok ? done.value.text : '').toBe(
      'Took back the rejection of 1 change. It counts like any other change: the next run makes it, unless the limits hold it.\n',
    );
    expect(await runCommandLine(dataDir, rejectCommand, short(digests[5]), '--take-back').ended).toMatchObject({
      problem: { code: 'approval.not-rejected' },
    });
  });

  test('R12: names what is approved although nothing of the guard holds it, by its digest or that of the finding then', async () => {
    const asked: unknown[] = [];
    const approval = { ...rejection, verdict: 'approved', expiresAt: instant } as const;
    const decisions = [
      ...digests.slice(0, 2).map((digest) => decisionSchema.parse({ ...approval, digest, finding: finding.digest })),
      decisionSchema.parse({ ...approval, digest: digests[2] }),
      rejectionOf(digests[3]),
    ];
    const { dataDir } = await openStubAgent({
      'approvals.findings': () => succeed({ runId: null, findings: [] }),
      'approvals.list': () => succeed({ items: [], next: null }),
      'approvals.decisions': () => succeed({ decisions, exemptions: [] }),
      'approvals.reject': ({ person: _, ...subject }) => {
        asked.push(subject);
        return succeed({ changes: subject.digests.length });
      },
    });
    const reject = (...words: readonly string[]) => runCommandLine(dataDir, rejectCommand, ...words).ended;
    const done = await reject(short(finding.digest), short(digests[2]));
    expect(asked).toEqual([{ finding: null, digests: digests.slice(0, 3) }]);
    expect(done.ok ? done.value.text : '').toMatch(/^Rejected 3 changes\. They stay held/);
    expect(await reject(short(digests[3]))).toMatchObject({ problem: { code: 'approval.not-held' } });
  });
});

describe('findings of one kind', () => {
  test('R12: say of what is rejected and held where it stands, and not that it is not held', async () => {
    const decisions = digests.slice(0, 2).map(rejectionOf);
    const held = changes
      .slice(0, 1)
      .map((change): HeldChange => ({ change, kinds: ['disables'], rejectedFrom: ['disables'], decisions: [] }));
    const { dataDir } = await openStubAgent({
      'state.read': () => succeed(new AgentStatus(instant, { kind: 'unconfigured' }, runReport(), []).read()),
      'approvals.findings': () =>
        succeed({ runId: runIdFor(1), findings: [{ ...finding, kind: 'rejected', held: 1 }] }),
      // As an agent answers: what was rejected is not of the kind any more.
      'approvals.list': ({ kind }) => succeed({ items: kind === 'disables' ? [] : held, next: null }),
      'approvals.decisions': () => succeed({ decisions, exemptions: [] }),
    });
    const shown = await runCommandLine(dataDir, findingsCommand, 'disables').ended;
    const text = shown.ok ? shown.value.text : '';
    expect(text).toContain(`Rejected, and not held now:\n  ${short(digests[1])}  `);
    expect(text).not.toContain(short(digests[0]));
    expect(text).toContain(
      'The guard holds nothing as disables. 1 change of this kind is held since somebody rejected it: bridgehead findings rejected\n',
    );
    expect(shown).toMatchObject({ value: { json: { held: [] } } });
  });

  test('are all that is counted apart where the kind is named by itself', async () => {
    const kinds = ['sameAttribute jobTitle', 'sameAttribute displayName', 'disables'];
    const items = held.slice(0, 3).map((one, index) => ({ ...one, kinds: kinds.slice(index, index + 1) }));
    const { dataDir } = await openStubAgent({
      'approvals.findings': () =>
        succeed({ runId: runIdFor(1), findings: kinds.map((kind) => ({ ...finding, kind })) }),
      'approvals.list': ({ kind }) =>
        succeed({ items: items.filter((one) => kind === null || one.kinds.includes(kind)), next: null }),
      'approvals.decisions': () => succeed({ decisions: [], exemptions: [] }),
    });
    const textOf = async (kind: string) => {
      const shown = await runCommandLine(dataDir, findingsCommand, kind).ended;
      return shown.ok ? shown.value.text : '';
    };
    const all = await textOf('sameAttribute');
    for (const index of [0, 1]) expect(all).toContain(`${kinds[index]}   finding `);
    expect(all).toContain(short(digests[1]));
    expect(all).not.toContain(short(digests[2]));
    const one = await textOf('sameAttribute jobTitle');
    expect(one).toContain(short(digests[0]));
    expect(one).not.toContain('displayName   finding');
  });
});

describe('exempt', () => {
  test('says that nothing is exempt where an exemption is taken back that there is none of', async () => {
    const { dataDir } = await openStubAgent({
      'approvals.findings': () => succeed({ runId: null, findings: [] }),
      'approvals.list': () => succeed({ items: [], next: null }),
      'approvals.decisions': () => succeed({ decisions: [], exemptions: [] }),
    });
    const again = (...options: readonly string[]) =>
      runCommandLine(dataDir, exemptCommand, short(finding.digest), ...options).ended;
    expect(await again('--take-back')).toMatchObject({ problem: { code: 'approval.nothing-exempt' } });
    expect(await again()).toMatchObject({
      problem: { code: 'approval.not-held', meaning: expect.stringContaining('exempted') },
    });
  });

  test('R12: says how many changes of a finding exempt nobody since they were rejected', async () => {
    const { dataDir } = await openStubAgent({
      'approvals.findings': () => succeed({ runId: runIdFor(1), findings: [finding] }),
      'approvals.list': () => succeed({ items: held, next: null }),
      'approvals.decisions': () => succeed({ decisions: [], exemptions: [] }),
      'approvals.exempt': () => succeed({ objects: 6, expiresAt: instant, rejected: 1 }),
    });
    const done = await runCommandLine(dataDir, exemptCommand, short(finding.digest)).ended;
    expect(done.ok ? done.value.text : '').toContain('1 change that was rejected stays held, and exempts nobody.\n');
    expect(done).toMatchObject({ value: { json: { objects: 6, rejected: 1 } } });
  });
});

describe('findings', () => {
  test('R12: list what is rejected and not held now, as it was given, and how it is taken back', async () => {
    const { dataDir } = await openStubAgent({
      'approvals.findings': () => succeed({ runId: runIdFor(1), findings: [finding] }),
      'approvals.list': () => succeed({ items: held.slice(0, 1), next: null }),
      'approvals.decisions': () => succeed({ decisions: digests.slice(0, 2).map(rejectionOf), exemptions: [] }),
    });
    const shown = await runCommandLine(dataDir, findingsCommand).ended;
    expect(shown).toMatchObject({ value: { json: { rejected: { length: 2 } } } });
    expect(shown.ok ? shown.value.text : '').toContain(
      `Rejected, and not held now:\n  ${short(digests[1])}  disable somebody\n                rejected (disables) by Ada\nTake back with "bridgehead reject DIGEST --take-back".\n`,
    );
  });

  test('R12: list what is approved and not made yet, together as it was given, and how it is taken back', async () => {
    const approval = { verdict: 'approved', kind: 'disables', by: 'Ada', at: instant, expiresAt: instant } as const;
    const decisions: readonly Decision[] = [
      ...changes.slice(0, 6).map(({ digest, displayName }) => ({
        ...approval,
        digest,
        what: `disable ${displayName}`,
        finding: finding.digest,
      })),
      ...['disables', 'scopeShrink'].map((kind) => ({ ...approval, kind, digest: digests[6] ?? finding.digest })),
    ].map((one) => decisionSchema.parse(one));
    const { dataDir } = await openStubAgent({
      'approvals.findings': () => succeed({ runId: null, findings: [] }),
      'approvals.list': () => succeed({ items: [], next: null }),
      'approvals.decisions': () => succeed({ decisions, exemptions: [] }),
    });
    const shown = await runCommandLine(dataDir, findingsCommand).ended;
    expect(shown).toMatchObject({ value: { json: { approved: { length: 8 } } } });
    const text = shown.ok ? shown.value.text : '';
    expect(text).toContain(
      `  ${short(finding.digest)}  6 changes: disable user0, disable user1, disable user2, disable user3, disable user4 and 1 more\n`,
    );
    expect(text).toContain(`                approved (disables) by Ada, until ${instant}\n`);
    expect(text).toContain(`                approved (disables, scopeShrink) by Ada, until ${instant}\n`);
    expect(text).toContain('Take back with "bridgehead approve DIGEST --take-back".\n');
  });

  test('R12: tell what a run attempted before it broke off apart from what is approved and not made yet', async () => {
    const approval = { verdict: 'approved', kind: 'disables', by: 'Ada', at: instant, expiresAt: instant } as const;
    const decisions = changes.map(({ digest, displayName }, index): Decision => {
      const decided = { ...approval, digest, what: `disable ${displayName}`, finding: finding.digest };
      return decisionSchema.parse(index < 5 ? { ...decided, isAttempted: true } : decided);
    });
    const { dataDir } = await openStubAgent({
      'approvals.findings': () => succeed({ runId: null, findings: [] }),
      'approvals.list': () => succeed({ items: [], next: null }),
      'approvals.decisions': () => succeed({ decisions, exemptions: [] }),
    });
    const shown = await runCommandLine(dataDir, findingsCommand).ended;
    const text = shown.ok ? shown.value.text : '';
    expect(text).toContain(
      `Approved, and not made yet:\n  ${short(finding.digest)}  2 changes: disable user5, disable user6\n`,
    );
    expect(text).toMatch(
      new RegExp(`not known whether it was made:\n  ${short(finding.digest)}  5 changes: disable user0, .* user4\n`),
    );
  });

  test('fold exemptions that were given with a finding; its digest takes them back', async () => {
    const exemptions: readonly Exemption[] = [
      ...namesFor(7).map((name) => ({ objectGuid: objectGuidFor(name), name, finding: finding.digest })),
      { objectGuid: objectGuidFor('bob'), name: 'bob' },
    ].map((one) => exemptionSchema.parse({ ...one, kind: 'disables', by: 'Ada', at: instant, expiresAt: instant }));
    const asked: unknown[] = [];
    const { dataDir } = await openStubAgent({
      'approvals.findings': () => succeed({ runId: null, findings: [] }),
      'approvals.list': () => succeed({ items: [], next: null }),
      'approvals.decisions': () => succeed({ decisions: [], exemptions }),
      'approvals.exempt': (given) => {
        asked.push(given);
        return succeed({ objects: 7, expiresAt: null });
      },
    });
    const shown = await runCommandLine(dataDir, findingsCommand).ended;
    const text = shown.ok ? shown.value.text : '';
    expect(text).toContain(
      `7 objects are exempt from disables, by Ada, until ${instant} (given with finding ${short(finding.digest)}):\n  user0, user1, user2, user3, user4 and 2 more\nbob (`,
    );
    const taken = await runCommandLine(dataDir, exemptCommand, short(finding.digest), '--take-back').ended;
    expect(asked).toMatchObject([{ subject: { finding: finding.digest }, isExempt: false }]);
    expect(taken.ok ? taken.value.text : '').toBe(
      '7 objects are counted again from now on: user0, user1, user2, user3, user4 and 2 more.\n',
    );
  });

  test('list what was rejected before the run once, as that, and count what each holds in --json', async () => {
    const items = held.map((one, index) =>
      index > 0 ? one : { ...one, kinds: ['disables'], rejectedFrom: ['disables'] },
    );
    const rejected = {
      ...finding,
      kind: 'rejected',
      digest: undefined,
      problem: problem('guard.rejected', '1'),
      held: 1,
    };
    const { dataDir } = await openStubAgent({
      'approvals.findings': () => succeed({ runId: runIdFor(1), findings: [{ ...finding, held: 6 }, rejected] }),
      'approvals.list': () => succeed({ items, next: null }),
      'approvals.decisions': () => succeed({ decisions: [], exemptions: [] }),
    });
    const shown = await runCommandLine(dataDir, findingsCommand, '--all').ended;
    expect(shown).toMatchObject({
      value: { json: { findings: [{ holds: digests.slice(1) }, { holds: digests.slice(0, 1) }] } },
    });
    expect((shown.ok ? shown.value.text : '').split(short(digests[0]))).toHaveLength(2);
    const alone = await runCommandLine(dataDir, findingsCommand, 'rejected').ended;
    expect(alone.ok ? alone.value.text : '').toContain('What was rejected: approve each by itself');
    expect(alone.ok ? alone.value.text : '').not.toContain('of a finding');
  });
});
