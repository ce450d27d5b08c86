import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { cacheMigrations, openCacheDatabase } from '../../../agent-core/storage/cache-database.ts';
import type { Verdict } from '../../../agent-core/sync/both-sides.ts';
import type { Position, RememberedObject } from '../../../agent-core/sync/directory-memory.ts';
import type { DirectoryObject } from '../../../agent-core/sync/directory-source.ts';
import { countStatements } from '../../builders/count-statements.ts';
import { directoryGroup } from '../../builders/directory-group.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { objectGuidFor } from '../../builders/identifiers.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';
import { linkedUser } from '../../builders/tenant-user.ts';

const now = '2026-03-02T08:00:00.000Z';

function openCache(path = join(temporaryFolder(), 'cache.db')) {
  const cache = openCacheDatabase(path, now);
  let isOpen = true;
  const close = () => {
    if (isOpen) cache.close();
    isOpen = false;
  };
  onTestFinished(close);
  return { ...cache, path, close };
}

describe('what was seen of the directory', () => {
  test('is remembered across restarts, keyed by objectGUID', () => {
    const cache = openCache();
    expect(cache.seen.remember([directoryUser('ada'), directoryUser('bob')])).toMatchObject({ ok: true });
    cache.close();
    const again = openCache(cache.path);
    expect(again.problem).toBeNull();
    expect(again.seen.findAbsent([], ['contoso.com'])).toHaveLength(2);
    expect(again.seen.findAbsent([directoryUser('bob'), directoryUser('new')], ['contoso.com'])).toHaveLength(1);
  });

  test('is replaced object by object; whoever is not named stays: absence proves nothing', () => {
    const { seen } = openCache();
    seen.remember([directoryUser('ada'), directoryUser('bob')]);
    seen.remember([{ ...directoryUser('ada'), domain: 'fabrikam.com' }]);
    expect(seen.findAbsent([], ['contoso.com'])).toHaveLength(1);
    expect(seen.findAbsent([], ['fabrikam.com'])).toHaveLength(1);
  });

  test('is told as the user or the group that it was', () => {
    const { seen } = openCache();
    seen.remember([directoryUser('ada'), directoryGroup('staff', [])]);
    const types = Object.fromEntries(
      seen.findAbsent([], ['contoso.com']).map(({ objectGuid, objectType }) => [objectGuid, objectType]),
    );
    expect(types).toEqual({ [objectGuidFor('ada')]: 'user', [objectGuidFor('staff')]: 'group' });
  });

  test('is told with the first run that missed it; one that is gone on both sides is forgotten', () => {
    const { seen } = openCache();
    const [ada, bob, cyd] = [directoryUser('ada'), directoryUser('bob'), directoryUser('cyd')];
    const absent = () => seen.findAbsent([], ['contoso.com']);
    const sinceOf = (name: string) => absent().find(({ objectGuid }) => objectGuid === objectGuidFor(name))?.since;
    const miss = (at: string, names: readonly string[], gone: readonly string[] = []) => ({
      at,
      absent: names.map(objectGuidFor),
      gone: gone.map(objectGuidFor),
    });
    seen.remember([ada, bob, cyd]);
    seen.remember([cyd], miss('2026-03-02T08:00:00.000Z', ['ada', 'bob']));
    seen.remember([bob, cyd], miss('2026-03-02T08:02:00.000Z', ['ada']));
    expect([sinceOf('ada'), sinceOf('bob')]).toEqual(['2026-03-02T08:00:00.000Z', null]);
    seen.remember([bob, cyd], miss('2026-03-02T08:04:00.000Z', [], ['ada']));
    expect(sinceOf('ada')).toBeUndefined();
    expect(absent()).toHaveLength(2);
  });
});

test('who waits to be removed is remembered across restarts, with when that was counted', () => {
  const cache = openCache();
  const waited = new Map([[objectGuidFor('ada'), { runs: 2, countedAt: now }]]);
  cache.seen.rememberWaited(waited);
  cache.close();
  expect(openCache(cache.path).seen.waited()).toEqual(waited);
});

