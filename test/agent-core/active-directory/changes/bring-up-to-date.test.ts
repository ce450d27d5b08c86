import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bringUpToDate } from '../../../../agent-core/active-directory/changes/bring-up-to-date.ts';
import type { ControllerSession } from '../../../../agent-core/active-directory/changes/controller-session.ts';
import type { ObjectGuid } from '../../../../agent-core/contract/identifiers.ts';
import { cacheIn, cacheMigrations } from '../../../../agent-core/storage/cache-database.ts';
import type { DirectoryMemory, RememberedKind } from '../../../../agent-core/sync/directory-memory.ts';
import { type FakeController, type FakeSession, fakeController } from '../../../builders/fake-controller.ts';
import { objectGuidFor } from '../../../builders/identifiers.ts';
import { memoryDatabase } from '../../../builders/memory-database.ts';
import { isLongForm } from '../../../lab/long-form.ts';

const now = '2026-03-02T08:00:00.000Z';
const domain = 'contoso.com';

function emptyMemory(): DirectoryMemory {
  const database = memoryDatabase(cacheMigrations);
  return cacheIn(database).directories;
}

const names = {
  user: ['ada', 'bob', 'cyd'],
  group: ['staff', 'admins'],
  contact: ['dan'],
  place: ['East', 'West', 'North'],
} as const;
const objects = Object.entries(names).flatMap(([, all]) => all);
const anyObject = fc.constantFrom(...objects);
const anyPlace = fc.constantFrom('DC=contoso,DC=com', ...names.place);
const anyKind = fc.constantFrom<RememberedKind>('user', 'group', 'contact', 'place');

type Edit = (controller: FakeController) => void;
const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc
    .tuple(
      anyKind.chain((kind) => fc.tuple(fc.constant(kind), fc.constantFrom<string>(...names[kind]))),
      anyPlace,
    )
    .map(([[kind, name], under]) => named(`create ${kind} ${name} in ${under}`, (on) => on.create(name, kind, under))),
  fc
    .tuple(anyObject, fc.constantFrom('title', 'mail'), fc.constantFrom('one', 'two', null))
    .map(([name, attribute, value]) =>
      named(`${name}.${attribute} = ${value}`, (on) => on.change(name, attribute, value)),
    ),
  fc
    .tuple(fc.constantFrom(...names.user), fc.constantFrom(...names.user, ...names.contact, null))
    .map(([name, manager]) => named(`${name} works for ${manager}`, (on) => on.manage(name, manager))),
  fc
    .tuple(anyObject, fc.constantFrom('New', 'Newer\\, Inc.'))
    .map(([name, to]) => named(`rename ${name} to ${to}`, (on) => on.rename(name, to))),
  fc.tuple(anyObject, anyPlace).map(([name, under]) => named(`move ${name} to ${under}`, (on) => on.move(name, under))),
  fc
    .tuple(fc.constantFrom(...names.group), anyObject, fc.boolean())
    .map(([group, member, isPresent]) =>
      named(`${member} in ${group}: ${isPresent}`, (on) => on.link(group, member, isPresent)),
    ),
  anyObject.map((name) => named(`delete ${name}`, (on) => on.remove(name))),
  // Often enough that what was deleted and read is also restored.
  ...Array.from({ length: 3 }, () =>
    fc
      .tuple(anyObject, fc.boolean())
      .map(([name, hasBin]) => named(`restore ${name}${hasBin ? '' : ', stripped'}`, (on) => on.restore(name, hasBin))),
  ),
);

/** So that a counterexample can be read. */
function named(what: string, edit: Edit): Edit {
  return Object.assign((controller: FakeController) => edit(controller), { [fc.toStringMethod]: () => what });
}

/** Everything that is remembered, in one order. */
function contents(memory: DirectoryMemory) {
  const read = memory.read(domain);
  const groups = read.groups()?.map((group) => ({
    ...group,
    members: group.members.toSorted((one, other) => one.objectGuid.localeCompare(other.objectGuid)),
  }));
  return [read.users(), groups, read.contacts()].map((all) =>
    all?.toSorted((one, other) => one.objectGuid.localeCompare(other.objectGuid)),
  );
}

/** Three units, everybody in the first one, and everybody a member of both groups. */
function populated(): FakeController {
  const controller = fakeController();
  for (const name of names.place) controller.create(name, 'place', controller.domain);
  for (const kind of ['user', 'group', 'contact'] as const) {
    for (const name of names[kind]) controller.create(name, kind, 'East');
  }
  for (const group of names.group) for (const member of objects) controller.link(group, member, true);
  controller.manage('bob', 'ada');
  return controller;
}

/** What a full read finds now. */
async function read(controller: FakeController) {
  const memory = emptyMemory();
  await bringUpToDate(controller.session(), memory.of(domain), now);
  return contents(memory);
}

const bring = (controller: FakeController, memory: DirectoryMemory, given: FakeSession = {}, at = now) =>
  bringUpToDate(controller.session(given), memory.of(domain), at);

