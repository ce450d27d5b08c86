import { randomUUID } from 'node:crypto';
import { Attribute, Change, type Client, Control } from 'ldapts';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { createDomainSource, type DomainSource } from '../../../agent-core/active-directory/domain-source.ts';
import { createRememberingSource } from '../../../agent-core/active-directory/remembering-source.ts';
import type { Secret } from '../../../agent-core/contract/secret.ts';
import type { DomainSettings } from '../../../agent-core/contract/settings.ts';
import { openCacheDatabase } from '../../../agent-core/storage/cache-database.ts';
import type { DirectoryObject } from '../../../agent-core/sync/directory-source.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';
import { readLabSettings } from '../../harness/lab-settings.ts';
import { withDirectory } from '../../lab/directory/directory-connection.ts';
import { commandLabProxy, throughStrictProxy } from '../../lab/directory/strict-proxy/through-strict-proxy.ts';
import type { LabFacts } from '../../lab/lab-facts.ts';
import { bareSurroundings } from './bare-surroundings.ts';
import { mayFollowChanges } from './may-follow-changes.ts';

const lab = inject('lab');
const never = new AbortController().signal;
const { baseDn } = lab.directory;
let account: { readonly account: string; readonly password: Secret };

/** An account of its own: that of the agent has not a single extra right, which other tests are about. */
beforeAll(async () => {
  account = await mayFollowChanges(lab);
});

const asAdministrator = <Answer>(work: (client: Client) => Promise<Answer>) =>
  withDirectory(lab, lab.directory.administrator, work);
const replaced = (type: string, ...values: string[]) =>
  new Change({ operation: 'replace', modification: new Attribute({ type, values }) });

/** LDAP_SERVER_SHOW_DELETED_OID. */
class ShowDeleted extends Control {
  constructor() {
    super('1.2.840.113556.1.4.417', { critical: true });
  }
}

interface Followed {
  readonly remembering: DomainSource;
  readonly direct: DomainSource;
}

async function follow(at: LabFacts, changes: Partial<DomainSettings> = {}, who = account): Promise<Followed> {
  const { domain } = await readLabSettings(at);
  const settings = { ...domain, account: who.account, ...changes };
  const surroundings = bareSurroundings();
  const { password } = who;
  const cache = openCacheDatabase(`${temporaryFolder()}/cache.db`, '2026-03-02T08:00:00.000Z');
  const direct = createDomainSource(settings, password, surroundings);
  const remembering = createRememberingSource({
    direct,
    access: { settings, password, surroundings },
    memory: cache.directories.of(settings.name),
    remembered: cache.directories.read(settings.name),
    clock: drivenClock(),
  });
  return { remembering, direct };
}

/** Everything that a source tells, in one order. */
async function read(source: DomainSource) {
  const [users, groups, contacts] = [
    await source.readUsers(never),
    await source.readGroups(never),
    await source.readContacts(never),
  ];
  expect([users.problem, groups.problem, contacts.problem]).toEqual([null, null, null]);
  const inOrder = <Item extends Pick<DirectoryObject, 'objectGuid'>>(items: readonly Item[]) =>
    items.toSorted((one, other) => one.objectGuid.localeCompare(other.objectGuid));
  return {
    fullRead: users.fullRead?.code,
    users: inOrder(users.objects),
    groups: inOrder(groups.objects.map((group) => ({ ...group, members: inOrder(group.members) }))),
    contacts: inOrder(contacts.objects),
  };
}

/** Samba, and Samba behind a proxy that adds what a Windows controller does and Samba does not (rule R38). */
const ways = [
  ['straight to the controller', lab],
  ['through the strict proxy, in rounds of two', throughStrictProxy(lab)],
] as const;

