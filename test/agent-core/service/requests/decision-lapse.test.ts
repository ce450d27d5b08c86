import { expect, test } from 'vitest';
import type { Decision } from '../../../../agent-core/contract/approval-requests.ts';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { namesOfDecided } from '../../../../agent-core/sync/lapse-decisions.ts';
import { approvingAgent, names, wordsOf } from '../../../builders/approving-agent.ts';
import { changeFor } from '../../../builders/changes.ts';
import { referenceTo } from '../../../builders/directory-group.ts';
import { disabledAccount } from '../../../builders/directory-object.ts';

test('R12: a change that was approved at several times for several dangers is named once, with each of these times', () => {
  const { digest } = changeFor('ada', 'delete');
  const decided = (kind: string, at: string): Decision => ({
    ...{ verdict: 'approved', digest, kind, by: 'Ada', what: 'delete ada' },
    ...{ at: `2026-03-02T${at}:00.000Z`, expiresAt: null },
  });
  const [early, late] = [decided('scopeShrink', '08:00'), decided('deletes', '09:00')];
  const named = `delete ada [${digest.slice(0, 12)}, deletes, scopeShrink], approved by Ada at`;
  expect(namesOfDecided('approved', [late, early])).toEqual([
    `${named} ${late.at} (deletes) and by Ada at ${early.at} (scopeShrink)`,
  ]);
  expect(namesOfDecided('approved', [late, { ...early, at: late.at }])).toEqual([`${named} ${late.at}`]);
});

/** Three are held and approved, and then back before a run could make the changes. */
async function approvedAndBack() {
  const all = approvingAgent();
  const { world, ask, runOnce, disable } = all;
  disable(0, 3);
  await runOnce();
  await ask.approve({ finding: (await ask.findings()).findings[0]?.digest });
  for (const name of names.slice(0, 3)) world.directory.change(name, { userAccountControl: '512' });
  return all;
}

test('R12: what was approved and is not due any more is held when it becomes due again, and the audit trail says why', async () => {
  const { ask, runOnce, disable, record } = await approvedAndBack();
  await runOnce();
  expect((await ask.decisions()).decisions).toEqual([]);
  const { items } = await ask.audit();
  expect(items.at(-1)).toMatchObject({ act: 'approvalLapsed', by: 'the agent' });
  expect(items.at(-1)?.detail).toMatch(
    /^3 changes not due any more: disable user\d@contoso.com \[[0-9a-f]{12}, disables\], approved by Ada/,
  );
  const [, second] = record.database.prepare('SELECT report FROM runs ORDER BY sequence').all();
  expect(second?.report).toContain('guard.approval-lapsed');
  expect(await ask.verify()).toMatchObject({ broken: null });
  disable(0, 3);
  expect(wordsOf(await runOnce())).toEqual(['held user0', 'held user1', 'held user2']);
});

test('R12: no approval is over without the audit trail, and the run says that it could not be written', async () => {
  const { ask, runOnce, record } = await approvedAndBack();
  // A trigger stands for a disk that takes no more.
  record.database.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END");
  await runOnce();
  expect((await ask.decisions()).decisions).toHaveLength(3);
  const [, second] = record.database.prepare('SELECT report FROM runs ORDER BY sequence').all();
  expect(second?.report).toContain('data.write-failed');
});

test('R12: an approval holds where a run could not read everything', async () => {
  const { world, ask, runOnce, disable } = await approvedAndBack();
  world.directory.breakOff({ after: 0, problem: problem('directory.unreachable', 'a test') });
  await runOnce();
  world.directory.breakOff(null);
  disable(0, 3);
  expect(wordsOf(await runOnce())).toEqual(['applied user0', 'applied user1', 'applied user2']);
  expect((await ask.decisions()).decisions).toEqual([]);
});

