import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScopeSettings, Settings } from '../../../agent-core/contract/settings.ts';
import {
  directoryGroup,
  directoryUnit,
  memberFor,
  referenceTo,
  ridFor,
  sidFor,
} from '../../builders/directory-group.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { tenantGroup } from '../../builders/fake-tenant-groups.ts';
import { noLimits } from '../../builders/guard-settings.ts';
import { anchorFor, objectGuidFor, tenantIdFor } from '../../builders/identifiers.ts';
import { markedUser, ownershipMarkFor } from '../../builders/ownership-marks.ts';
import { settings as usualSettings } from '../../builders/settings.ts';
import { unlinkedUser } from '../../builders/tenant-user.ts';
import { toldBy } from '../../builders/told-run.ts';
import { createWorld, type World } from '../../builders/world.ts';
import { isLongForm } from '../../lab/long-form.ts';

const people = ['ada', 'bob', 'cyd', 'dan', 'eve'] as const;
const groups = ['staff', 'red'] as const;
const person = fc.constantFrom(...people);
const group = fc.constantFrom(...groups);
const anybody = fc.constantFrom<string>(...people, ...groups, 'nobody');

type Edit = (world: World) => unknown;
const named = (name: string, edit: Edit): Edit => Object.assign(edit, { toString: () => name });
const isThere = ({ directory }: World, name: string) =>
  directory.objects.some(({ objectGuid }) => objectGuid === objectGuidFor(name));

const attributes = fc.oneof(
  fc.constantFrom('ada@contoso.com', 'boss@contoso.com', 'x@fabrikam.com').map((mail) => ({ mail })),
  fc
    .constantFrom('boss@contoso.com', 'Boss@contoso.com', 'ada@contoso.com', 'bob@contoso.com')
    .map((userPrincipalName) => ({
      userPrincipalName,
    })),
  fc.constantFrom('512', '514', '4096').map((userAccountControl) => ({ userAccountControl })),
  fc.constantFrom('Clerk', 'Engineer', null).map((title) => ({ title })),
  fc.constantFrom(null, anchorFor('ada'), anchorFor('new')).map((guid) => ({ 'mS-DS-ConsistencyGuid': guid })),
  fc.constantFrom('User_1', null).map((adminDescription) => ({ adminDescription })),
  fc.constantFrom('OU=In', 'OU=Out').map((unit) => ({ distinguishedName: `CN=x,${unit},DC=contoso,DC=com` })),
  fc.constantFrom(...groups).map((name) => ({ primaryGroupID: ridFor(name), objectSid: sidFor('somebody') })),
  anybody.map((name) => ({ manager: objectGuidFor(name) })),
);

const setMembers = (world: World, name: string, members: readonly string[]) => {
  const others = world.directory.groups.filter(({ objectGuid }) => objectGuid !== objectGuidFor(name));
  world.directory.groups = [...others, directoryGroup(name, members.map(memberFor))];
};

const inDirectory: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(person, attributes).map(([name, change]) =>
    named(`${name} ${JSON.stringify(change)}`, (world) => {
      if (isThere(world, name)) world.directory.change(name, change);
    }),
  ),
  person.map((name) =>
    named(`add ${name}`, (world) => {
      if (!isThere(world, name)) world.directory.add(directoryUser(name));
    }),
  ),
  person.map((name) => named(`${name} vanishes`, ({ directory }) => directory.remove(name))),
  person.map((name) => named(`${name} is deleted`, ({ directory }) => directory.leaveTombstone(name))),
  fc
    .tuple(group, fc.subarray<string>([...people, ...groups, 'stranger']))
    .map(([name, members]) => named(`${name} has ${members}`, (world) => setMembers(world, name, members))),
  group.map((name) =>
    named(`no group ${name}`, ({ directory }) => {
      directory.groups = directory.groups.filter(({ objectGuid }) => objectGuid !== objectGuidFor(name));
    }),
  ),
);

const idIn = ({ tenant }: World, name: string) =>
  tenant.users.find(({ anchor }) => anchor === anchorFor(name))?.tenantObjectId ?? tenantIdFor(name);