test('R18, R21: whatever happens in the directory, also while it is read, following the changes ends where a full read ends', async () => {
  await fc.assert(
    fc.asyncProperty(
      // What happens before each reading, and what others do while it goes on.
      fc.array(fc.record({ before: fc.array(anyEdit), meanwhile: fc.array(anyEdit, { maxLength: 6 }) }), {
        minLength: 2,
        maxLength: 6,
      }),
      fc.integer({ min: 1, max: 4 }),
      async (readings, pageSize) => {
        const controller = populated();
        const followed = emptyMemory();
        for (const { before, meanwhile } of [{ before: [], meanwhile: [] }, ...readings]) {
          for (const edit of before) edit(controller);
          const left = [...meanwhile];
          const disturb = () => left.shift()?.(controller);
          expect(await bring(controller, followed, { pageSize, disturb })).toMatchObject({ ok: true });
        }
        await bring(controller, followed);
        expect(contents(followed)).toEqual(await read(controller));
      },
    ),
    { numRuns: isLongForm ? 60 : 20 },
  );
});

test('R18: what moves under a full read is put right before it ends', async () => {
  const controller = populated();
  const memory = emptyMemory();
  const edits: Edit[] = [
    () => undefined,
    (on) => on.rename('East', 'Centre'),
    (on) => on.change('ada', 'title', 'Engineer'),
    (on) => on.remove('bob'),
  ];
  const disturb = () => edits.shift()?.(controller);
  expect(await bring(controller, memory, { pageSize: 2, disturb })).toMatchObject({ ok: true });
  expect(edits).toEqual([]);
  expect(contents(memory)).toEqual(await read(controller));
});

describe('R21: links that vanish and return without a word', () => {
  test('of a deleted member and of whom it managed, and of a restored one', async () => {
    const controller = populated();
    const memory = emptyMemory();
    await bring(controller, memory);
    const before = contents(memory);
    controller.remove('ada');
    await bring(controller, memory);
    expect(contents(memory)).toEqual(await read(controller));
    expect(JSON.stringify(contents(memory))).not.toContain(objectGuidFor('ada'));
    controller.restore('ada', true);
    await bring(controller, memory);
    expect(contents(memory)).toEqual(before);
  });

  test.each(['staff', 'ada'])('of %s, who was deleted and restored, stripped, between two readings', async (name) => {
    const controller = populated();
    const memory = emptyMemory();
    await bring(controller, memory);
    controller.remove(name);
    controller.restore(name, false);
    await bring(controller, memory);
    expect(contents(memory)).toEqual(await read(controller));
  });
});

describe('R24: a dynamic object vanishes without a tombstone', () => {
  const [past, future] = ['2026-03-02T07:59:00Z', '2026-03-02T09:00:00Z'];
  const later = '2026-03-02T10:00:00.000Z';
  const remembered = async (timeToDie: string) => {
    const controller = populated();
    const memory = emptyMemory();
    controller.change('ada', 'msDS-Entry-Time-To-Die', timeToDie);
    await bring(controller, memory);
    return { controller, memory };
  };
  const knows = (memory: DirectoryMemory) => JSON.stringify(contents(memory)).includes(objectGuidFor('ada'));

  test('and is not remembered any more when it is due and not there, with its links', async () => {
    const { controller, memory } = await remembered(future);
    controller.vanish('ada');
    await bring(controller, memory);
    expect(knows(memory)).toBe(true);
    await bring(controller, memory, {}, later);
    expect(knows(memory)).toBe(false);
    expect(contents(memory)).toEqual(await read(controller));
  });

  test('but one that is there stays, with the time that it has now', async () => {
    const { controller, memory } = await remembered(past);
    expect(knows(memory)).toBe(true);
    controller.changeSilently('ada', 'msDS-Entry-Time-To-Die', future);
    await bring(controller, memory);
    expect(knows(memory)).toBe(true);
    expect(contents(memory)).toEqual(await read(controller));
  });

  test('and nobody else is asked for', async () => {
    const { controller, memory } = await remembered(future);
    const session = controller.session();
    const asked: ObjectGuid[] = [];
    const readEntries: ControllerSession['readEntries'] = (objectGuids) => {
      asked.push(...objectGuids);
      return session.readEntries(objectGuids);
    };
    await bringUpToDate({ ...session, readEntries }, memory.of(domain), later);
    expect(new Set(asked)).toEqual(new Set([objectGuidFor('ada')]));
  });
});

