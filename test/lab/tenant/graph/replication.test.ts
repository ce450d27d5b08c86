/** What is written is not what is read at once. devblogs.microsoft.com: Designing for Eventual Consistency for Microsoft Entra */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deltaOf } from '../testing/delta-for-tests.ts';
import { addressOf, groupsOf } from '../testing/groups-for-tests.ts';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { expectRefusal, idOf, usersOf } from '../testing/users-for-tests.ts';

let lab: TenantForTests;
const { newUser, post, createUser, patch, read } = usersOf(() => lab);
const { createGroup, addMember, memberIds } = groupsOf(() => lab);
const { follow } = deltaOf(() => lab);
const lagMs = 60_000;

beforeAll(async () => {
  lab = await startTenantForTests();
  await lab.lab.freezeClock();
});
beforeEach(() => lab.lab.setKnobs({ replicationLagMs: lagMs }));
afterEach(async () => {
  await lab.lab.resetKnobs();
  await lab.lab.advanceClock(lagMs);
});
afterAll(() => lab.stop());

const settle = () => lab.lab.advanceClock(lagMs);
const quietly = async <Value>(work: () => Promise<Value>): Promise<Value> => {
  const value = await work();
  await settle();
  return value;
};

describe('a fresh object', () => {
  test('is answered 201 and then 404, wherever it is looked for, until the lag is over', async () => {
    const reply = await post(newUser({ userPrincipalName: 'fresh@contoso.test', onPremisesImmutableId: 'fresh' }));
    expect(reply.status).toBe(201);
    const id = idOf(reply);
    const looks = [
      async () => (await lab.graph(`/v1.0/users/${id}`)).status,
      async () => (await patch(id, { jobTitle: 'x' })).status,
      async () => (await lab.graph(`/v1.0/users/${id}`, { method: 'DELETE' })).status,
    ];
    for (const look of looks) expect(await look()).toBe(404);
    const filter = "/v1.0/users?$select=id&$filter=onPremisesImmutableId eq 'fresh'";
    expect((await lab.graph(filter)).json).toMatchObject({ value: [] });
    expect((await lab.graph('/v1.0/users?$top=999')).text).not.toContain(id);
    const again = await post(newUser({ userPrincipalName: 'fresh@contoso.test' }));
    const taken = 'Another object with the same value for property userPrincipalName already exists.';
    expectRefusal(again, 400, 'Request_BadRequest', taken, 'userPrincipalName');
    await settle();
    expect((await lab.graph(filter)).json).toMatchObject({ value: [{ id }] });
    expect(await looks[0]?.()).toBe(200);
  });

  test('cannot be referred to: 400 for one that is on its way, 404 for one that nobody made', async () => {
    const group = await quietly(() => createGroup());
    const [user, freshGroup] = [await createUser(), await createGroup()];
    const message = "The source resource object or one of the objects being referenced don't exist.";
    expectRefusal(await addMember(group, user), 400, 'Request_BadRequest', message);
    expect((await addMember(group, '87d349ed-44d7-43e1-9a83-5f2406dee5bd')).status).toBe(404);
    expect((await addMember(freshGroup, user)).status).toBe(404);
    const manager = { method: 'PUT', body: { '@odata.id': addressOf(user) } } as const;
    const boss = await quietly(() => createUser());
    expect((await lab.graph(`/v1.0/users/${boss}/manager/$ref`, manager)).status).toBe(204);
    expect((await addMember(group, user)).status).toBe(204);
  });
});

describe('stale readings', () => {
  test('a changed property is read as it was', async () => {
    const id = await quietly(() => createUser({ jobTitle: 'before', department: 'Old' }));
    expect((await patch(id, { jobTitle: 'after' })).status).toBe(204);
    expect(await read(id, 'jobTitle')).toMatchObject({ jobTitle: 'before' });
    await lab.lab.advanceClock(lagMs / 2);
    await patch(id, { department: 'New' });
    await lab.lab.advanceClock(lagMs / 2);
    expect(await read(id, 'jobTitle,department')).toMatchObject({ jobTitle: 'after', department: 'Old' });
    await settle();
    expect(await read(id, 'jobTitle,department')).toMatchObject({ jobTitle: 'after', department: 'New' });
  });

  test('a filter finds by the old value', async () => {
    const id = await quietly(() => createUser({ displayName: 'Old Name' }));
    await patch(id, { displayName: 'New Name' });
    const found = async (name: string) =>
      (await lab.graph(`/v1.0/users?$select=id&$filter=displayName eq '${name}'`)).json as { value: unknown[] };
    expect((await found('Old Name')).value).toHaveLength(1);
    expect((await found('New Name')).value).toHaveLength(0);
    await settle();
    expect((await found('Old Name')).value).toHaveLength(0);
    expect((await found('New Name')).value).toHaveLength(1);
  });

  test('members come and go late, while writers know at once', async () => {
    const [group, user] = [await createGroup(), await createUser()];
    await settle();
    await addMember(group, user);
    expect(await memberIds(group)).toEqual([]);
    expect((await addMember(group, user)).status).toBe(400);
    await settle();
    expect(await memberIds(group)).toEqual([user]);
    await lab.graph(`/v1.0/groups/${group}/members/${user}/$ref`, { method: 'DELETE' });
    expect(await memberIds(group)).toEqual([user]);
    await settle();
    expect(await memberIds(group)).toEqual([]);
  });

  test('a deleted user is still read for a while', async () => {
    const id = await quietly(() => createUser());
    expect((await lab.graph(`/v1.0/users/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await lab.graph(`/v1.0/users/${id}`)).status).toBe(200);
    await settle();
    expect((await lab.graph(`/v1.0/users/${id}`)).status).toBe(404);
  });
});

describe('delta queries', () => {
  const latest = async () => (await follow('/v1.0/users/delta?$deltatoken=latest&$select=jobTitle')).link;

  test('tell of a change when it has arrived, and lose none', async () => {
    const id = await quietly(() => createUser({ jobTitle: 'before' }));
    const start = await latest();
    await patch(id, { jobTitle: 'after' });
    const early = await follow(start);
    expect(early.entries).toEqual([]);
    await settle();
    expect((await follow(early.link)).entries).toEqual([{ id, jobTitle: 'after' }]);
  });

  test('may echo the old value first', async () => {
    await lab.lab.setKnobs({ deltaEchoes: true });
    const id = await quietly(() => createUser({ jobTitle: 'before' }));
    const start = await latest();
    await patch(id, { jobTitle: 'after' });
    const echo = await follow(start);
    expect(echo.entries).toEqual([{ id, jobTitle: 'before' }]);
    await settle();
    expect((await follow(echo.link)).entries).toEqual([{ id, jobTitle: 'after' }]);
  });

  test('say nothing of an object that nobody can read yet', async () => {
    await lab.lab.setKnobs({ deltaEchoes: true });
    const start = await latest();
    const id = await createUser();
    const early = await follow(start);
    expect(early.entries).toEqual([]);
    await settle();
    expect((await follow(early.link)).entries).toMatchObject([{ id }]);
  });
});
