import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { Attribute, Change } from 'ldapts';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readCookie } from '../../../../agent-core/active-directory/changes/read-changes.ts';
import { connectController } from '../../../../agent-core/active-directory/connection/connect-controller.ts';
import { createDirectoryAdministration } from '../../../../agent-core/active-directory/directory-administration.ts';
import {
  createManagedAccounts,
  type ManagedAccounts,
} from '../../../../agent-core/active-directory/managed-accounts/managed-accounts.ts';
import {
  createDirectoryRights,
  type DirectoryRights,
} from '../../../../agent-core/active-directory/rights/directory-rights.ts';
import { createGssapiProvider } from '../../../../agent-core/active-directory/security-provider/gssapi-provider.ts';
import { setupCommand } from '../../../../agent-core/cli/commands/setup.ts';
import type { ManagedWish } from '../../../../agent-core/contract/account-requests.ts';
import { type Result, succeed } from '../../../../agent-core/contract/result.ts';
import { Secret } from '../../../../agent-core/contract/secret.ts';
import type { DomainSettings } from '../../../../agent-core/contract/settings.ts';
import { accountSurroundings } from '../../../../agent-core/service/account-surroundings.ts';
import { ensureAccount } from '../../../../agent-core/service/requests/account-change.ts';
import { applyRights } from '../../../../agent-core/service/requests/rights-change.ts';
import { runCommandLine } from '../../../builders/command-context.ts';
import { memoryAgentLog } from '../../../builders/memory-agent-log.ts';
import { openStubAgent } from '../../../builders/stub-agent.ts';
import { readLabSettings } from '../../../harness/lab-settings.ts';
import { withDirectory } from '../../../lab/directory/directory-connection.ts';
import { exportKeytab } from '../../../lab/directory/export-keytab.ts';
import { addRootKey } from '../../../lab/directory/root-key.ts';
import { sambaTool } from '../../../lab/directory/testing/samba-tool.ts';
import { labAnswers } from '../../../lab/lab-answers.ts';
import { labFiles } from '../../../lab/lab-files.ts';
import { bareSurroundings } from '../bare-surroundings.ts';
import { giveBackKerberos } from '../give-back-kerberos.ts';

const lab = inject('lab');
const { baseDn, domainName, host, administrator } = lab.directory;
const never = new AbortController().signal;
const tag = randomUUID().slice(0, 6);
const group = `agents-${tag}`;
const groupDn = `CN=${group},CN=Users,${baseDn}`;
const computers = [`srv1-${tag}`, `srv2-${tag}`] as const;
const foreign = `other-${tag}`;
const made: readonly (readonly [dn: string, values: Readonly<Record<string, string>>])[] = [
  [groupDn, { objectClass: 'group', sAMAccountName: group }],
  ...computers.map((name) => {
    const values = { objectClass: 'computer', sAMAccountName: `${name}$`, userAccountControl: '4096' };
    return [`CN=${name},CN=Computers,${baseDn}`, values] as const;
  }),
  [
    `CN=${foreign},CN=Managed Service Accounts,${baseDn}`,
    {
      objectClass: 'msDS-GroupManagedServiceAccount',
      sAMAccountName: `${foreign}$`,
      dNSHostName: `${foreign}.${domainName}`,
      userAccountControl: '4096',
      'msDS-ManagedPasswordInterval': '30',
    },
  ],
];
const hour = 3_600_000;

let accounts: ManagedAccounts;
let asAgent: ManagedAccounts;
let rights: DirectoryRights;

giveBackKerberos();
beforeAll(async () => {
  const { domain, password: agentPassword } = await readLabSettings(lab);
  const surroundings = bareSurroundings();
  const password = new Secret((await readFile(administrator.passwordPath, 'utf8')).trim());
  const access = { settings: { ...domain, account: administrator.userPrincipalName }, password, surroundings };
  accounts = createManagedAccounts(access);
  rights = createDirectoryRights(access);
  asAgent = createManagedAccounts({ settings: domain, password: agentPassword, surroundings });
  await withDirectory(lab, administrator, async (client) => {
    for (const [dn, values] of made) {
      const attributes = Object.entries(values).map(([type, value]) => new Attribute({ type, values: [value] }));
      await client.add(dn, attributes);
    }
  });
});
afterAll(async () => {
  await withDirectory(lab, administrator, async (client) => {
    for (const [dn] of made) await client.del(dn);
  });
});

async function answerOf<Value>(asked: Promise<Result<Value>>): Promise<Value> {
  const answer = await asked;
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}

const wish = (changes: Partial<ManagedWish> = {}): ManagedWish => ({
  ...{ name: `bh-${tag}`, computer: computers[0], group: null },
  ...changes,
});
const ensure = (changes: Partial<ManagedWish> = {}, mayCreate = true) =>
  accounts.ensure(wish(changes), mayCreate, never);

