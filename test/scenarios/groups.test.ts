/** Stories of groups: what comes into the tenant, what stays, and that a name never decides which group is meant. */
import { expect } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import {
  directoryContact,
  directoryGroup,
  distributionGroup,
  memberFor,
  referenceTo,
} from '../builders/directory-group.ts';
import { directoryUser } from '../builders/directory-object.ts';
import { tenantGroup } from '../builders/fake-tenant-groups.ts';
import { objectGuidFor } from '../builders/identifiers.ts';
import { tenantWithMarks } from '../builders/ownership-marks.ts';
import { linkedUser } from '../builders/tenant-user.ts';
import type { World } from '../builders/world.ts';
import { scenario } from './scenario.ts';

/** The tenant's group of the directory's group. */
function groupOf(world: Pick<World, 'tenant'>, name: string) {
  const found = world.tenant.groups.find(({ uniqueName }) => uniqueName === objectGuidFor(name));
  if (found === undefined) throw new Error(`the tenant has no ${name}`);
  return found;
}

/** As Bridgehead would have made it. */
const ours = (name: string) => ({ ...tenantGroup(name), uniqueName: objectGuidFor(name) });

scenario(
  'a new group arrives as a security group, known by its objectGUID',
  { groups: [directoryGroup('staff', [])] },
  [
    {
      plan: ['create staff as group'],
      result: 'succeeded',
      afterwards: (world) => {
        expect(groupOf(world, 'staff').values).toEqual({
          displayName: 'staff',
          description: null,
          mailNickname: `staff-${objectGuidFor('staff').slice(0, 8)}`,
          securityEnabled: true,
          mailEnabled: false,
        });
      },
    },
    {
      change: ({ directory }) => {
        directory.groups = [directoryGroup('staff', [], { displayName: 'All Staff', description: 'Everybody' })];
      },
      plan: ['update All Staff: displayName "staff" -> "All Staff", description null -> "Everybody"'],
    },
    {
      change: ({ directory }) => {
        directory.groups = [directoryGroup('staff', [], { displayName: 'All Staff' })];
      },
      plan: ['update All Staff: description "Everybody" -> null'],
    },
  ],
);

scenario('a group of the same name in the tenant is another group', { groups: [directoryGroup('staff', [])] }, [
  {
    change: ({ tenant }) => tenant.putGroup(tenantGroup('staff')),
    plan: ['create staff as group'],
    afterwards: ({ tenant }) => expect(tenant.groups).toHaveLength(2),
  },
]);

scenario(
  'a group that is deleted and made again under the same name is a new group; the old one stays where there are no marks, and is named',
  { groups: [directoryGroup('staff', [])] },
  [
    { plan: ['create staff as group'] },
    {
      change: ({ directory }) => {
        const anew = directoryGroup('staff again', []);
        directory.groups = [{ ...anew, attributes: { ...anew.attributes, cn: ['staff'], sAMAccountName: ['staff'] } }];
      },
      plan: ['create staff as group', 'staff held: object.absent'],
      afterwards: ({ tenant }) => {
        const names = tenant.groups.map(({ values }) => [values.displayName, values.mailNickname]);
        expect(names.map(([name]) => name)).toEqual(['staff', 'staff']);
        expect(new Set(names.map(([, nickname]) => nickname)).size).toBe(2);
      },
    },
  ],
);

scenario(
  'R26: what Graph cannot write is shown with its reason, and hurts no run',
  {
    groups: [
      directoryGroup('mailed', [], { mail: 'mailed@contoso.com' }),
      directoryGroup('letters', [], { groupType: distributionGroup, mail: 'letters@contoso.com' }),
      directoryGroup('DnsAdmins', [], { isCriticalSystemObject: 'TRUE' }),
    ],
  },
  [
    {
      change: ({ directory }) => {
        directory.contacts = [directoryContact('carl')];
      },
      plan: ['mailed held: group.mail-enabled', 'letters held: group.distribution', 'carl held: group.contact'],
      result: 'succeeded',
      afterwards: ({ log, tenant }) => {
        expect(tenant.groups).toEqual([]);
        expect(log.reports.at(-1)?.counts).toMatchObject({ notWritable: 3, held: 0 });
        expect(log.reports.at(-1)).toMatchObject({ directory: { groups: 3 }, tenant: { groups: 0 } });
      },
    },
  ],
);