test('R12: what was rejected and is not due any more counts like any other change when it becomes due again, and the audit trail says why', async () => {
  const { world, ask, runOnce, disable, record } = approvingAgent();
  disable(0, 3);
  await runOnce();
  await ask.reject({ finding: (await ask.findings()).findings[0]?.digest });
  for (let runs = 0; runs < 3; runs += 1)
    expect(wordsOf(await runOnce())).toEqual(['held user0', 'held user1', 'held user2']);
  world.directory.change('user0', { userAccountControl: '512' });
  expect(wordsOf(await runOnce())).toEqual(['held user1', 'held user2']);
  expect((await ask.decisions()).decisions).toHaveLength(2);
  const { items } = await ask.audit();
  expect(items.at(-1)).toMatchObject({ act: 'rejectionLapsed', by: 'the agent' });
  expect(items.at(-1)?.detail).toMatch(
    /^1 change not due any more: disable user0@contoso.com \[[0-9a-f]{12}, disables\], rejected by Ada/,
  );
  expect(record.database.prepare('SELECT report FROM runs ORDER BY sequence').all().at(-1)?.report).toContain(
    'guard.rejection-lapsed',
  );
  expect(await ask.verify()).toMatchObject({ broken: null });
  disable(0, 1);
  expect(wordsOf(await runOnce()).filter((words) => words.endsWith('user0'))).toEqual(['held user0']);
  await ask.takeBack({ digests: (await ask.decisions()).decisions.map(({ digest }) => digest) }, 'rejected');
  world.directory.change('user1', { userAccountControl: '512' });
  expect(wordsOf(await runOnce())).toEqual(['applied user0', 'applied user2']);
});

test('R12: no rejection is over without the audit trail', async () => {
  const { world, ask, runOnce, disable, record } = approvingAgent();
  disable(0, 3);
  await runOnce();
  await ask.reject({ finding: (await ask.findings()).findings[0]?.digest });
  world.directory.change('user0', { userAccountControl: '512' });
  record.database.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END");
  await runOnce();
  expect((await ask.decisions()).decisions).toHaveLength(3);
});

test.each(['approved', 'rejected'] as const)(
  'R12: of what was %s and nobody knows whom it is about, a rejection alone holds while anybody is kept waiting',
  async (verdict) => {
    const { world, ask, runOnce, disable, record } = approvingAgent();
    disable(0, 3);
    await runOnce();
    const { digest: finding } = (await ask.findings()).findings[0] ?? {};
    await (verdict === 'approved' ? ask.approve({ finding }) : ask.reject({ finding }));
    // As the record was before it kept that.
    record.database.exec('UPDATE decisions SET objects = NULL');
    for (const name of names.slice(0, 3)) world.directory.change(name, { userAccountControl: '512' });
    world.directory.change('user9', { department: 'x'.repeat(65) });
    await runOnce();
    expect((await ask.decisions()).decisions).toHaveLength(verdict === 'approved' ? 0 : 3);
    world.directory.change('user9', { department: null });
    await runOnce();
    expect((await ask.decisions()).decisions).toEqual([]);
  },
);

test('R12: what was approved under other settings is held, also where no run that read everything lay between', async () => {
  const { world, ask, runOnce, settingsAre } = await approvedAndBack();
  world.directory.breakOff({ after: 0, problem: problem('directory.unreachable', 'a test') });
  const staff = { kind: 'groups', groups: [referenceTo('Staff')] } as const;
  expect(settingsAre({ scope: { kind: 'all' } }, { scope: staff })).toEqual({ ok: true, value: 3 });
  await runOnce();
  expect(settingsAre({ scope: staff }, { scope: { kind: 'all' } })).toEqual({ ok: true, value: 0 });
  world.directory.breakOff(null);
  for (const name of names.slice(0, 3)) world.directory.change(name, { userAccountControl: disabledAccount });
  expect(wordsOf(await runOnce())).toEqual(['held user0', 'held user1', 'held user2']);
  expect((await ask.audit()).items.at(-1)).toMatchObject({
    act: 'approvalLapsed',
    detail: expect.stringContaining('3 changes, by other settings: disable user'),
  });
});
