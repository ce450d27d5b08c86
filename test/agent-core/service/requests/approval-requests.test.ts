import { describe, expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { createAudit } from '../../../../agent-core/service/audit.ts';
import { approveChanges } from '../../../../agent-core/service/requests/approvals-decide.ts';
import { approvingAgent, caller, names, wordsOf } from '../../../builders/approving-agent.ts';
import { directoryGroup, memberFor } from '../../../builders/directory-group.ts';
import { objectGuidFor } from '../../../builders/identifiers.ts';
import { memoryAgentLog } from '../../../builders/memory-agent-log.ts';
import { tenantWithMarks } from '../../../builders/ownership-marks.ts';

const { signal } = new AbortController();
const day = 86_400_000;

test('a decision finds the changes that it is about, and reads none of the others that are held', async () => {
  const { record, clock, runOnce, disable, ask } = approvingAgent();
  disable(0, 9);
  await runOnce();
  const [first] = (await ask.list()).items;
  const digest = first?.change.digest;
  const heldChanges = {
    ...record.heldChanges,
    read: () => {
      throw new Error('all that is held was read');
    },
  };
  const log = memoryAgentLog();
  const audit = createAudit(record.auditTrail, clock, log, () => undefined);
  const parts = { ...record, heldChanges, clock, log, audit };
  const approved = await approveChanges(parts)(
    { person: 'Ada', finding: null, digests: digest === undefined ? [] : [digest], days: 7 },
    signal,
    caller,
  );
  expect(approved).toMatchObject({ ok: true, value: { changes: 1 } });
  const [line] = (await ask.audit()).items;
  expect(line?.detail).toContain(`1 change: disable ${first?.change.displayName}`);
});

describe('R12: an approval of a finding', () => {
  test('lets the next run make exactly what it held, and the report says by whom; newcomers stay held', async () => {
    const { ask, runOnce, disable } = approvingAgent();
    disable(0, 3);
    await runOnce();
    const [finding] = (await ask.findings()).findings;
    expect(finding).toMatchObject({ kind: 'disables', found: 3, allowed: 2, held: 3 });
    expect(await ask.approve({ finding: finding?.digest })).toMatchObject({
      ok: true,
      value: { changes: 3, expiresAt: '2026-03-09T08:02:00.000Z' },
    });
    disable(3, 4);
    const entries = await runOnce();
    expect(wordsOf(entries)).toEqual(['applied user0', 'applied user1', 'applied user2', 'held user3']);
    const made = entries.flatMap((entry) =>
      entry.kind === 'outcome' && entry.outcome.kind === 'applied' ? [entry.outcome.approval?.by] : [],
    );
    expect(new Set(made)).toEqual(new Set(['Ada (bridgehead 1.2.3, as administrator)']));
    // Approved changes count: what is left has to be approved as well, or wait a day.
    expect(wordsOf(await runOnce())).toEqual(['held user3']);
  });

  test('is for once: the same change planned again later is held again', async () => {
    const { world, ask, runOnce, disable } = approvingAgent();
    disable(0, 3);
    await runOnce();
    await ask.approve({ finding: (await ask.findings()).findings[0]?.digest });
    expect(wordsOf(await runOnce())).toHaveLength(3);
    expect((await ask.decisions()).decisions).toEqual([]);
    for (const name of names.slice(0, 3)) world.tenant.change(`${name}@contoso.com`, { accountEnabled: true });
    expect(wordsOf(await runOnce())).toEqual(['held user0', 'held user1', 'held user2']);
  });

  test('ends after seven days, and the changes are held again', async () => {
    const { ask, runOnce, clock, disable, world } = approvingAgent();
    disable(0, 3);
    await runOnce();
    await ask.approve({ finding: (await ask.findings()).findings[0]?.digest });
    clock.advance(7 * day);
    expect(wordsOf(await runOnce())).toEqual(['held user0', 'held user1', 'held user2']);
    expect(world.tenant.writes).toEqual([]);
  });

  test('that holds something else by now is refused, and nothing is approved', async () => {
    const { ask, runOnce, disable } = approvingAgent();
    disable(0, 3);
    await runOnce();
    const before = (await ask.findings()).findings[0]?.digest;
    disable(3, 4);
    await runOnce();
    expect(await ask.approve({ finding: before })).toMatchObject({ problem: { code: 'approval.finding-changed' } });
    expect((await ask.decisions()).decisions).toEqual([]);
  });
});

describe('R12: a single change', () => {
  test('can be approved by its digest; the others stay held', async () => {
    const { ask, runOnce, disable } = approvingAgent();
    disable(0, 4);
    await runOnce();
    const { items } = await ask.list();
    expect(items.map(({ kinds }) => kinds)).toEqual(Array(4).fill(['disables']));
    await ask.approve({ digests: [items[1]?.change.digest], days: 1 });
    expect((await ask.list('disables')).items[1]?.decisions).toMatchObject([{ verdict: 'approved', kind: 'disables' }]);
    expect(wordsOf(await runOnce()).filter((words) => words.startsWith('applied'))).toEqual([
      `applied ${items[1]?.change.displayName}`,
    ]);
    // Two may be disabled, one was: approving a part made no room for the other three.
    expect(wordsOf(await runOnce())).toHaveLength(3);
  });

  test('that is rejected stays held although it is the only one, until it is approved', async () => {
    const { world, ask, runOnce, disable } = approvingAgent();
    disable(0, 3);
    await runOnce();
    const { items } = await ask.list();
    const digest = items.find(({ change }) => change.displayName === 'user0')?.change.digest;
    await ask.reject({ digests: [digest] });
    for (const name of ['user1', 'user2']) world.directory.change(name, { userAccountControl: '512' });
    expect(wordsOf(await runOnce())).toEqual(['held user0']);
    expect((await ask.findings()).findings).toMatchObject([{ kind: 'rejected', held: 1 }]);
    expect((await ask.list('rejected')).items).toMatchObject([{ change: { digest }, kinds: ['disables'] }]);
    expect((await ask.list('enables')).items).toEqual([]);
    await ask.approve({ digests: [digest] });
    expect(wordsOf(await runOnce())).toEqual(['applied user0']);
  });

  test('that is not held cannot be decided about, nor can nothing', async () => {
    const { ask } = approvingAgent();
    expect(await ask.approve({ digests: ['a'.repeat(64)] })).toMatchObject({ problem: { code: 'approval.not-held' } });
    expect(await ask.reject({})).toMatchObject({ problem: { code: 'approval.nothing-named' } });
  });
});

test('R12: an object that is exempt from a kind is not counted any more, until that is taken back', async () => {
  const { world, ask, runOnce, disable } = approvingAgent();
  disable(0, 3);
  await runOnce();
  expect(await ask.exempt('user0', 'nonsense')).toMatchObject({ problem: { code: 'approval.unknown-kind' } });
  expect(await ask.exempt('user0', 'disables', false)).toMatchObject({ problem: { code: 'approval.not-exempt' } });
  await ask.exempt('user0', 'disables');
  expect((await ask.decisions()).exemptions).toMatchObject([{ objectGuid: objectGuidFor('user0'), kind: 'disables' }]);
  expect(wordsOf(await runOnce())).toEqual(['applied user0', 'applied user1', 'applied user2']);
  await ask.exempt('user0', 'disables', false);
  for (const name of names.slice(0, 3)) world.tenant.change(`${name}@contoso.com`, { accountEnabled: true });
  expect(wordsOf(await runOnce())).toHaveLength(3);
  expect((await ask.decisions()).exemptions).toEqual([]);
});

test('an approval of a group that is made anew counts its members in the audit trail', async () => {
  const { world, ask, runOnce } = approvingAgent({
    groups: [directoryGroup('crew', [memberFor('user0'), memberFor('user1')])],
    tenant: tenantWithMarks,
  });
  await runOnce();
  await runOnce();
  for (const { tenantObjectId } of world.tenant.groups) await world.tenant.deleteGroup(tenantObjectId, signal);
  await runOnce();
  const [finding] = (await ask.findings()).findings;
  await ask.approve({ finding: finding?.digest });
  expect((await ask.audit()).items.at(-1)?.detail).toMatch(
    /^3 changes of finding [0-9a-f]{64}: create group crew and 2 memberships \[[0-9a-f]{12}, foreignDeletions\]$/,
  );
});

test('an exemption of somebody who is not held has the name that the provisioning log knows, and is of nobody before a set-up', async () => {
  const { ask, runOnce, disable, settingsStore } = approvingAgent();
  disable(0, 1);
  expect(wordsOf(await runOnce())).toEqual(['applied user0']);
  await ask.exempt('user0', 'disables');
  await ask.exempt('user9', 'disables');
  const named = (await ask.decisions()).exemptions.map(({ objectGuid, name }) => `${objectGuid} ${name}`);
  expect(new Set(named)).toEqual(
    new Set([`${objectGuidFor('user0')} user0@contoso.com`, `${objectGuidFor('user9')} null`]),
  );
  expect((await ask.audit()).items[0]?.detail).toContain(`user0@contoso.com ${objectGuidFor('user0')}`);
  settingsStore.clear();
  expect(await ask.exempt('user1', 'disables')).toMatchObject({ problem: { code: 'setup.required' } });
});

test('R12: an exemption ends by itself, and later when it is given again', async () => {
  const { world, ask, runOnce, disable } = approvingAgent();
  disable(0, 3);
  await runOnce();
  expect(await ask.exempt('user0', 'disables')).toMatchObject({ value: { objects: 1 } });
  const { clock } = world;
  const inDays = (days: number) => new Date(Date.parse(clock.now()) + days * day).toISOString();
  const sevenDays = { name: 'user0@contoso.com', expiresAt: inDays(7) };
  expect((await ask.decisions()).exemptions).toMatchObject([sevenDays]);
  clock.advance(day);
  expect(await ask.exempt('user0', 'disables', true, 30)).toMatchObject({
    value: { objects: 1, expiresAt: inDays(30) },
  });
  clock.advance(30 * day - 1);
  expect((await ask.decisions()).exemptions).toHaveLength(1);
  clock.advance(1);
  expect((await ask.decisions()).exemptions).toEqual([]);
  expect(wordsOf(await runOnce())).toEqual(['held user0', 'held user1', 'held user2']);
});

test.each(['groupDeletes', 'deletes', 'creates', 'takeovers', 'foreignBlocks', 'foreignDeletions', 'rolesUnreadable'])(
  'R13: nothing is exempt from %s, of which each change is decided by itself',
  async (kind) => {
    const { ask } = approvingAgent();
    expect(await ask.exempt('user0', kind)).toMatchObject({ problem: { code: 'approval.not-exemptible' } });
    expect(await ask.exempt('user0', kind, false)).toMatchObject({ problem: { code: 'approval.not-exempt' } });
  },
);

test('what is held stays known while a run cannot read everything, and is forgotten when nothing is held any more', async () => {
  const { world, ask, runOnce, disable } = approvingAgent();
  disable(0, 3);
  await runOnce();
  world.directory.breakOff({ after: 0, problem: problem('directory.unreachable', 'a test') });
  await runOnce();
  expect((await ask.findings()).findings).toHaveLength(1);
  expect((await ask.list(null, 2)).next).not.toBeNull();
  world.directory.breakOff(null);
  for (const name of names.slice(0, 3)) world.directory.change(name, { userAccountControl: '512' });
  await runOnce();
  expect(await ask.findings()).toEqual({ runId: null, findings: [] });
  expect((await ask.list()).items).toEqual([]);
});

test('every decision is in the audit trail, with the name of the person, before it is in force', async () => {
  const { ask, record, runOnce, disable } = approvingAgent();
  disable(0, 3);
  await runOnce();
  const finding = (await ask.findings()).findings[0]?.digest;
  await ask.approve({ finding });
  await ask.exempt('user0', 'disables');
  const { items } = await ask.audit();
  const [exemption] = (await ask.decisions()).exemptions;
  expect(items.map(({ act, by }) => `${act} by ${by}`)).toEqual([
    'approved by Ada (bridgehead 1.2.3, as administrator)',
    'exempted by Ada (bridgehead 1.2.3, as administrator)',
  ]);
  expect(items[0]?.detail).toContain(`3 changes of finding ${finding}: disable user`);
  for (const name of names.slice(0, 3)) expect(items[0]?.detail).toContain(`disable ${name}@contoso.com [`);
  expect(items[1]?.detail).toBe(
    `from disables until ${exemption?.expiresAt}: user0@contoso.com ${objectGuidFor('user0')}`,
  );
  expect(await ask.verify()).toEqual({ entries: 2, broken: null });
  // A trigger stands for a disk that takes no more.
  record.database.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END");
  expect(await ask.reject({ finding })).toMatchObject({ problem: { code: 'data.write-failed' } });
  expect((await ask.decisions()).decisions.map(({ verdict }) => verdict)).not.toContain('rejected');
});

test('R13: a value that was written back three times is not written any more, while others are, until somebody approves it', async () => {
  const { world, ask, runOnce } = approvingAgent();
  world.directory.change('user0', { mail: 'ada@contoso.com' });
  const rewriteMail = () => world.tenant.change('user0@contoso.com', { mail: 'rewritten@contoso.com' });
  for (const title of ['Clerk', 'Engineer', 'Director']) {
    world.directory.change('user0', { title });
    expect(wordsOf(await runOnce())).toEqual(['applied user0']);
    rewriteMail();
  }
  world.directory.change('user0', { title: 'President' });
  expect(wordsOf(await runOnce())).toEqual(['applied user0', 'held user0']);
  expect(world.tenant.users[0]?.values).toMatchObject({ jobTitle: 'President', mail: 'rewritten@contoso.com' });
  const [finding] = (await ask.findings()).findings;
  expect(finding).toMatchObject({ kind: 'tugOfWar', found: 1, allowed: 0 });
  expect(wordsOf(await runOnce())).toEqual(['held user0']);
  await ask.approve({ finding: finding?.digest });
  expect(wordsOf(await runOnce())).toEqual(['applied user0']);
  // Another value is another matter.
  rewriteMail();
  world.directory.change('user0', { mail: 'new@contoso.com' });
  expect(wordsOf(await runOnce())).toEqual(['applied user0']);
});

test('R12: all objects that a finding holds can be exempted at once, but not one that came later', async () => {
  const { ask, runOnce, disable } = approvingAgent();
  disable(0, 3);
  await runOnce();
  const digest = (await ask.findings()).findings[0]?.digest;
  if (digest === undefined) throw new Error('nothing is held');
  expect(await ask.exemptFinding(digest)).toMatchObject({ value: { objects: 3 } });
  disable(3, 6);
  expect(wordsOf(await runOnce())).toEqual([
    ...['applied user0', 'applied user1', 'applied user2'],
    ...['held user3', 'held user4', 'held user5'],
  ]);
  expect(await ask.exemptFinding(digest)).toMatchObject({ problem: { code: 'approval.finding-changed' } });
});
