import { describe, expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { approvingAgent, names, wordsOf } from '../../../builders/approving-agent.ts';
import { limits } from '../../../builders/guard-settings.ts';
import { objectGuidFor } from '../../../builders/identifiers.ts';

describe('R12: an approval of a finding lets nothing go that somebody rejected', () => {
  const rejectFirst = async ({ ask, runOnce, disable }: ReturnType<typeof approvingAgent>) => {
    disable(0, 3);
    await runOnce();
    const digest = (await ask.list()).items.find(({ change }) => change.displayName === 'user0')?.change.digest;
    await ask.reject({ digests: [digest] });
    return digest;
  };

  test('be it a moment ago, and says how many stay held', async () => {
    const { ask, runOnce, ...rest } = approvingAgent();
    const digest = await rejectFirst({ ask, runOnce, ...rest });
    const finding = (await ask.findings()).findings[0]?.digest;
    expect(await ask.approve({ finding })).toMatchObject({ ok: true, value: { changes: 2, rejected: 1 } });
    expect((await ask.audit()).items.at(-1)?.detail).toMatch(/^2 changes of finding (?!.*user0)/);
    expect(wordsOf(await runOnce())).toEqual(['applied user1', 'applied user2', 'held user0']);
    expect((await ask.list('disables')).items).toEqual([]);
    expect((await ask.list()).items).toMatchObject([{ kinds: ['disables'], rejectedFrom: ['disables'] }]);
    expect(await ask.approve({ digests: [digest] })).toMatchObject({ ok: true, value: { changes: 1, rejected: 0 } });
    expect(wordsOf(await runOnce())).toEqual(['applied user0']);
  });

  test('unless the change is named as well; one that is named twice is one', async () => {
    const { ask, runOnce, ...rest } = approvingAgent();
    const digest = await rejectFirst({ ask, runOnce, ...rest });
    const finding = (await ask.findings()).findings[0]?.digest;
    const others = (await ask.list()).items.map(({ change }) => change.digest).filter((other) => other !== digest);
    const asked = { finding, digests: [digest, ...others, digest] };
    expect(await ask.approve(asked)).toMatchObject({ ok: true, value: { changes: 3, rejected: 0 } });
    expect(wordsOf(await runOnce())).toEqual(['applied user0', 'applied user1', 'applied user2']);
  });

  test('nor is it approved when everything was rejected', async () => {
    const { ask, runOnce, disable } = approvingAgent();
    disable(0, 3);
    await runOnce();
    const finding = (await ask.findings()).findings[0]?.digest;
    await ask.reject({ finding });
    expect(await ask.approve({ finding })).toMatchObject({ problem: { code: 'approval.all-rejected' } });
    expect((await ask.decisions()).decisions.map(({ verdict }) => verdict)).toEqual(Array(3).fill('rejected'));
    expect(wordsOf(await runOnce())).toEqual(['held user0', 'held user1', 'held user2']);
  });

  test('also when it is rejected from another finding, which an approval by itself takes back as well', async () => {
    const { world, ask, runOnce } = approvingAgent();
    const most = { count: 2, percent: 100 };
    world.configure({ guard: limits({ clearedValues: most, sameAttribute: most }) });
    for (const name of names.slice(0, 3)) world.tenant.change(`${name}@contoso.com`, { jobTitle: 'Clerk' });
    await runOnce();
    const [first, second] = (await ask.findings()).findings;
    expect([first?.held, second?.held]).toEqual([3, 3]);
    await ask.reject({ finding: second?.digest });
    expect(await ask.approve({ finding: first?.digest })).toMatchObject({ problem: { code: 'approval.all-rejected' } });
    const digests = (await ask.list()).items.map(({ change }) => change.digest);
    await ask.approve({ digests });
    expect(wordsOf(await runOnce())).toEqual(['applied user0', 'applied user1', 'applied user2']);
  });
});

async function threeApproved() {
  const all = approvingAgent();
  const { ask, runOnce, disable } = all;
  disable(0, 3);
  await runOnce();
  const digests = (await ask.list()).items.map(({ change }) => change.digest);
  await ask.approve({ finding: (await ask.findings()).findings[0]?.digest });
  return { ...all, digests };
}

test('R12: what is approved and not held by the guard is rejected all the same, and its approval is over', async () => {
  const { world, ask, runOnce, digests } = await threeApproved();
  // They are approved, and could not be made: nothing of the guard holds them any more.
  world.tenant.onWrite(() => ({ problem: problem('tenant.conflict', 'a test') }));
  await runOnce();
  world.tenant.onWrite(null);
  expect((await ask.list()).items).toEqual([]);
  expect(await ask.reject({ digests: digests.slice(0, 1) })).toMatchObject({ value: { changes: 1 } });
  expect((await ask.audit()).items.at(-1)).toMatchObject({
    act: 'rejected',
    detail: expect.stringMatching(/^1 change: disable user\d@contoso.com \[[0-9a-f]{12}, disables\]$/),
  });
  const { decisions } = await ask.decisions();
  expect(decisions.map(({ verdict }) => verdict)).toEqual(['approved', 'approved', 'rejected']);
  expect(decisions[2]).toMatchObject({ what: expect.stringContaining('disable user'), finding: null, expiresAt: null });
  expect(decisions[2]?.objectGuids).toHaveLength(1);
  expect(await ask.reject({ digests: ['a'.repeat(64)] })).toMatchObject({ problem: { code: 'approval.not-held' } });
  const after = wordsOf(await runOnce());
  expect(after.filter((words) => words.startsWith('held'))).toHaveLength(1);
});

test('R12: whoever is exempted with a finding is none of those whose change somebody rejected', async () => {
  const { world, ask, runOnce, disable } = approvingAgent();
  disable(0, 3);
  await runOnce();
  const finding = (await ask.findings()).findings[0]?.digest;
  if (finding === undefined) throw new Error('nothing is held');
  const { items } = await ask.list();
  const [first, ...others] = items.map(({ change }) => change);
  await ask.reject({ digests: [first?.digest] });
  expect(await ask.exemptFinding(finding)).toMatchObject({ value: { objects: 2, rejected: 1 } });
  expect((await ask.decisions()).exemptions.map(({ objectGuid }) => objectGuid)).not.toContain(first?.objectGuid);
  await ask.reject({ digests: others.map(({ digest }) => digest) });
  expect(await ask.exemptFinding(finding)).toMatchObject({ problem: { code: 'approval.all-rejected' } });
  expect(wordsOf(await runOnce())).toEqual(['held user0', 'held user1', 'held user2']);
  expect(world.tenant.writes).toEqual([]);
  expect(await ask.exempt('user9', 'disables')).toMatchObject({ value: { objects: 1, rejected: 0 } });
  expect((await ask.decisions()).exemptions[0]).toMatchObject({ objectGuid: objectGuidFor('user9') });
});