scenario(
  'R26: a group that is kept in step and gets a mail address is held by itself, with both sides named, and no word of the harmless ones',
  {
    groups: [directoryGroup('staff', [memberFor('ada'), memberFor('bob')])],
    directory: [directoryUser('ada'), directoryUser('bob')],
    settings: { tenant: tenantWithMarks },
  },
  [
    {
      plan: [
        'create ada as ada@contoso.com',
        'create staff as group',
        'create bob as bob@contoso.com',
        'link staff: member ada',
        'link staff: member bob',
      ],
    },
    {
      change: ({ directory }) => {
        directory.groups = [directoryGroup('staff', [memberFor('ada')], { mail: 'staff@contoso.com' })];
      },
      plan: ['staff held: group.frozen'],
      result: 'succeededWithProblems',
      afterwards: ({ log, tenant }) => {
        expect(log.reports.at(-1)?.counts).toMatchObject({ notWritable: 0, held: 1 });
        const { tenantObjectId } = groupOf({ tenant }, 'staff');
        const sides = new RegExp(`^staff in the directory: .* In the tenant: staff \\(${tenantObjectId}\\)`);
        expect(log.entries.at(-1)).toMatchObject({ held: { problem: { detail: expect.stringMatching(sides) } } });
      },
    },
    {
      change: ({ directory }) => {
        directory.groups = [directoryGroup('staff', [memberFor('ada')])];
      },
      plan: ['unlink staff: member bob'],
      result: 'succeeded',
    },
  ],
);

scenario(
  'R26: a group that became one the agent must not own is left alone',
  {
    groups: [directoryGroup('staff', [memberFor('ada')])],
    directory: [directoryUser('ada')],
    tenant: [linkedUser('ada')],
  },
  [
    {
      change: ({ tenant }) => tenant.putGroup({ ...ours('staff'), kind: 'dynamic' }),
      plan: ['staff held: group.not-ours'],
      result: 'succeededWithProblems',
    },
  ],
);

scenario(
  'R1: groups of ours of which nobody knows whether they are in scope are held, and counted with the others',
  {
    settings: { scope: { kind: 'groups', groups: [referenceTo('top')] }, tenant: tenantWithMarks },
    groups: [directoryGroup('top', [memberFor('nested')]), directoryGroup('nested', []), directoryGroup('other', [])],
  },
  [
    { plan: ['create top as group', 'create nested as group', 'link top: member nested'] },
    {
      change: ({ directory }) => {
        directory.groups = [directoryGroup('nested', [], { description: 'new' }), directoryGroup('other', [])];
      },
      plan: ['nested held: group.undecided', 'top held: object.vanished'],
      result: 'succeededWithProblems',
      afterwards: ({ log }) => {
        expect(log.reports.at(-1)?.counts).toMatchObject({ held: 2, outOfScope: 0 });
        const missing = { problem: { code: 'scope.reference-not-found' }, found: 2, holds: [] };
        expect(log.reports.at(-1)?.findings[0]).toMatchObject(missing);
      },
    },
  ],
);

scenario(
  'with a scope of groups these groups come, the nested ones, and no others',
  {
    settings: {
      scope: { kind: 'groups', groups: [referenceTo('top')] },
      tenant: tenantWithMarks,
    },
    directory: [directoryUser('ada')],
    groups: [
      directoryGroup('top', [memberFor('nested')]),
      directoryGroup('nested', [memberFor('ada')]),
      directoryGroup('other', [memberFor('ada')]),
    ],
  },
  [
    {
      plan: [
        'create ada as ada@contoso.com',
        'create top as group',
        'create nested as group',
        'link top: member nested',
        'link nested: member ada',
      ],
    },
    {
      change: ({ directory }) => {
        directory.groups = directory.groups.map((group) =>
          group.objectGuid === objectGuidFor('top') ? { ...group, members: [memberFor('ada')] } : group,
        );
      },
      plan: ['unlink top: member nested', 'link top: member ada', 'nested held: object.removal-waits'],
    },
  ],
);

scenario('R30: a creation whose reply was lost is not made twice', { groups: [directoryGroup('staff', [])] }, [
  {
    change: ({ tenant }) => {
      let isFirst = true;
      tenant.onWrite((write) => {
        const isLost = isFirst && write.kind === 'createGroup';
        isFirst = false;
        return isLost ? { problem: problem('tenant.refused-value', 'x'), isReplyLost: true } : null;
      });
    },
    plan: ['create staff as group failed: tenant.refused-value'],
    again: [],
    afterwards: ({ tenant }) => expect(tenant.groups).toHaveLength(1),
  },
]);

scenario(
  'R1: groups of a tenant that were not all read are neither created nor linked',
  { groups: [directoryGroup('staff', [memberFor('ada')])], directory: [directoryUser('ada')] },
  [
    {
      change: ({ tenant }) => tenant.breakOffGroups({ groups: problem('tenant.forbidden', 'groups') }),
      plan: ['create ada as ada@contoso.com'],
      result: 'failed',
      afterwards: ({ tenant }) => tenant.breakOffGroups(null),
    },
    { plan: ['create staff as group', 'link staff: member ada'], result: 'succeeded' },
    {
      change: ({ tenant, directory }) => {
        directory.groups = [directoryGroup('staff', [])];
        tenant.breakOffGroups({ members: problem('tenant.throttled', 'members') });
      },
      plan: [],
      result: 'failed',
      afterwards: ({ tenant }) => {
        expect(tenant.members.get(groupOf({ tenant }, 'staff').tenantObjectId)?.size).toBe(1);
      },
    },
  ],
);
