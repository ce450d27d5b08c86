/** Stories of who belongs to which group, and who is whose manager. */
import { expect } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import { defaultGroups } from '../../agent-core/contract/settings.ts';
import type { MemberReference } from '../../agent-core/sync/directory-source.ts';
import { linkFor } from '../builders/changes.ts';
import { directoryGroup, foreignMember, memberFor, ridFor, sidFor } from '../builders/directory-group.ts';
import { directoryUser, inDomain } from '../builders/directory-object.ts';
import { tenantGroup } from '../builders/fake-tenant-groups.ts';
import { objectGuidFor, tenantIdFor } from '../builders/identifiers.ts';
import { markedUser, ownershipMarkFor, tenantWithMarks } from '../builders/ownership-marks.ts';
import { linkedUser, unlinkedUser } from '../builders/tenant-user.ts';
import type { World } from '../builders/world.ts';
import { isLongForm } from '../lab/long-form.ts';
import { scenario, scenarioOfPeople } from './scenario.ts';

/** As Bridgehead would have made it. */
const ours = (name: string) => ({
  ...tenantGroup(name, { ownershipMark: ownershipMarkFor(name) }),
  uniqueName: objectGuidFor(name),
});
const withMembers =
  (group: string, ...members: readonly MemberReference[]) =>
  ({ directory }: World) => {
    const others = directory.groups.filter(({ objectGuid }) => objectGuid !== objectGuidFor(group));
    directory.groups = [...others, directoryGroup(group, members)];
  };
const withMarks = { tenant: tenantWithMarks };
const adaAndBob = {
  directory: [directoryUser('ada'), directoryUser('bob')],
  tenant: [markedUser('ada'), markedUser('bob')],
  settings: withMarks,
};

scenario('members come and go', { ...adaAndBob, groups: [directoryGroup('staff', [memberFor('ada')])] }, [
  { plan: ['create staff as group', 'link staff: member ada'] },
  {
    change: withMembers('staff', memberFor('bob')),
    plan: ['unlink staff: member ada', 'link staff: member bob'],
    result: 'succeeded',
  },
  { change: withMembers('staff', memberFor('bob')), plan: [] },
]);

const twelve = Array.from({ length: 12 }, (_, index) => `crew${String(index).padStart(2, '0')}`);
const crew = directoryGroup(
  'crew',
  twelve.map((name) => memberFor(name)),
);
scenarioOfPeople(
  'R11: a group that would lose more than half of its members keeps them, however many of the company they are',
  {
    directory: twelve.map((name) => directoryUser(name)),
    tenant: twelve.map((name) => markedUser(name)),
    groups: [crew],
    settings: withMarks,
  },
  [
    { plan: [] },
    {
      change: withMembers('crew', ...twelve.slice(7).map((name) => memberFor(name))),
      plan: [],
      afterwards: ({ log }) =>
        expect(log.reports.at(-1)?.findings).toMatchObject([
          { problem: { code: 'guard.emptied-group' }, found: 7, allowed: 6, held: 7 },
        ]),
    },
  ],
);

const adaIsNotThere = 'link staff: member ada held: object.reference-held';
scenario(
  'R13: whoever was deleted in the tenant by somebody else is linked by nobody until they are restored',
  { ...adaAndBob, groups: [directoryGroup('staff', [memberFor('ada'), memberFor('bob')])] },
  [
    { plan: ['create staff as group', 'link staff: member ada', 'link staff: member bob'] },
    {
      change: ({ tenant }) => tenant.deleteByHand('ada@contoso.com'),
      plan: ['restore ada held: guard.deleted-elsewhere', adaIsNotThere],
      again: ['restore ada held: guard.deleted-elsewhere', adaIsNotThere],
      result: 'succeededWithProblems',
    },
  ],
);

scenario(
  'a member moves from one group to another',
  { ...adaAndBob, groups: [directoryGroup('red', [memberFor('ada')]), directoryGroup('blue', [memberFor('bob')])] },
  [
    {
      plan: ['create red as group', 'create blue as group', 'link red: member ada', 'link blue: member bob'],
    },
    {
      change: ({ directory }) => {
        directory.groups = [directoryGroup('red', []), directoryGroup('blue', [memberFor('bob'), memberFor('ada')])];
      },
      plan: ['unlink red: member ada', 'link blue: member ada'],
    },
  ],
);

