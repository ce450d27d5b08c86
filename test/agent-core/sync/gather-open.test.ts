import { describe, expect, test } from 'vitest';
import type { Imported } from '../../../agent-core/sync/import.ts';
import { importOpen } from '../../../agent-core/sync/import-open.ts';
import { managerOf } from '../../../agent-core/sync/judge-users.ts';
import { directoryGroup, foreignMember, memberFor, ridFor, sidFor } from '../../builders/directory-group.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { anchorFor, objectGuidFor } from '../../builders/identifiers.ts';
import { ownershipMarkFor, tenantWithMarks } from '../../builders/ownership-marks.ts';
import { rememberingWorld } from '../../builders/remembered-sides.ts';
import { unlinkedUser } from '../../builders/tenant-user.ts';
import { type Beginning, createWorld } from '../../builders/world.ts';

const signal = new AbortController().signal;
const out = { adminDescription: 'User_1' };

/** People and a group that are the same on both sides and remembered as such, so that nothing is open. */
async function settled({ directory = [], ...others }: Beginning = {}) {
  const world = createWorld({
    directory: [
      directoryUser('boss'),
      directoryUser('chief'),
      directoryUser('ada', { manager: objectGuidFor('boss') }),
      directoryUser('bob', { manager: objectGuidFor('boss') }),
      directoryUser('cyd'),
      directoryUser('dan', out),
      ...directory,
    ],
    groups: [directoryGroup('staff', [memberFor('ada'), memberFor('bob')]), directoryGroup('red', [memberFor('bob')])],
    ...others,
  });
  const memory = rememberingWorld();
  const gather = async (): Promise<Imported> => {
    const usual = world.context({ kind: 'preview' });
    const directories = memory.remembering(usual.directories);
    const imported = await importOpen({ ...usual, directories }, memory.remembered, signal);
    if (imported === null) throw new Error('both sides are remembered');
    return imported;
  };
  for (let runs = 0; runs < 2; runs += 1) await world.run();
  const accountOf = (name: string) => {
    const found = world.tenant.users.find(({ anchor }) => anchor === anchorFor(name));
    if (found === undefined) throw new Error(`${name} has no account`);
    return found.tenantObjectId;
  };
  const groupOf = (name: string) => {
    const found = world.tenant.groups.find(({ uniqueName }) => uniqueName === objectGuidFor(name));
    if (found === undefined) throw new Error(`${name} is not in the tenant`);
    return found.tenantObjectId;
  };
  /** Of the directory whoever is given to the steps, and of the tenant. */
  const given = async () => {
    const { directory: users, tenant, groups, links } = await gather();
    const memberIds = (ids: ReadonlySet<string>) => world.tenant.users.filter((user) => ids.has(user.tenantObjectId));
    const groupName = (id: string) =>
      String(world.tenant.groups.find(({ tenantObjectId }) => tenantObjectId === id)?.values.displayName);
    return {
      users: users.objects.map(({ attributes }) => String(attributes.cn)).toSorted(),
      accounts: tenant.objects.map(({ values }) => String(values.displayName)).toSorted(),
      groups: groups.directory.objects.map(({ attributes }) => String(attributes.cn)).toSorted(),
      tenantGroups: groups.tenant.objects.map(({ values }) => String(values.displayName)).toSorted(),
      missing: Object.fromEntries(
        groups.directory.objects.map(({ attributes, members }) => [
          String(attributes.cn),
          members.map(({ objectGuid }) => objectGuid),
        ]),
      ),
      tooMany: Object.fromEntries(
        [...groups.members].map(([id, ids]) => [
          groupName(id),
          memberIds(ids).map(({ values }) => String(values.displayName)),
        ]),
      ),
      managers: users.objects.map(managerOf).filter((guid) => guid !== null),
      managerIds: tenant.objects.map(({ managerId }) => managerId).filter((id) => id !== null),
      links,
    };
  };
  return { world, given, accountOf, groupOf };
}

