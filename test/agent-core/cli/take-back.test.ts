import { expect, test, vi } from 'vitest';
import { takeBack } from '../../../agent-core/cli/take-back.ts';
import type { ManagedAccountReport, RemovedManagedAccount } from '../../../agent-core/contract/account-requests.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../../agent-core/contract/result.ts';
import { fakeAccountReport, fakeRights } from '../../builders/fake-administration.ts';
import { connectClient, openStubAgent } from '../../builders/stub-agent.ts';

const signal = new AbortController().signal;
const { account } = fakeAccountReport;
if (account === null) throw new Error('there is an account');
const deleted: RemovedManagedAccount = {
  ...{ isRetrievalRemoved: true, isDeleted: true, rightsRemoved: 10, keptBecause: null },
};

/** What is asked for an account, and what comes of it. */
async function back(
  name: string,
  isAccountMeant: boolean,
  report: Result<ManagedAccountReport> = succeed(fakeAccountReport),
  answer: Result<{ removed: typeof fakeRights.others; others: [] }> = succeed({
    removed: fakeRights.others,
    others: [],
  }),
) {
  const rights = vi.fn(() => answer);
  const accounts = vi.fn(() => succeed(deleted));
  const inspected = vi.fn(() => report);
  const { dataDir } = await openStubAgent({
    'account.inspect': inspected,
    'account.remove': accounts,
    'rights.remove': rights,
  });
  const administration = {
    domain: { configured: 'contoso.com' },
    settings: { name: 'contoso.com', account: name, rights: 'domain' },
    scope: { kind: 'all' },
    administrator: { account: 'admin@contoso.com', password: 'only once' },
  } as const;
  const taken = await takeBack(administration, isAccountMeant, await connectClient(dataDir), signal);
  return { taken, asked: [inspected, accounts, rights].map(({ mock }) => mock.calls.length) };
}

test('of an ordinary account the rights are taken back, and nobody asks for a managed one', async () => {
  const { taken, asked } = await back('reader@contoso.com', true);
  expect(taken).toMatchObject({ value: { rightsRemoved: 1, isAccountDeleted: false, keptBecause: 'notManaged' } });
  expect(asked).toEqual([0, 0, 1]);
  expect((await back('reader@contoso.com', false)).taken).toMatchObject({ value: { keptBecause: null } });
});

test.each(['bridgehead$', 'CONTOSO\\bridgehead$', 'bridgehead$@contoso.com'])(
  'of the managed account %s the rights are taken back, and it is deleted only where that is said',
  async (name) => {
    const alone = await back(name, false);
    expect([alone.taken, alone.asked]).toMatchObject([
      { value: { isAccountDeleted: false, rightsRemoved: 1 } },
      [1, 0, 1],
    ]);
    const both = await back(name, true);
    expect([both.taken, both.asked]).toMatchObject([
      { value: { isAccountDeleted: true, rightsRemoved: 10 } },
      [1, 1, 0],
    ]);
  },
);

test('R36: an account that another server uses keeps its rights, and stays', async () => {
  const retrievers = [...account.retrievers, { name: 'SRV2$', sid: 'S-1-5-21-1-2-3-1201' }];
  const shared = succeed({ ...fakeAccountReport, account: { ...account, retrievers } });
  for (const isAccountMeant of [false, true]) {
    const { taken, asked } = await back('bridgehead$', isAccountMeant, shared);
    expect(taken).toMatchObject({ value: { rightsRemoved: 0, isAccountDeleted: false, keptBecause: 'stillUsed' } });
    expect(asked).toEqual([1, 0, 0]);
  }
});

test('R36: an account that somebody else made stays, and may still be used by this server', async () => {
  const foreign = succeed({ ...fakeAccountReport, account: { ...account, isOurs: false } });
  const { taken, asked } = await back('bridgehead$', true, foreign);
  expect(taken).toMatchObject({ value: { rightsRemoved: 1, isAccountDeleted: false, keptBecause: 'notOurs' } });
  expect(asked).toEqual([1, 0, 1]);
});

test('the name of a computer is no managed account; whatever else is in the way is told, and nothing is taken back', async () => {
  const computer = await back('srv1$', true, fail(problem('account.name-taken', 'CN=SRV1')));
  expect([computer.taken, computer.asked]).toMatchObject([{ value: { rightsRemoved: 1 } }, [1, 0, 1]]);
  const refused = await back('bridgehead$', true, fail(problem('account.unknown-computer', 'SRV1')));
  expect([refused.taken, refused.asked]).toMatchObject([{ problem: { code: 'account.unknown-computer' } }, [1, 0, 0]]);
});

test.each(['bridgehead$', 'reader@contoso.com'])(
  'of the account %s that is gone there is nothing to take back',
  async (name) => {
    const none = succeed({ ...fakeAccountReport, account: null });
    const gone = await back(name, true, none, fail(problem('rights.unknown-account', name)));
    expect(gone.taken).toMatchObject({ value: { rightsRemoved: 0, isAccountDeleted: false, keptBecause: 'notThere' } });
    const another = await back(name, true, none, fail(problem('rights.ambiguous-account', name)));
    expect(another.taken).toMatchObject({ problem: { code: 'rights.ambiguous-account' } });
  },
);