describe.each(ways)('R38: %s', (_way, at) => {
  test('R18, R21: after each change of an administrator, following the changes ends where a full read ends', async () => {
    if (at !== lab) await commandLabProxy(lab, { kind: 'be strict', changes: { dirSyncRoundSize: 2, maxValRange: 6 } });
    const top = `OU=Changes ${randomUUID().slice(0, 8)},${baseDn}`;
    const name = `ch${randomUUID().slice(0, 8)}`;
    const user = (number: number) => `CN=${name} ${number},${top}`;
    const group = `CN=${name} group,${top}`;
    const edits: readonly (readonly [string, (client: Client) => Promise<unknown>])[] = [
      [
        'a unit with people, a group and a contact',
        async (client) => {
          await client.add(top, { objectClass: 'organizationalUnit' });
          for (const number of [1, 2, 3, 4, 5, 6, 7]) {
            await client.add(user(number), { objectClass: 'user', sAMAccountName: `${name}${number}`, title: 'Clerk' });
          }
          await client.add(group, {
            objectClass: 'group',
            sAMAccountName: `${name}g`,
            member: [1, 2, 3, 4, 5, 6, 7].map(user),
          });
          await client.add(`CN=${name} contact,${top}`, { objectClass: 'contact', mail: 'a@b.example' });
        },
      ],
      [
        'a value that changes, one that is cleared, a manager',
        async (client) => {
          await client.modify(user(1), [replaced('title'), replaced('displayName', 'Ådå')]);
          await client.modify(user(2), [replaced('title', 'Engineer'), replaced('manager', user(3))]);
        },
      ],
      [
        'members that come and go',
        async (client) => {
          await client.modify(
            group,
            new Change({ operation: 'delete', modification: new Attribute({ type: 'member', values: [user(1)] }) }),
          );
          await client.modify(
            group,
            new Change({
              operation: 'add',
              modification: new Attribute({ type: 'member', values: [`CN=${name} contact,${top}`] }),
            }),
          );
        },
      ],
      [
        'a move, and a rename of what it moved to',
        async (client) => {
          await client.add(`OU=East,${top}`, { objectClass: 'organizationalUnit' });
          await client.modifyDN(user(1), `CN=${name} 1,OU=East,${top}`);
          await client.modifyDN(`OU=East,${top}`, `OU=Centre\\, Inc.,${top}`);
        },
      ],
      ['a deleted manager and member', async (client) => await client.del(user(3))],
      [
        'a restored one',
        async (client) => {
          const { searchEntries } = await client.search(
            `CN=Deleted Objects,${baseDn}`,
            { filter: `(sAMAccountName=${name}3)`, attributes: ['name'] },
            [new ShowDeleted()],
          );
          await client.modify(
            searchEntries[0]?.dn ?? '',
            [
              new Change({ operation: 'delete', modification: new Attribute({ type: 'isDeleted', values: [] }) }),
              replaced('distinguishedName', user(3)),
            ],
            [new ShowDeleted()],
          );
        },
      ],
      [
        'a deleted group and an emptied unit',
        async (client) => {
          await client.del(group);
          for (const dn of [user(2), user(3), user(4), user(5), user(6), user(7), `CN=${name} contact,${top}`])
            await client.del(dn);
        },
      ],
      [
        'nothing that is left',
        async (client) => {
          await client.del(`CN=${name} 1,OU=Centre\\, Inc.,${top}`);
          await client.del(`OU=Centre\\, Inc.,${top}`);
          await client.del(top);
        },
      ],
    ];
    const { remembering, direct } = await follow(at);
    expect((await read(remembering)).fullRead).toBe('directory.read-fully');
    for (const [what, edit] of edits) {
      await asAdministrator(edit);
      expect(await read(remembering), what).toEqual({ ...(await read(direct)), fullRead: undefined });
    }
    if (at !== lab)
      await commandLabProxy(lab, { kind: 'be strict', changes: { dirSyncRoundSize: 1_000, maxValRange: 1_500 } });
  });
});

describe('where the changes cannot be followed, everything is read, and the reading says why:', () => {
  test('R19: the account lacks the right', async () => {
    const { domain, password } = await readLabSettings(lab);
    const { remembering, direct } = await follow(lab, {}, { account: domain.account, password });
    const reading = await remembering.readUsers(never);
    expect(reading).toMatchObject({ problem: null, fullRead: { code: 'directory.changes-not-readable' } });
    expect(reading.objects).toEqual((await direct.readUsers(never)).objects);
  });

  test('R19: its rights are limited to units, where deletions are not among the changes', async () => {
    const { remembering } = await follow(lab, { rights: 'units' });
    expect(await remembering.readUsers(never)).toMatchObject({
      problem: null,
      fullRead: { code: 'directory.changes-not-readable', detail: expect.stringContaining('units') },
    });
  });

  test('nothing is told when nobody answers', async () => {
    const { remembering } = await follow(lab, {
      controllers: { kind: 'chosen', hosts: [{ host: lab.directory.host, address: lab.address, port: 9 }] },
    });
    expect(await remembering.readUsers(never)).toMatchObject({
      objects: [],
      problem: { code: 'directory.unreachable' },
    });
  });
});