const nobody = {
  ...{ users: [], accounts: [], groups: [], tenantGroups: [], missing: {}, tooMany: {}, managers: [], managerIds: [] },
  links: new Map(),
};
const both = (...names: readonly string[]) => ({ users: names, accounts: names });
const linksOf = (...names: readonly string[]) => new Map(names.map((name) => [objectGuidFor(name), anchorFor(name)]));

test('where both sides are the same, nobody is given to the steps', async () => {
  const { given } = await settled();
  expect(await given()).toEqual(nobody);
});

describe('of managers', () => {
  test('one that is the same on both sides is not said, and does not come along', async () => {
    const { world, given } = await settled();
    world.directory.change('ada', { title: 'Clerk' });
    expect(await given()).toEqual({ ...nobody, ...both('ada'), links: linksOf('ada') });
  });

  test('one that is another comes along, and so does the one before', async () => {
    const { world, given, accountOf } = await settled();
    world.directory.change('ada', { manager: objectGuidFor('chief') });
    expect(await given()).toEqual({
      ...nobody,
      ...both('ada', 'boss', 'chief'),
      managers: [objectGuidFor('chief')],
      managerIds: [accountOf('boss')],
      links: linksOf('ada', 'boss', 'chief'),
    });
  });

  test('one that somebody named in the tenant comes along, also when the directory does not know that one', async () => {
    const { world, given, accountOf } = await settled();
    const guest = unlinkedUser('guest');
    world.tenant.addByHand(guest);
    await world.tenant.setManager(accountOf('ada'), guest.tenantObjectId, signal);
    expect(await given()).toMatchObject({
      ...{ users: ['ada', 'boss'], accounts: ['ada', 'boss', 'guest'] },
      managerIds: [guest.tenantObjectId],
    });
  });

  test('one that is gone in the directory alone comes along', async () => {
    const { world, given, accountOf } = await settled();
    world.directory.change('ada', { manager: null });
    expect(await given()).toMatchObject({ ...both('ada', 'boss'), managers: [], managerIds: [accountOf('boss')] });
  });
});