describe('everything is read again, and it is said why,', () => {
  const followed = async (given: FakeSession, at = now, change: Edit = () => undefined) => {
    const controller = populated();
    const memory = emptyMemory();
    await bring(controller, memory);
    change(controller);
    return { brought: await bring(controller, memory, given, at), memory, controller };
  };
  const readFully = (detail: RegExp, doubt: unknown = null) => ({
    ok: true,
    value: { fullRead: { code: 'directory.read-fully', detail: expect.stringMatching(detail) }, doubt },
  });

  test('the first time, and not the second', async () => {
    const controller = populated();
    const memory = emptyMemory();
    expect(await bring(controller, memory)).toMatchObject(readFully(/nothing was remembered/));
    expect(await bring(controller, memory)).toEqual({ ok: true, value: { fullRead: null, doubt: null } });
  });

  test('R6: when a controller was restored: its database is another one, and nothing may be removed', async () => {
    const { brought } = await followed({ state: { invocationId: objectGuidFor('a restored database') } });
    const doubt = { code: 'directory.controller-restored' };
    expect(brought).toMatchObject(readFully(/the controller was restored/, doubt));
  });

  test('R6: when a controller went back in time: its last change has a lower number, and nothing may be removed', async () => {
    const { brought } = await followed({ state: { highestUsn: 101n } });
    const doubt = { code: 'directory.controller-restored' };
    expect(brought).toMatchObject(readFully(/its last change is 101, and was 1\d\d/, doubt));
  });

  test('R6: when another controller answers; what is missing there is no reason for doubt', async () => {
    const state = { controller: objectGuidFor('settings of dc2'), host: 'dc2.contoso.com', highestUsn: 7n };
    const { brought } = await followed({ state });
    expect(brought).toMatchObject(readFully(/dc2\.contoso\.com: before, it was dc1\.contoso\.com/));
  });

  test('R6: when deletions may be forgotten: the changes were followed longer ago than they are kept', async () => {
    expect((await followed({}, '2026-08-28T08:00:00.000Z')).brought).toMatchObject({ value: { fullRead: null } });
    const { brought } = await followed({}, '2026-08-29T08:00:00.000Z');
    expect(brought).toMatchObject(readFully(/180 days ago, and deletions are kept for 180/));
  });

  test('when the controller refuses the cookie', async () => {
    const refusals = [{ kind: 'refused', detail: 'LDAP result 12' } as const];
    const refuse = () => refusals.shift() ?? null;
    const { brought, memory, controller } = await followed({ refuse }, now, (on) => on.remove('bob'));
    expect(brought).toMatchObject(readFully(/refused the cookie: LDAP result 12/));
    expect(contents(memory)).toEqual(await read(controller));
  });
});

test('R19: an account without the right to ask for changes is told apart, and what was remembered stays', async () => {
  const controller = populated();
  const memory = emptyMemory();
  await bring(controller, memory);
  const before = contents(memory);
  controller.remove('bob');
  const refuse = () => ({ kind: 'forbidden' }) as const;
  expect(await bring(controller, memory, { refuse })).toMatchObject({
    ok: false,
    problem: { code: 'directory.changes-not-readable' },
  });
  expect(await bring(controller, emptyMemory(), { refuse })).toMatchObject({ ok: false });
  expect(contents(memory)).toEqual(before);
});

test('R1: an account that is told changes but no deletions cannot follow them: what is gone would be remembered for ever', async () => {
  const session: ControllerSession = {
    ...populated().session(),
    readCookie: async () => ({ kind: 'blind' }),
  };
  expect(await bringUpToDate(session, emptyMemory().of(domain), now)).toMatchObject({
    ok: false,
    problem: { code: 'directory.changes-not-readable', detail: expect.stringContaining('deleted') },
  });
});

test('a reading that breaks off is forgotten: the last one stands until the next is complete', async () => {
  const controller = populated();
  const memory = emptyMemory();
  await bring(controller, memory);
  const before = contents(memory);
  let calls = 0;
  const disturb = () => {
    calls += 1;
    if (calls > 3) throw new Error('the connection was closed');
  };
  const restored = { invocationId: objectGuidFor('a restored database') };
  await expect(bring(controller, memory, { disturb, state: restored })).rejects.toThrow('closed');
  expect(contents(memory)).toEqual(before);
  controller.remove('bob');
  await bring(controller, memory);
  expect(contents(memory)).toEqual(await read(controller));
});

test('each round is written with its cookie: a reading that breaks off between two goes on where it ended', async () => {
  const controller = populated();
  const memory = emptyMemory();
  await bring(controller, memory);
  for (const name of objects) controller.change(name, 'title', 'Engineer');
  let calls = 0;
  const disturb = () => {
    calls += 1;
    if (calls > 4) throw new Error('the connection was closed');
  };
  await expect(bring(controller, memory, { pageSize: 1, disturb })).rejects.toThrow('closed');
  const asked: number[] = [];
  const session = controller.session();
  const counted = {
    ...session,
    readEntries: (guids: readonly ReturnType<typeof objectGuidFor>[]) => {
      asked.push(guids.length);
      return session.readEntries(guids);
    },
  };
  await bringUpToDate(counted, memory.of(domain), now);
  expect(asked[0]).toBe(3);
  expect(asked.reduce((sum, count) => sum + count, 0)).toBeLessThan(objects.length);
  expect(contents(memory)).toEqual(await read(controller));
});
