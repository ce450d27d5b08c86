/** A directory and a service that get what a set-up needs, step by step, as somebody wants it who is not there. */
import { expect, test } from 'vitest';
import { carryOutDirectoryWork } from '../../../agent-core/cli/carry-out-directory-work.ts';
import type { CommandOutput } from '../../../agent-core/cli/command.ts';
import type { DirectoryWork } from '../../../agent-core/cli/directory-work.ts';
import type { AccountSurroundings, EnsuredManagedAccount } from '../../../agent-core/contract/account-requests.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import { Secret } from '../../../agent-core/contract/secret.ts';
import { domainSettingsSchema } from '../../../agent-core/contract/settings.ts';
import { fakeAccountReport, fakeRights } from '../../builders/fake-administration.ts';
import { hostWith } from '../../builders/hosted-service.ts';
import { smallestDomain } from '../../builders/settings.ts';
import { connectClient, openStubAgent } from '../../builders/stub-agent.ts';

const account = 'bridgehead$@contoso.com';
const logonName = 'contoso.com\\bridgehead$';
const own = 'NT SERVICE\\BridgeheadAgent';
const windows: AccountSurroundings = {
  ...{ platform: 'windows', computer: 'SRV1', canUseManagedAccount: true, clientKeytab: null, hasClientKeytab: null },
  runsAs: 'BridgeheadAgent',
};

function workIn(name: string, changes: Partial<DirectoryWork> = {}): DirectoryWork {
  return {
    domain: domainSettingsSchema.parse({ ...smallestDomain, name, account, identity: 'service' }),
    administrator: { account: `admin@${name}`, password: new Secret('only once') },
    managedAccount: { create: true, computer: null, group: null },
    ...{ grantRights: true, units: [], ...changes },
  };
}
const work = workIn('contoso.com');

interface Scene {
  readonly here?: Partial<AccountSurroundings>;
  readonly ensured?: Partial<EnsuredManagedAccount>;
  readonly added?: number | 'refused';
  readonly worksAs?: readonly (string | null)[];
}

async function carryOut(works: readonly DirectoryWork[], scene: Scene = {}) {
  const { here = {}, ensured = {}, added = 10, worksAs = [logonName] } = scene;
  const asked: string[] = [];
  const machine = hostWith(own, worksAs);
  const { dataDir } = await openStubAgent({
    'account.here': () => succeed({ ...windows, ...here }),
    'account.ensure': ({ name, mayCreate, administrator }) => {
      asked.push(`${mayCreate ? 'create' : 'use'} ${name} as ${administrator.account}`);
      return succeed({ ...fakeAccountReport, did: ['created'], needsRestart: false, ...ensured });
    },
    'rights.apply': (wish) => {
      asked.push(`grant ${wish.mode} to ${wish.account} as ${wish.administrator.account}`);
      if (added === 'refused') return fail(problem('rights.not-permitted', 'DC=contoso,DC=com'));
      return succeed({ ...fakeRights, added });
    },
  });
  const shown: CommandOutput[] = [];
  let reconnected = 0;
  const client = await connectClient(dataDir);
  const done = await carryOutDirectoryWork(works, {
    ...{ client, dataDir, timeoutMs: 1, signal: new AbortController().signal },
    chooseHost: () => succeed(machine.host),
    reconnect: async () => {
      reconnected += 1;
      return succeed(client);
    },
    tell: (output) => void shown.push(output),
  });
  return { done, asked: [...asked, ...machine.said], told: shown.map(({ text }) => text).join(''), shown, reconnected };
}

test('R36: the account comes first, then its rights, and the service runs as it last', async () => {
  const { done, asked, told, shown, reconnected } = await carryOut([work]);
  expect(done.ok).toBe(true);
  expect(asked).toEqual([
    'create bridgehead as admin@contoso.com',
    `grant domain to ${account} as admin@contoso.com`,
    `restarted as ${logonName}`,
  ]);
  expect(told).toBe(
    `${account} was created.\n${account} was granted 10 rights in contoso.com.\nThe service runs as ${account} now.\n`,
  );
  expect(reconnected).toBe(1);
  expect(JSON.stringify(shown)).not.toContain('only once');
});