describe('of a group', () => {
  const withMembers = (...names: readonly string[]) => [
    directoryGroup('staff', names.map(memberFor)),
    directoryGroup('red', [memberFor('bob')]),
  ];
  const staff = { groups: ['staff'], tenantGroups: ['staff'] };

  test('only the newcomers are given', async () => {
    const { world, given } = await settled();
    world.directory.groups = withMembers('ada', 'bob', 'cyd');
    expect(await given()).toEqual({
      ...{ ...nobody, ...staff, ...both('cyd') },
      missing: { staff: [objectGuidFor('cyd')] },
      tooMany: { staff: [] },
      links: linksOf('cyd', 'staff'),
    });
  });

  test('only those are given who are not in it any more', async () => {
    const { world, given } = await settled();
    world.directory.groups = withMembers('ada');
    expect(await given()).toMatchObject({
      ...staff,
      ...both('bob'),
      missing: { staff: [] },
      tooMany: { staff: ['bob'] },
    });
  });

  test('members who cannot be linked do not come along', async () => {
    const { world, given } = await settled();
    world.directory.groups = withMembers('ada', 'bob', 'cyd', 'dan');
    expect(await given()).toMatchObject({ ...staff, ...both('cyd') });
  });

  test('that changed itself, nobody is given who is a member on both sides', async () => {
    const { world, given, groupOf } = await settled();
    const [found] = world.tenant.groups.filter(({ tenantObjectId }) => tenantObjectId === groupOf('staff'));
    world.tenant.changeGroup(groupOf('staff'), { values: { ...found?.values, description: 'by hand' } });
    expect(await given()).toEqual({
      ...{ ...nobody, ...staff },
      missing: { staff: [] },
      tooMany: { staff: [] },
      links: linksOf('staff'),
    });
  });

  test('that is only a member of another one, no members are said', async () => {
    const { world, given } = await settled();
    const [, red] = withMembers();
    world.directory.groups = [
      directoryGroup('staff', ['ada', 'bob', 'red'].map(memberFor)),
      ...(red === undefined ? [] : [red]),
    ];
    expect(await given()).toMatchObject({
      ...both(),
      groups: ['red', 'staff'],
      tenantGroups: ['red', 'staff'],
      missing: { staff: [objectGuidFor('red')], red: [] },
      tooMany: { staff: [] },
    });
  });

  test('R23: the one comes along for whom a member of another forest stands in', async () => {
    const { world, given } = await settled({
      fabrikam: [{ ...directoryUser('eve', { objectSid: sidFor('eve') }), domain: 'fabrikam.com' }],
    });
    world.directory.groups = [
      directoryGroup('staff', [
        memberFor('ada'),
        memberFor('bob'),
        foreignMember(sidFor('eve')),
        foreignMember('S-1-5-21-9'),
      ]),
      directoryGroup('red', [memberFor('bob')]),
    ];
    expect(await given()).toMatchObject({ ...staff, ...both('eve') });
  });

  test('R22: one comes along that somebody has just got for a primary group', async () => {
    const { world, given } = await settled();
    world.directory.change('cyd', { objectSid: sidFor('somebody'), primaryGroupID: ridFor('red') });
    expect(await given()).toMatchObject({
      ...{ ...both('cyd'), groups: ['red'], tenantGroups: ['red'] },
      missing: { red: [] },
      tooMany: { red: [] },
    });
  });

  test('R22: one is shown as a member who is listed and has it for a primary group, too', async () => {
    const primary = { objectSid: sidFor('somebody'), primaryGroupID: ridFor('staff') };
    const { given } = await settled({
      directory: [directoryUser('fay', primary)],
      groups: [directoryGroup('staff', ['ada', 'bob', 'fay'].map(memberFor))],
    });
    expect(await given()).toMatchObject({
      ...staff,
      ...both('fay'),
      missing: { staff: [] },
      tooMany: { staff: ['fay'] },
    });
  });

  test('R22: those are members for whom it is the primary group, and no others', async () => {
    const primary = { objectSid: sidFor('somebody'), primaryGroupID: ridFor('staff') };
    const { world, given } = await settled({
      directory: [directoryUser('fay', primary), directoryUser('gus', primary)],
    });
    world.directory.change('cyd', { title: 'Clerk' });
    world.directory.change('ada', { title: 'Clerk' });
    expect(await given()).toMatchObject({
      ...staff,
      ...both('ada', 'cyd', 'fay', 'gus'),
      missing: { staff: [] },
      tooMany: { staff: ['fay', 'gus'] },
    });
  });
});

describe('whoever is concerned comes along', () => {
  test('because of an address that somebody is to get', async () => {
    const { world, given } = await settled();
    const chief = world.tenant.users.find(({ anchor }) => anchor === anchorFor('chief'));
    if (chief === undefined) throw new Error('the chief has an account');
    world.tenant.deleteByHand('chief@contoso.com');
    world.tenant.addByHand({ ...chief, otherAddresses: ['info@contoso.com'] });
    world.directory.change('ada', { mail: 'Info@contoso.com' });
    expect(await given()).toMatchObject(both('ada', 'chief'));
  });

  test('because of the mark of an account, also of one that somebody else has', async () => {
    const { world, given } = await settled({ settings: { tenant: tenantWithMarks } });
    world.tenant.change('ada@contoso.com', { ownershipMark: ownershipMarkFor('cyd') });
    expect(await given()).toMatchObject(both('ada', 'cyd'));
  });
});

test('R4: it is told whom the anchor joined before, also when that one is not there any more', async () => {
  const { world, given } = await settled();
  world.directory.remove('cyd');
  world.directory.add(directoryUser('new cyd', { 'mS-DS-ConsistencyGuid': anchorFor('cyd') }));
  const { links, users } = await given();
  expect(users).toEqual(['new cyd']);
  expect(links).toEqual(linksOf('cyd'));
});