describe('R36: a managed account', () => {
  test('is not created without a KDS root key that every controller has by now', async () => {
    expect(await ensure()).toMatchObject({ ok: false, problem: { code: 'account.no-root-key' } });
    const removeKey = await addRootKey(lab, Date.now());
    try {
      expect(await ensure()).toMatchObject({ ok: false, problem: { code: 'account.root-key-too-new' } });
      const report = await answerOf(accounts.inspect(wish(), never));
      expect(report).toMatchObject({ account: null, problems: [{ code: 'account.root-key-too-new' }] });
    } finally {
      await removeKey();
    }
  });

  describe('with such a key', () => {
    let removeKey: () => Promise<void>;
    beforeAll(async () => {
      removeKey = await addRootKey(lab, Date.now() - 11 * hour);
    });
    afterAll(async () => await removeKey());

    test('is created with AES alone for the server, used by the next one, and deleted with the last', async () => {
      const created = await answerOf(ensure());
      expect(created).toMatchObject({
        account: { sAMAccountName: `bh-${tag}$`, isOurs: true, isEnabled: true, isAesOnly: true },
        ...{ retrieves: 'directly', did: ['created'], needsRestart: false, problems: [] },
      });
      expect(created.account?.retrievers.map(({ name }) => name)).toEqual([`${computers[0]}$`]);
      expect(await answerOf(ensure())).toEqual({ ...created, did: [] });

      const next = await answerOf(ensure({ computer: computers[1] }, false));
      expect(next).toMatchObject({ did: ['retrievalGranted'], retrieves: 'directly', problems: [] });
      expect(next.account?.retrievers).toHaveLength(2);

      const granted = { account: `bh-${tag}$`, mode: 'domain', units: [] } as const;
      await answerOf(rights.apply(granted, never));
      const first = await answerOf(accounts.remove(wish(), never));
      expect(first).toEqual({ isRetrievalRemoved: true, isDeleted: false, rightsRemoved: 0, keptBecause: 'stillUsed' });
      const last = await answerOf(accounts.remove(wish({ computer: computers[1] }), never));
      expect(last).toEqual({ isRetrievalRemoved: true, isDeleted: true, rightsRemoved: 10, keptBecause: null });
      expect(await answerOf(accounts.remove(wish(), never))).toMatchObject({ keptBecause: 'notThere' });
    });

    test('may be retrieved by a group of servers, which a server learns of when it restarts', async () => {
      const created = await answerOf(ensure({ group }));
      expect(created).toMatchObject({
        did: ['created', 'addedToGroup'],
        retrieves: 'throughGroup',
        needsRestart: true,
      });
      expect(created.account?.retrievers.map(({ name }) => name)).toEqual([group]);
      const again = await answerOf(ensure({ group }));
      expect(again).toMatchObject({ did: [], retrieves: 'throughGroup', needsRestart: false });
      // Another server that is not in it.
      const other = await answerOf(accounts.inspect(wish({ group, computer: computers[1] }), never));
      expect(other).toMatchObject({ retrieves: null, problems: [{ code: 'account.not-retrievable' }] });
      // The next server of the group goes on with the account when the first one ends.
      const next = { group, computer: computers[1] };
      expect(await answerOf(ensure(next))).toMatchObject({ did: ['addedToGroup'], retrieves: 'throughGroup' });
      const kept = { isRetrievalRemoved: true, isDeleted: false, rightsRemoved: 0, keptBecause: 'stillUsed' };
      expect(await answerOf(accounts.remove(wish({ group }), never))).toEqual(kept);
      expect(await answerOf(accounts.inspect(wish({ group }), never))).toMatchObject({ retrieves: null });
      expect(await answerOf(accounts.inspect(wish(next), never))).toMatchObject({ retrieves: 'throughGroup' });
      expect(await answerOf(accounts.remove(wish(next), never))).toMatchObject({ isDeleted: true });
    });

    test('that somebody else made is used, and never deleted; what is weak about it is said', async () => {
      const theirs = await answerOf(accounts.inspect(wish({ name: foreign }), never));
      expect(theirs).toMatchObject({ account: { isOurs: false, isAesOnly: false }, retrieves: null });
      expect(theirs.problems.map(({ code }) => code)).toEqual(['account.weak-encryption', 'account.not-retrievable']);
      const before = theirs.account?.retrievers ?? [];
      expect(await answerOf(ensure({ name: foreign }))).toMatchObject({ did: ['retrievalGranted'] });
      const removed = await answerOf(accounts.remove(wish({ name: foreign }), never));
      expect(removed).toMatchObject({ isRetrievalRemoved: true, isDeleted: false, keptBecause: 'notOurs' });
      const after = await answerOf(accounts.inspect(wish({ name: foreign }), never));
      expect(after.account?.retrievers).toEqual(before);
    });

    test('a computer that takes no AES is told before anything fails', async () => {
      const computerDn = `CN=${computers[0]},CN=Computers,${baseDn}`;
      const setTypes = (values: string[]) =>
        withDirectory(lab, administrator, async (client) => {
          const modification = new Attribute({ type: 'msDS-SupportedEncryptionTypes', values });
          await client.modify(computerDn, new Change({ operation: 'replace', modification }));
        });
      await setTypes(['4']);
      const weak = await answerOf(accounts.inspect(wish(), never));
      await setTypes([]);
      expect(weak.problems.map(({ code }) => code)).toEqual(['account.computer-without-aes']);
    });

    test.each([
      ['a computer that the domain does not know', { computer: 'NOWHERE' }, 'account.unknown-computer'],
      ['a group that is none', { group: 'svc-bridgehead' }, 'account.unknown-group'],
      ['the name of something else', { name: computers[1] }, 'account.name-taken'],
    ])('%s is refused', async (_what, changes, code) => {
      expect(await ensure(changes)).toMatchObject({ ok: false, problem: { code } });
    });

    test('that must be there and is not is refused; so is an administrator who is none', async () => {
      expect(await ensure({}, false)).toMatchObject({ problem: { code: 'account.not-found' } });
      const refused = await asAgent.ensure(wish(), true, never);
      // Whoever may not see the key cannot tell that there is one.
      expect(refused).toMatchObject({
        ok: false,
        problem: { code: expect.stringMatching(/^account\.(not-permitted|no-root-key)$/) },
      });
    });

    test('R19: is made with its rights because an answer file says so; a second time nothing is changed', async () => {
      const dir = await mkdtemp(join(tmpdir(), 'bridgehead-gmsa-'));
      const [account, path] = [`bh-${tag}$@${domainName}`, join(dir, 'answers.json')];
      const { tenant, domains } = labAnswers(lab);
      const asked = {
        ...{ account, identity: 'service', managedAccount: { computer: computers[0] }, grantRights: true },
        administrator: { account: administrator.userPrincipalName, password: { file: administrator.passwordPath } },
      };
      await writeFile(path, JSON.stringify({ tenant, domains: [{ ...domains[0], ...asked }] }));
      const noted: string[] = [];
      const parts = {
        log: memoryAgentLog(),
        audit: { note: (kind: string) => void noted.push(kind), require: () => succeed(undefined) },
        onRightsChanged: () => undefined,
        settingsStore: { read: () => null },
        administerDirectory: (settings: DomainSettings, password: Secret) =>
          createDirectoryAdministration({ settings, password, surroundings: bareSurroundings() }),
      };
      const { dataDir } = await openStubAgent({
        // Elsewhere than on Windows nothing is made without one.
        'account.here': () => succeed({ ...accountSurroundings(), hasClientKeytab: true }),
        'account.ensure': ensureAccount(parts),
        'rights.apply': applyRights(parts),
        'setup.apply': () => succeed({ tenant: { tenantId: tenant.tenantId, displayName: 'Lab' }, domains: [] }),
      });
      const setUp = async () => {
        const { ended, shown } = runCommandLine(dataDir, setupCommand, '--answers', path);
        expect(await ended).toMatchObject({ ok: true });
        return shown.map(({ text }) => text).slice(0, 2);
      };
      try {
        expect(await setUp()).toEqual([
          `${account} was created.\n`,
          `${account} was granted 10 rights in ${domainName}.\n`,
        ]);
        expect(await answerOf(accounts.inspect(wish(), never))).toMatchObject({ retrieves: 'directly', problems: [] });
        const { entries } = await answerOf(rights.preview({ account, mode: 'domain', units: [] }, never));
        expect(entries.filter(({ state }) => state !== 'present')).toEqual([]);
        expect(noted).toEqual(['accountChanged', 'rightsGranted']);
        expect(await setUp()).toEqual([
          `${account} was there already.\n`,
          `${account} had its rights in ${domainName} already.\n`,
        ]);
        expect(noted).toHaveLength(2);
      } finally {
        await answerOf(accounts.remove(wish(), never));
        await rm(dir, { recursive: true, force: true });
      }
    });

    test('signs in by its own keys, and reads the changes of the domain with the rights it was granted and not without', async () => {
      const dir = await mkdtemp(join(tmpdir(), 'bridgehead-gmsa-'));
      const name = `bh-${tag}`;
      await answerOf(ensure());
      try {
        // Controllers of Windows make the password; Samba of this version must be told one.
        await sambaTool(lab, 'user', 'setpassword', `${name}$`, `--newpassword=${randomUUID()}Aa1`);
        const path = join(dir, 'keytab');
        await exportKeytab(labFiles(lab.dir).controllerDir, `${name}$`, path);
        const cookieKind = async () => {
          const access = {
            domainName,
            identity: { kind: 'keytab', path },
            provider: createGssapiProvider(),
            security: 'integrated',
            trust: createSecureContext(),
          } as const;
          const connected = await answerOf(connectController({ host, address: lab.address, port: 389 }, access, never));
          const { kind } = await readCookie(connected.client, domainName);
          connected.end();
          return kind;
        };
        expect(await cookieKind()).toBe('forbidden');
        await answerOf(rights.apply({ account: `${name}$`, mode: 'domain', units: [] }, never));
        expect(await cookieKind()).toBe('cookie');
      } finally {
        await answerOf(accounts.remove(wish(), never));
        await rm(dir, { recursive: true, force: true });
      }
    });
  });
});