test('R19: rights in every domain are granted after the account was made, whichever of them keeps it', async () => {
  const other = workIn('fabrikam.com', { managedAccount: null });
  const { asked } = await carryOut([other, work]);
  expect(asked).toEqual([
    'create bridgehead as admin@contoso.com',
    `grant domain to ${account} as admin@fabrikam.com`,
    `grant domain to ${account} as admin@contoso.com`,
    `restarted as ${logonName}`,
  ]);
});

test('a second time nothing is changed, and the service is not restarted', async () => {
  const again = { here: { runsAs: 'BRIDGEHEAD$' }, ensured: { did: [] }, added: 0 };
  const { done, asked, told, reconnected } = await carryOut([work], again);
  expect(done.ok).toBe(true);
  expect(asked.filter((each) => each.startsWith('restarted'))).toEqual([]);
  expect(reconnected).toBe(0);
  expect(told).toBe(
    `${account} was there already.\n${account} had its rights in contoso.com already.\nThe service runs as ${account} already.\n`,
  );
});

test('rights alone leave account and service alone', async () => {
  const { asked } = await carryOut([workIn('contoso.com', { managedAccount: null })]);
  expect(asked).toEqual([`grant domain to ${account} as admin@contoso.com`]);
});

test('an account that must be there is never made', async () => {
  const { asked } = await carryOut([
    workIn('contoso.com', { managedAccount: { create: false, computer: null, group: null } }),
  ]);
  expect(asked[0]).toBe('use bridgehead as admin@contoso.com');
});

test('what was done before a step that is refused is told, and nothing is done after it', async () => {
  const { done, asked, told } = await carryOut([work], { added: 'refused' });
  expect(done).toMatchObject({ ok: false, problem: { code: 'rights.not-permitted' } });
  expect(told).toBe(`${account} was created.\n`);
  expect(asked.filter((each) => each.startsWith('restarted'))).toEqual([]);
});

test.each<[string, string, Partial<EnsuredManagedAccount>]>([
  ['that the server may use when it restarts', 'account.needs-restart', { did: ['addedToGroup'], needsRestart: true }],
  ['whose password the server may not retrieve', 'account.not-retrievable', { retrieves: null }],
])('R36: the service does not run as an account %s', async (_which, code, ensured) => {
  const { done, asked, told } = await carryOut([work], { ensured });
  expect(done).toMatchObject({ ok: false, problem: { code } });
  expect(asked.filter((each) => each.startsWith('restarted'))).toEqual([]);
  expect(told).toContain('was granted 10 rights');
});

test('R36: nor as one that is disabled', async () => {
  const { account: found } = fakeAccountReport;
  const ensured = { account: found === null ? null : { ...found, isEnabled: false } };
  expect((await carryOut([work], { ensured })).done).toMatchObject({ problem: { code: 'account.disabled' } });
});

test('R36: a service that does not start as the account is back with the one before, and the set-up ends', async () => {
  const { done, told, reconnected } = await carryOut([work], { worksAs: [null] });
  expect(done).toMatchObject({ ok: false, problem: { code: 'service.account-put-back' } });
  expect(told).not.toContain('runs as');
  expect(reconnected).toBe(0);
});

test('where only a keytab makes the agent the account, the service keeps its own', async () => {
  const { done, asked, told } = await carryOut([work], { here: { canUseManagedAccount: false } });
  expect(done.ok).toBe(true);
  expect(asked.filter((each) => each.startsWith('restarted'))).toEqual([]);
  expect(told).toContain('The service keeps its account');
});

test.each([
  [null, 'KRB5_CLIENT_KTNAME is not set'],
  ['FILE:/etc/bridgehead.keytab', 'nothing is at FILE:/etc/bridgehead.keytab'],
])('R36: nothing is made where the agent has no keytab of the account (%s)', async (clientKeytab, detail) => {
  const here = { canUseManagedAccount: false, clientKeytab, hasClientKeytab: false };
  const { done, asked, told } = await carryOut([work], { here });
  expect(done).toMatchObject({ problem: { code: 'account.no-keytab', detail: `${account}: ${detail}` } });
  expect([asked, told]).toEqual([[], '']);
});