scenario(
  'groups in groups, in circles, and a group in itself: each link once, in the run that creates everything',
  {
    directory: [directoryUser('ada')],
    groups: [
      directoryGroup('a', [memberFor('b'), memberFor('ada')]),
      directoryGroup('b', [memberFor('c')]),
      directoryGroup('c', [memberFor('a'), memberFor('c')]),
    ],
  },
  [
    {
      plan: [
        'create c as group',
        'create ada as ada@contoso.com',
        'create a as group',
        'create b as group',
        'link c: member a',
        'link a: member b',
        'link a: member ada',
        'link b: member c',
      ],
      result: 'succeeded',
    },
  ],
);

scenario(
  'R21: a group that is renamed keeps its members',
  { ...adaAndBob, groups: [directoryGroup('staff', [memberFor('ada')])] },
  [
    { plan: ['create staff as group', 'link staff: member ada'] },
    {
      change: ({ directory }) => {
        directory.groups = [directoryGroup('staff', [memberFor('ada')], { cn: 'crew', sAMAccountName: 'crew' })];
      },
      plan: ['update crew: displayName "staff" -> "crew"'],
    },
  ],
);

scenario(
  'R1: whoever is not seen any more stays a member, and so does whoever is only out of scope',
  { ...adaAndBob, groups: [directoryGroup('staff', [memberFor('ada'), memberFor('bob')])] },
  [
    { plan: ['create staff as group', 'link staff: member ada', 'link staff: member bob'] },
    {
      change: ({ directory }) => {
        directory.remove('ada');
        directory.change('bob', { adminDescription: 'User_x' });
        directory.groups = [directoryGroup('staff', [memberFor('bob')])];
      },
      plan: ['ada held: object.vanished', 'bob held: object.removal-waits'],
      afterwards: ({ tenant, log }) => {
        const [group] = tenant.groups;
        expect(tenant.members.get(group?.tenantObjectId ?? tenantIdFor('?'))?.size).toBe(2);
        expect(log.reports.at(-1)?.findings.map(({ problem: found }) => found.code)).not.toContain(
          'group.foreign-links',
        );
      },
    },
  ],
);

scenario(
  'R26: a member whom somebody added in the tenant stays, and is reported',
  {
    ...adaAndBob,
    tenant: [...adaAndBob.tenant, unlinkedUser('cloud')],
    groups: [directoryGroup('staff', [memberFor('ada')])],
  },
  [
    {
      change: ({ tenant }) => tenant.putGroup(ours('staff'), [tenantIdFor('ada'), tenantIdFor('cloud')]),
      plan: [],
      result: 'succeeded',
      afterwards: ({ log }) => {
        expect(log.reports.at(-1)?.findings).toMatchObject([
          { problem: { code: 'group.foreign-links' }, found: 1, holds: [] },
        ]);
      },
    },
  ],
);

scenario(
  'R22: the primary group counts, but for Domain Users',
  {
    directory: [
      directoryUser('ada', { objectSid: sidFor('ada'), primaryGroupID: ridFor('staff') }),
      directoryUser('bob', { objectSid: sidFor('bob'), primaryGroupID: '513' }),
    ],
    tenant: [linkedUser('ada'), linkedUser('bob')],
    groups: [directoryGroup('staff', []), { ...directoryGroup('Domain Users', []), sid: 'S-1-5-21-1-2-3-513' }],
  },
  [{ plan: ['create staff as group', 'create Domain Users as group', 'link staff: member ada'] }],
);

scenario(
  'R22: where the settings leave primary groups out, nobody is a member for that alone',
  {
    directory: [directoryUser('ada', { objectSid: sidFor('ada'), primaryGroupID: ridFor('staff') })],
    tenant: [markedUser('ada')],
    groups: [directoryGroup('staff', [])],
    settings: withMarks,
  },
  [
    { plan: ['create staff as group', 'link staff: member ada'] },
    {
      change: (world) => world.configure({ groups: { ...defaultGroups, withPrimaryMembers: false } }),
      plan: ['unlink staff: member ada'],
      result: 'succeeded',
    },
    { plan: [] },
    { change: withMembers('staff', memberFor('ada')), plan: ['link staff: member ada'] },
  ],
);