describe('a cache that cannot be used', () => {
  test('because it is damaged is set aside unchanged and begun anew, and says so', () => {
    const path = join(temporaryFolder(), 'cache.db');
    writeFileSync(path, 'this is no database '.repeat(50));
    const cache = openCache(path);
    expect(cache.problem).toMatchObject({ code: 'data.cache-rebuilt' });
    const aside = `${path}.damaged-20260302080000000`;
    expect(cache.problem?.detail).toContain(aside);
    expect(readFileSync(aside, 'utf8')).toMatch(/^this is no database/);
    expect(cache.seen.findAbsent([], ['contoso.com'])).toEqual([]);
    expect(cache.seen.remember([directoryUser('ada')])).toMatchObject({ ok: true });
  });

  test('because a newer version wrote it is begun anew, without a word: nothing was lost', () => {
    const cache = openCache();
    cache.seen.remember([directoryUser('ada')]);
    cache.close();
    const database = new DatabaseSync(cache.path);
    database.exec('PRAGMA user_version = 99');
    database.close();
    const again = openCache(cache.path);
    expect(again.problem).toBeNull();
    expect(again.seen.findAbsent([], ['contoso.com'])).toEqual([]);
  });
});

test('a cache that was deleted is begun anew, and nothing is amiss', () => {
  expect(openCache().problem).toBeNull();
});

