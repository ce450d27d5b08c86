import { expect, test } from 'vitest';
import { approvingAgent, wordsOf } from '../../../builders/approving-agent.ts';
import { objectGuidFor, runIdFor } from '../../../builders/identifiers.ts';

async function threeHeld() {
  const all = approvingAgent();
  all.disable(0, 3);
  await all.runOnce();
  return { ...all, finding: (await all.ask.findings()).findings[0]?.digest };
}

test('R12: what is approved and not made yet is listed with what it would do, until when, and by which finding it was given', async () => {
  const { ask, finding } = await threeHeld();
  await ask.approve({ finding });
  const { decisions } = await ask.decisions();
  expect(decisions.map(({ what }) => what).toSorted()).toEqual(
    [0, 1, 2].map((number) => `disable user${number}@contoso.com`),
  );
  expect(decisions[0]).toMatchObject({ finding, expiresAt: '2026-03-09T08:02:00.000Z', verdict: 'approved' });
  expect(decisions[0]?.objectGuids).toHaveLength(1);
});

test('R12: of what is approved it is said what a run attempted that did not live to see the end of it', async () => {
  const { record, clock, ask, finding } = await threeHeld();
  await ask.approve({ finding });
  const [first] = (await ask.list()).items.map(({ change }) => change);
  const open = record.history.begin(runIdFor(9), clock.now(), 'a test');
  if (!open.ok || first === undefined) throw new Error('nothing to attempt');
  open.value.intend([{ change: first, counted: [] }]);
  const attempted = async () =>
    (await ask.decisions()).decisions.flatMap(({ digest, isAttempted }) => (isAttempted === true ? [digest] : []));
  expect(await attempted(), 'the run may see it yet').toEqual([]);
  record.history.closeInterrupted(clock.now());
  expect(await attempted()).toEqual([first.digest]);
});

test('R12: approvals of a finding are taken back together, by the digest that it had then', async () => {
  const { world, ask, runOnce, disable, finding } = await threeHeld();
  await ask.approve({ finding });
  disable(3, 4);
  await world.preview();
  expect(await ask.takeBack({ finding })).toMatchObject({ ok: true, value: { changes: 3 } });
  expect((await ask.audit()).items.at(-1)).toMatchObject({
    act: 'approvalTakenBack',
    by: 'Ada (bridgehead 1.2.3, as administrator)',
    detail: expect.stringContaining(`3 changes of finding ${finding}: disable user`),
  });
  expect(wordsOf(await runOnce())).toEqual(['held user0', 'held user1', 'held user2', 'held user3']);
  expect(await ask.takeBack({ finding })).toMatchObject({ problem: { code: 'approval.not-approved' } });
});

test('R12: the approval of one change is taken back by itself, and a rejection is none', async () => {
  const { ask, runOnce, finding } = await threeHeld();
  await ask.approve({ finding });
  const [first, second] = (await ask.list()).items.map(({ change }) => change);
  await ask.reject({ digests: [second?.digest] });
  expect(await ask.takeBack({ digests: [second?.digest] })).toMatchObject({
    problem: { code: 'approval.not-approved', detail: second?.digest },
  });
  expect(await ask.takeBack({ digests: [first?.digest] })).toMatchObject({ ok: true, value: { changes: 1 } });
  expect((await ask.audit()).items.at(-1)?.detail).toContain(`1 change of finding ${finding}: disable user`);
  expect(await ask.takeBack({})).toMatchObject({ problem: { code: 'approval.nothing-named' } });
  expect(wordsOf(await runOnce()).filter((words) => words.startsWith('applied'))).toHaveLength(1);
});

test('R12: nothing is taken back of which the audit trail does not know', async () => {
  const { ask, record, finding } = await threeHeld();
  await ask.approve({ finding });
  // A trigger stands for a disk that takes no more.
  record.database.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END");
  expect(await ask.takeBack({ finding })).toMatchObject({ problem: { code: 'data.write-failed' } });
  expect((await ask.decisions()).decisions).toHaveLength(3);
});

test('R12: exemptions of a finding are taken back together, by the digest that it had then', async () => {
  const { ask, runOnce, disable, finding } = await threeHeld();
  if (finding === undefined) throw new Error('nothing is held');
  await ask.exemptFinding(finding);
  expect(wordsOf(await runOnce())).toEqual(['applied user0', 'applied user1', 'applied user2']);
  await ask.exempt('user9', 'disables');
  expect(await ask.exemptFinding(finding, false)).toMatchObject({ ok: true, value: { objects: 3, expiresAt: null } });
  expect((await ask.decisions()).exemptions).toMatchObject([{ objectGuid: objectGuidFor('user9'), finding: null }]);
  expect(await ask.exemptFinding(finding, false)).toMatchObject({ problem: { code: 'approval.nothing-exempt' } });
  disable(3, 6);
  expect(wordsOf(await runOnce())).toEqual(['held user3', 'held user4', 'held user5']);
});

test('R12: a rejection that is taken back leaves the change to the limits, and the audit trail says so', async () => {
  const { world, ask, runOnce } = await threeHeld();
  const [first, second, third] = (await ask.list()).items.map(({ change }) => change);
  await ask.reject({ digests: [first?.digest, second?.digest, third?.digest] });
  expect(wordsOf(await runOnce())).toEqual(['held user0', 'held user1', 'held user2']);
  expect(await ask.takeBack({ digests: [first?.digest] })).toMatchObject({
    problem: { code: 'approval.not-approved' },
  });
  expect(await ask.takeBack({ digests: [first?.digest] }, 'rejected')).toMatchObject({ value: { changes: 1 } });
  expect((await ask.audit()).items.at(-1)).toMatchObject({
    act: 'rejectionTakenBack',
    by: 'Ada (bridgehead 1.2.3, as administrator)',
    detail: expect.stringMatching(/^1 change: disable user\d@contoso.com \[[0-9a-f]{12}, disables\], rejected by Ada/),
  });
  // A client from before that act reads on.
  expect((await ask.audit(false)).items.map(({ act }) => act)).toEqual(['rejected', 'approvalTakenBack']);
  // Three are found and two allowed: nobody lets the first go by that.
  expect(wordsOf(await runOnce())).toEqual(['held user0', 'held user1', 'held user2']);
  expect(world.tenant.writes).toEqual([]);
  expect(await ask.takeBack({ digests: [first?.digest] }, 'rejected')).toMatchObject({
    problem: { code: 'approval.not-rejected', detail: first?.digest },
  });
});

test('R12: rejections of a finding are taken back together, and within the limits its changes are made', async () => {
  const { world, ask, runOnce, finding } = await threeHeld();
  await ask.reject({ finding });
  world.directory.change('user2', { userAccountControl: '512' });
  expect(wordsOf(await runOnce())).toEqual(['held user0', 'held user1']);
  expect(await ask.takeBack({ finding }, 'rejected')).toMatchObject({ value: { changes: 2 } });
  expect((await ask.decisions()).decisions).toEqual([]);
  expect(wordsOf(await runOnce())).toEqual(['applied user0', 'applied user1']);
});