scenario(
  'R23: somebody of another forest is found by SID; an unknown one is neither error nor removal',
  {
    directory: [],
    fabrikam: [
      inDomain(
        'fabrikam.com',
        directoryUser('fay', { objectSid: sidFor('fay'), userPrincipalName: 'fay@fabrikam.com' }),
      ),
    ],
    groups: [directoryGroup('staff', [foreignMember(sidFor('fay')), foreignMember('S-1-5-21-9-9-9-1104')])],
  },
  [
    {
      plan: ['create fay as fay@fabrikam.com', 'create staff as group', 'link staff: member fay'],
      result: 'succeeded',
    },
  ],
);

const memberCount = isLongForm ? 2_000 : 600;
const hundreds = Array.from({ length: memberCount }, (_, index) => `user${index}`);
scenario(
  'a group of hundreds is linked whole, and two who leave are unlinked',
  {
    directory: hundreds.map((name) => directoryUser(name)),
    tenant: hundreds.map((name) => markedUser(name)),
    settings: withMarks,
    groups: [directoryGroup('everybody', hundreds.map(memberFor))],
  },
  [
    {
      plan: ['create everybody as group', ...linksByDigest(hundreds)],
      result: 'succeeded',
    },
    {
      change: withMembers('everybody', ...hundreds.slice(1, -1).map(memberFor)),
      plan: linksByDigest(['user0', `user${memberCount - 1}`], 'unlink'),
    },
  ],
);

scenario('a manager comes, changes and goes', adaAndBob, [
  {
    change: ({ directory }) => directory.change('ada', { manager: objectGuidFor('bob') }),
    plan: ['link ada: manager bob'],
    afterwards: ({ tenant }) => expect(tenant.users[0]?.managerId).toBe(tenantIdFor('bob')),
  },
  { change: ({ directory }) => directory.add(directoryUser('eve')), plan: ['create eve as eve@contoso.com'] },
  {
    change: ({ directory }) => directory.change('ada', { manager: objectGuidFor('eve') }),
    plan: ['link ada: manager eve'],
  },
  {
    change: ({ directory }) => directory.change('ada', { manager: null }),
    plan: ['unlink ada: manager eve'],
    afterwards: ({ tenant }) => expect(tenant.users[0]?.managerId).toBeNull(),
  },
]);

scenario(
  'R3: without a mark nothing ends',
  { ...adaAndBob, settings: {}, groups: [directoryGroup('staff', [memberFor('ada')])] },
  [{ plan: ['create staff as group', 'link staff: member ada'] }, { change: withMembers('staff'), plan: [] }],
);

scenario(
  'a manager who is created in the same run is linked in it',
  {
    directory: [directoryUser('ada', { manager: objectGuidFor('bob') }), directoryUser('bob')],
    tenant: [],
  },
  [{ plan: ['create ada as ada@contoso.com', 'create bob as bob@contoso.com', 'link ada: manager bob'] }],
);

scenario(
  'a manager who is out of scope is nobody, and one whom somebody set in the tenant stays',
  {
    directory: [
      directoryUser('ada', { manager: objectGuidFor('boss') }),
      directoryUser('boss', { adminDescription: 'User_x' }),
    ],
    tenant: [{ ...linkedUser('ada'), managerId: tenantIdFor('cloud') }, unlinkedUser('cloud')],
  },
  [{ plan: [], result: 'succeeded' }],
);

scenario(
  'a link to an object whose creation failed waits for the next run',
  { directory: [directoryUser('ada')], groups: [directoryGroup('staff', [memberFor('ada')])] },
  [
    {
      change: ({ tenant }) =>
        tenant.onWrite(({ kind }) => (kind === 'create' ? { problem: problem('tenant.conflict', 'ada') } : null)),
      plan: [
        'create ada as ada@contoso.com failed: tenant.conflict',
        'create staff as group',
        'link staff: member ada failed: object.reference-unresolved',
      ],
      again: [
        'link staff: member ada held: object.reference-held',
        'create ada as ada@contoso.com waiting: tenant.conflict',
      ],
    },
  ],
);

/** Links of one group stand in the order of their digests. */
function linksByDigest(names: readonly string[], kind: 'link' | 'unlink' = 'link'): readonly string[] {
  return names
    .map((name) => linkFor('everybody', name, kind))
    .toSorted((left, right) => (left.digest < right.digest ? -1 : 1))
    .map(({ target }) => `${kind} everybody: member ${target.displayName}`);
}