describe('what is remembered of a domain', () => {
  const position: Position = {
    cookie: Buffer.from('a cookie'),
    controller: objectGuidFor('dc1'),
    host: 'dc1.contoso.com',
    invocationId: objectGuidFor('database'),
    highestUsn: 9_007_199_254_740_993n,
    takenAt: now,
  };
  const place = (name: string, parent: string | null) => ({
    objectGuid: objectGuidFor(name),
    kind: 'place' as const,
    parent: parent === null ? null : objectGuidFor(parent),
    name,
    attributes: {},
  });
  const user = (name: string, parent: string) => ({
    ...place(name, parent),
    kind: 'user' as const,
    name: `CN=${name}`,
    attributes: { cn: [name] },
  });
  const nothing = { removed: [], objects: [], members: [] };
  const quietVerdictOn = ({ objectGuid, domain }: DirectoryObject): Verdict => ({
    ...{
      objectGuid,
      domain,
      objectType: 'user',
      isMachine: false,
      isQuiet: true,
      unrecorded: null,
      isInScope: true,
      isComing: false,
    },
    ...{ tenantObjectId: null, claims: { anchor: null, signInName: null, mail: null } },
    ...{ sid: null, managerGuid: null, managerId: null, expiresAt: null },
  });
  const fill = (cache: ReturnType<typeof openCache>, ...objects: RememberedObject[]) => {
    const begun = cache.directories.of('contoso.com').beginAnew();
    if (!begun.ok) throw new Error(begun.problem.detail);
    begun.value.add({ ...nothing, objects });
    begun.value.complete(position);
  };
  const namesIn = (cache: ReturnType<typeof openCache>) =>
    cache.directories
      .read('contoso.com')
      .users()
      ?.map(({ attributes }) => attributes.distinguishedName?.[0]);

  test('comes back after a restart, objects and position alike', () => {
    const cache = openCache();
    expect(cache.directories.of('contoso.com').position()).toBeNull();
    fill(cache, place('DC=contoso,DC=com', null), user('ada', 'DC=contoso,DC=com'));
    cache.close();
    const again = openCache(cache.path);
    expect(again.directories.of('contoso.com').position()).toEqual(position);
    expect(namesIn(again)).toEqual(['CN=ada,DC=contoso,DC=com']);
    expect(again.directories.of('fabrikam.com').position()).toBeNull();
  });

  test('takes its name from the places that it is below, and is worth nothing when they lead nowhere or in a circle', () => {
    const cache = openCache();
    fill(cache, place('DC=contoso,DC=com', null), place('OU=East', 'DC=contoso,DC=com'), user('ada', 'OU=East'));
    const memory = cache.directories.of('contoso.com');
    const rename = { ...place('OU=East', 'DC=contoso,DC=com'), name: 'OU=Centre' };
    memory.change({ ...nothing, objects: [rename] }, position);
    expect(namesIn(cache)).toEqual(['CN=ada,OU=Centre,DC=contoso,DC=com']);
    memory.change({ ...nothing, objects: [place('OU=East', 'OU=East')] }, position);
    expect(namesIn(cache)).toBeUndefined();
    memory.change({ ...nothing, removed: [objectGuidFor('OU=East')] }, position);
    expect(namesIn(cache)).toBeUndefined();
  });

  test('is replaced as a whole: a reading that never ended is neither seen nor kept', () => {
    const cache = openCache();
    fill(cache, place('top', null), user('ada', 'top'));
    const memory = cache.directories.of('contoso.com');
    const unfinished = memory.beginAnew();
    if (unfinished.ok) unfinished.value.add({ ...nothing, objects: [place('top', null), user('bob', 'top')] });
    expect(namesIn(cache)).toEqual(['CN=ada,top']);
    fill(cache, place('top', null), user('cyd', 'top'));
    expect(namesIn(cache)).toEqual(['CN=cyd,top']);
    cache.close();
    const reader = new DatabaseSync(cache.path, { readOnly: true });
    const left = reader.prepare('SELECT count(*) AS count FROM objects').get();
    reader.close();
    expect(left?.count).toBe(2);
  });

  test('is judged whole or not at all: a pass that breaks off leaves open what it was at', () => {
    const cache = openCache();
    fill(cache, place('top', null), user('ada', 'top'));
    const sides = cache.remembered.over(['contoso.com']);
    const judge = () => {
      const judged = sides.nextOpen()?.users.map(quietVerdictOn) ?? [];
      sides.note(judged);
      return judged.length;
    };
    expect(() =>
      sides.pass(() => {
        judge();
        throw new Error('broke off');
      }),
    ).toThrow('broke off');
    sides.pass(() => expect(judge()).toBe(1));
    sides.pass(() => expect(judge()).toBe(0));
  });

  test('R1: has seen whoever was judged, groups as well as people', () => {
    const cache = openCache();
    fill(cache, place('top', null), user('ada', 'top'));
    const sides = cache.remembered.over(['contoso.com']);
    const staff: Verdict = { ...quietVerdictOn(directoryGroup('staff', [])), objectType: 'group' };
    sides.pass(() => sides.note([quietVerdictOn(directoryUser('ada')), staff]));
    expect(cache.seen.among([objectGuidFor('ada'), objectGuidFor('staff')], ['contoso.com'])).toEqual([
      { objectGuid: objectGuidFor('ada'), objectType: 'user', since: null },
      { objectGuid: objectGuidFor('staff'), objectType: 'group', since: null },
    ]);
  });

  describe('costs statements, not as many as there are objects', () => {
    const crowd = (people: number) => Array.from({ length: people }, (_, index) => user(`user ${index}`, 'top'));

    test.each([true, false])('to write verdicts, whether all are quiet: %s', (isQuiet) => {
      const statementsFor = (people: number) => {
        const cache = openCache();
        fill(cache, place('top', null), ...crowd(people));
        const sides = cache.remembered.over(['contoso.com']);
        /** In the first pass they are new, in the second as before. */
        const passes: number[] = [];
        for (const _ of ['new', 'as before'])
          sides.pass(() => {
            const users = sides.nextOpen()?.users ?? [];
            expect(users).toHaveLength(people);
            const verdicts = users.map((one) => ({ ...quietVerdictOn(one), isQuiet }));
            passes.push(countStatements(() => sides.note(verdicts)));
            sides.keepOpen(users.map(({ objectGuid }) => objectGuid));
          });
        return passes[1];
      };
      expect(statementsFor(200)).toBe(statementsFor(3));
    });

    test('to look again at who was judged and is still open', () => {
      const cache = openCache();
      fill(cache, place('top', null), ...crowd(20));
      const sides = cache.remembered.over(['contoso.com']);
      const users = sides.nextOpen()?.users ?? [];
      const guids = users.map(({ objectGuid }) => objectGuid);
      const again: unknown[] = [];
      expect(countStatements(() => again.push(...sides.users(guids)))).toBe(0);
      expect(again).toEqual(users);
    });

    test('to find somebody of the tenant in several ways, and once more', () => {
      const cache = openCache();
      const ada = linkedUser('ada@contoso.com', { mail: 'ada@contoso.com' });
      cache.remembered.tenant.changeUsers([{ kind: 'told', user: ada }]);
      const sides = cache.remembered.over([]);
      const ways = { ids: [ada.tenantObjectId], names: ['ada@contoso.com'], addresses: ['ada@contoso.com'] };
      const found: unknown[] = [];
      expect(countStatements(() => found.push(...sides.tenantUsers(ways)))).toBe(4);
      expect(countStatements(() => found.push(...sides.tenantUsers(ways)))).toBe(3);
      expect(found).toEqual([ada, ada]);
    });
  });

  test('without a position that can be understood it is as if nothing were remembered', () => {
    const cache = openCache();
    fill(cache, place('top', null));
    cache.close();
    const database = new DatabaseSync(cache.path);
    database.exec(`UPDATE readings SET position = '{"cookie":'`);
    database.close();
    expect(openCache(cache.path).directories.of('contoso.com').position()).toBeNull();
  });
});