const inTenant: fc.Arbitrary<Edit> = fc.oneof(
  fc
    .tuple(
      person,
      fc.constantFrom(
        { jobTitle: 'Boss' },
        { accountEnabled: false },
        { ownershipMark: 'another' },
        { mail: 'ada@contoso.com' },
      ),
    )
    .map(([name, values]) =>
      named(`${name} becomes ${JSON.stringify(values)}`, ({ tenant }) => {
        const user = tenant.users.find(({ anchor }) => anchor === anchorFor(name));
        if (user !== undefined) tenant.change(String(user.values.userPrincipalName), values);
      }),
    ),
  person.map((name) =>
    named(`the account of ${name} is deleted`, ({ tenant }) => {
      const user = tenant.users.find(({ anchor }) => anchor === anchorFor(name));
      if (user !== undefined) tenant.deleteByHand(String(user.values.userPrincipalName));
    }),
  ),
  fc.tuple(group, fc.constantFrom(null, 'another')).map(([name, ownershipMark]) =>
    named(`the mark of ${name} becomes ${ownershipMark}`, ({ tenant }) => {
      const found = tenant.groups.find(({ uniqueName }) => uniqueName === objectGuidFor(name));
      if (found === undefined) return;
      tenant.changeGroup(found.tenantObjectId, { values: { ...found.values, ownershipMark } });
    }),
  ),
  fc.tuple(group, anybody).map(([name, member]) =>
    named(`${member} joins ${name} in the tenant`, async (world) => {
      const found = world.tenant.groups.find(({ uniqueName }) => uniqueName === objectGuidFor(name));
      if (found === undefined) return;
      await world.tenant.addMember(found.tenantObjectId, idIn(world, member), new AbortController().signal);
    }),
  ),
  fc
    .tuple(person, person)
    .map(([name, manager]) =>
      named(`${manager} manages ${name} in the tenant`, (world) =>
        world.tenant.setManager(idIn(world, name), idIn(world, manager), new AbortController().signal),
      ),
    ),
);

/** What a run sees, whoever remembers has seen, too. */
const aRun: fc.Arbitrary<Edit> = fc.constant(
  named('a run', async (world) => {
    await world.previewByMemory();
    await world.run();
  }),
);

const scope: fc.Arbitrary<ScopeSettings> = fc.constantFrom<ScopeSettings>(
  { kind: 'all' },
  { kind: 'groups', groups: [referenceTo('staff')] },
  { kind: 'units', include: [referenceTo('In')], exclude: [] },
);
const usual = usualSettings();
const settings: fc.Arbitrary<Partial<Settings>> = fc
  .record({
    scope,
    extension: fc.constantFrom(null, 'extension_22222222_bridgeheadOwner'),
    onLeavingScope: fc.constantFrom<Settings['removals']['onLeavingScope']>('keep', 'disable', 'delete'),
    matching: fc.record({ bySignInName: fc.boolean(), byMail: fc.boolean() }),
    groupSettings: fc.record({
      areSynchronised: fc.boolean(),
      withPrimaryMembers: fc.boolean(),
      transitiveMembers: fc.constantFrom([], [referenceTo('staff')], [referenceTo('red'), referenceTo('staff')]),
    }),
  })
  .map(({ scope: chosen, extension, onLeavingScope, matching, groupSettings }) => ({
    scope: chosen,
    guard: noLimits,
    matching,
    groups: groupSettings,
    tenant: { ...usual.tenant, ownershipExtension: extension },
    removals: { ...usual.removals, onLeavingScope },
  }));

/** Of this domain, of one that is not in the settings, or of a time before groups had marks. */
const markOfRed = fc.constantFrom(ownershipMarkFor('red'), ownershipMarkFor('red', 'fabrikam.com'), null);
const beginning = fc.record({
  markOfRed,
  directory: fc.subarray([...people]).map((names) => names.map((name) => directoryUser(name))),
  groups: fc.subarray<string>([...people, 'red']).map((names) => [directoryGroup('staff', names.map(memberFor))]),
  tenant: fc
    .tuple(fc.subarray([...people]), fc.constantFrom('ada@contoso.com', 'boss@contoso.com', null))
    .map(([names, mail]) => [
      ...names.map((name) => markedUser(name)),
      unlinkedUser('cloud', { userPrincipalName: 'boss@contoso.com', mail }),
    ]),
  settings,
});

test('whoever remembers both sides plans, holds, counts and finds exactly what whoever reads everything does', async () => {
  await fc.assert(
    fc.asyncProperty(
      beginning,
      fc.array(fc.array(fc.oneof(inDirectory, inTenant, aRun), { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
      async (start, chapters) => {
        const world = createWorld(start);
        world.directory.units = [directoryUnit('In', 'OU=In,DC=contoso,DC=com')];
        const red = tenantGroup('red', { ownershipMark: start.markOfRed });
        world.tenant.putGroup({ ...red, uniqueName: objectGuidFor('red') });
        for (const edits of [[], ...chapters]) {
          for (const edit of edits) await edit(world);
          const whole = await world.preview();
          if (whole.report.problems.length > 0) return;
          expect(toldBy(await world.previewByMemory())).toEqual(toldBy(whole));
        }
      },
    ),
    { numRuns: isLongForm ? 60 : 20 },
  );
});