/** A cache as the versions before a migration left it. @param part of the migration's text */
function cacheBefore(part: string) {
  const path = join(temporaryFolder(), 'cache.db');
  const database = new DatabaseSync(path);
  onTestFinished(() => database.close());
  const before = cacheMigrations.findIndex((migration) => migration.includes(part));
  for (const migration of cacheMigrations.slice(0, before)) database.exec(migration);
  database.exec(`PRAGMA user_version = ${before}`);
  return { path, database };
}

test('groups are asked for anew when they begin to have marks, and everything is judged again', () => {
  const { path, database } = cacheBefore("WHERE type = 'group'");
  database.exec(
    "INSERT INTO tenant_positions VALUES ('group', '{}'), ('user', '{}'); UPDATE judged_by SET basis = 'x'",
  );
  openCache(path);
  // And by a later one that of users.
  expect(database.prepare('SELECT type FROM tenant_positions').all()).toEqual([]);
  expect(database.prepare('SELECT basis FROM judged_by').all()).toEqual([{ basis: '' }]);
});

test('a cache from before extension attributes were read reads both sides as a whole once more', () => {
  const { path, database } = cacheBefore('DELETE FROM tenant_positions; UPDATE judged_by');
  database.exec(`INSERT INTO readings (domain, position) VALUES ('contoso.com', '{}'), ('begun.com', NULL);
    INSERT INTO tenant_positions VALUES ('user', '{}')`);
  openCache(path);
  expect(database.prepare('SELECT domain, position FROM readings ORDER BY domain').all()).toEqual([
    { domain: 'begun.com', position: null },
    { domain: 'contoso.com', position: '' },
  ]);
  expect(database.prepare('SELECT type FROM tenant_positions').all()).toEqual([]);
});

test('R15: of a cache in which computers counted as users they are taken out', () => {
  const { path, database } = cacheBefore('ADD COLUMN is_machine');
  const put = database.prepare(
    "INSERT INTO objects (reading, object_guid, kind, name, attributes) VALUES (1, ?, ?, 'x', ?)",
  );
  database.exec("INSERT INTO readings (id, domain, position) VALUES (1, 'contoso.com', '{}')");
  const computer = { objectClass: ['top', 'user', 'computer'] };
  const kinds = [
    ['user', {}],
    ['user', computer],
    ['user', { userAccountControl: ['4096'] }],
    ['group', computer],
  ] as const;
  for (const [index, [kind, attributes]] of kinds.entries()) put.run(`${index}`, kind, JSON.stringify(attributes));
  openCache(path);
  const totals = () => database.prepare("SELECT what, found FROM totals WHERE what LIKE '1 %' ORDER BY what").all();
  const counted = (...found: readonly number[]) =>
    ['group', 'machine', 'user'].map((kind, index) => ({ what: `1 ${kind}`, found: found[index] }));
  expect(totals()).toEqual(counted(1, 2, 1));
  database.exec(
    "UPDATE objects SET attributes = '{}' WHERE object_guid = '1'; DELETE FROM objects WHERE object_guid = '2'",
  );
  expect(totals()).toEqual(counted(1, 0, 2));
});

test('R24: a cache from before it was read when accounts expire reads the directory as a whole once more', () => {
  const { path, database } = cacheBefore('ADD COLUMN expires_at');
  database.exec(`INSERT INTO readings (domain, position) VALUES ('contoso.com', '{}');
    INSERT INTO tenant_positions VALUES ('user', '{}')`);
  openCache(path);
  expect(database.prepare('SELECT position FROM readings').all()).toEqual([{ position: '' }]);
  expect(database.prepare('SELECT type FROM tenant_positions').all()).toEqual([{ type: 'user' }]);
});
