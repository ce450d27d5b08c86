/** Stories of groups that are gone: what shows it, who is asked, and what stays whatever happens. */
import { expect } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import { defaultGroups } from '../../agent-core/contract/settings.ts';
import { decisionKeyOf } from '../../agent-core/sync/guard/decisions.ts';
import { directoryGroup, memberFor } from '../builders/directory-group.ts';
import { directoryUser, inDomain } from '../builders/directory-object.ts';
import { tenantGroup } from '../builders/fake-tenant-groups.ts';
import { limits } from '../builders/guard-settings.ts';
import { objectGuidFor } from '../builders/identifiers.ts';
import { ownershipMarkFor, tenantWithMarks } from '../builders/ownership-marks.ts';
import { settings } from '../builders/settings.ts';
import type { World } from '../builders/world.ts';
import { scenario } from './scenario.ts';

/** As Bridgehead would have made it, at some time. */
const madeFor = (name: string, ownershipMark: string | null) => ({
  ...tenantGroup(name, { ownershipMark }),
  uniqueName: objectGuidFor(name),
});
const withMarks = {
  tenant: tenantWithMarks,
  removals: { onLeavingScope: 'delete', waitRuns: 2 },
} as const;
const atOnce = { ...withMarks, removals: { onLeavingScope: 'delete', waitRuns: 0 } } as const;
const crew = { settings: atOnce, groups: [directoryGroup('crew', [])] };
const arrives = { plan: ['create crew as group'] } as const;
const asksFirst = 'delete crew held: guard.group-delete';
const waits = 'crew held: object.removal-waits';
const vanished = 'crew held: object.vanished';
/** Told, as of people: no longer there, and nothing shows that it was deleted. */
const absent = 'crew held: object.absent';
const leftScope = 'crew held: group.left-scope';

function takeAway({ directory }: Pick<World, 'directory'>): void {
  directory.groups = directory.groups.filter(({ objectGuid }) => objectGuid !== objectGuidFor('crew'));
}

function deleteCrew(world: World): void {
  takeAway(world);
  world.directory.leaveTombstone('crew');
}

function leaveScope({ directory }: World): void {
  const members = directory.groups.find(({ objectGuid }) => objectGuid === objectGuidFor('crew'))?.members ?? [];
  directory.groups = [directoryGroup('crew', members, { adminDescription: 'Group_kept out' })];
}

function deletionsIn({ log }: World) {
  const changes = log.entries.flatMap((entry) => (entry.kind === 'outcome' ? [entry.outcome.change] : []));
  return changes.filter(({ kind }) => kind === 'delete');
}

/** Somebody agrees to what is held. */
function approve(world: World): void {
  const byChange = deletionsIn(world).map(({ digest }) => {
    const decision = { verdict: 'approved', digest, kind: 'groupDeletes', by: 'Eve', at: world.clock.now() } as const;
    return [decisionKeyOf(digest, 'groupDeletes'), { ...decision, expiresAt: '2099-01-01T00:00:00Z' }] as const;
  });
  world.decide({ byChange: new Map(byChange), exemptions: new Set() });
}

const isGone = ({ tenant }: World) => expect(tenant.groups).toEqual([]);
const isStillThere = ({ tenant }: World) => {
  expect(tenant.groups).toHaveLength(1);
  expect(tenant.writes.map(({ kind }) => kind)).not.toContain('deleteGroup');
};

scenario(
  'R8: a group that is deleted in the directory waits two runs, then for an approval, and is deleted once',
  {
    settings: withMarks,
    directory: [directoryUser('ada')],
    groups: [directoryGroup('crew', [memberFor('ada')])],
  },
  [
    { plan: ['create ada as ada@contoso.com', 'create crew as group', 'link crew: member ada'] },
    { change: deleteCrew, plan: [waits], afterwards: isStillThere },
    {
      plan: [asksFirst],
      result: 'succeededWithProblems',
      afterwards: (world) => {
        isStillThere(world);
        const evidence = { kind: 'tombstone', domain: 'contoso.com', controller: 'dc1.contoso.com' };
        expect(deletionsIn(world)[0]).toMatchObject({ objectType: 'group', evidence });
        const [finding] = world.log.reports.at(-1)?.findings ?? [];
        expect(finding?.problem.detail).toBe('1 found; each needs an approval: crew (1 member)');
      },
    },
    {
      change: approve,
      plan: ['delete crew'],
      result: 'succeeded',
      afterwards: (world) => {
        isGone(world);
        expect(world.tenant.users, 'its members stay').toHaveLength(1);
      },
    },
  ],
);

scenario('R8: a group that comes back while its removal waits is forgotten as one to remove', crew, [
  arrives,
  { change: deleteCrew, plan: [asksFirst] },
  {
    change: ({ directory }) => {
      directory.groups = [directoryGroup('crew', [])];
    },
    plan: [],
    afterwards: isStillThere,
  },
]);

scenario(
  'R5, R8: a group is looked up where its mark says that it came from; what a move left behind elsewhere is no evidence',
  { ...crew, fabrikam: [] },
  [
    arrives,
    {
      change: (world) => {
        takeAway(world);
        world.fabrikam.leaveTombstone('crew');
      },
      plan: [vanished],
      afterwards: isStillThere,
    },
    {
      change: ({ directory }) => directory.leaveTombstone('crew', 'second'),
      plan: [asksFirst],
      afterwards: (world) => expect(deletionsIn(world)[0]).toMatchObject({ evidence: { domain: 'contoso.com' } }),
    },
  ],
);

scenario('R5: a group that is seen in another domain is on its way there', { ...crew, fabrikam: [] }, [
  arrives,
  {
    change: (world) => {
      takeAway(world);
      world.fabrikam.add(inDomain('fabrikam.com', directoryUser('crew', { objectClass: ['top', 'group'] })));
      world.fabrikam.hide('crew');
    },
    plan: ['crew held: object.on-its-way'],
    afterwards: isStillThere,
  },
]);

scenario(
  'R9: the groups of a domain that was taken out of the settings are released: nobody looks for them, and nothing is done to them',
  { settings: atOnce, directory: [] },
  [
    {
      change: ({ tenant }) => tenant.putGroup(madeFor('crew', ownershipMarkFor('crew', 'fabrikam.com'))),
      plan: [],
      result: 'succeeded',
      afterwards: (world) => {
        isStillThere(world);
        expect(world.directory.lookups).toEqual([]);
      },
    },
  ],
);

scenario(
  'R3, R9: a group that the agent made before groups had marks gets one, which is no takeover; whose name alone is ours is taken over first',
  {
    settings: { ...atOnce, tenant: settings().tenant, guard: limits({ takeovers: { count: 0, percent: 0 } }) },
    groups: [directoryGroup('crew', [])],
  },
  [
    arrives,
    {
      change: ({ configure, directory, tenant }) => {
        configure({ tenant: tenantWithMarks });
        directory.groups = [...directory.groups, directoryGroup('stranger', [memberFor('crew')])];
        tenant.putGroup(madeFor('stranger', null));
      },
      plan: [
        `update stranger: ownershipMark null -> "${ownershipMarkFor('stranger')}" held: guard.too-many-takeovers`,
        `update crew: ownershipMark null -> "${ownershipMarkFor('crew')}"`,
      ],
      afterwards: ({ tenant }) =>
        expect(tenant.groups.map(({ values }) => values.ownershipMark ?? null)).toEqual([
          ownershipMarkFor('crew'),
          null,
        ]),
    },
  ],
);

scenario(
  "R3: a group that is marked as somebody else's is held, and neither written nor deleted",
  { settings: atOnce, groups: [directoryGroup('crew', [memberFor('ada')])], directory: [] },
  [
    {
      change: ({ tenant }) => tenant.putGroup(madeFor('crew', `another ${ownershipMarkFor('crew')}`)),
      plan: ['crew held: group.owned-elsewhere'],
      result: 'succeededWithProblems',
    },
    { change: deleteCrew, plan: [], afterwards: isStillThere },
  ],
);

scenario('R9: the mark of a group follows it into another domain', { ...crew, fabrikam: [] }, [
  arrives,
  {
    change: (world) => {
      deleteCrew(world);
      world.fabrikam.groups = [{ ...directoryGroup('crew', []), domain: 'fabrikam.com' }];
    },
    plan: [`update crew: ownershipMark "${ownershipMarkFor('crew')}" -> "${ownershipMarkFor('crew', 'fabrikam.com')}"`],
  },
]);

scenario('R8: a group that vanishes without a tombstone is held, in every run', crew, [
  arrives,
  { change: takeAway, plan: [vanished], result: 'succeededWithProblems', afterwards: isStillThere },
]);

scenario('R8: a group that leaves the scope is deleted where the settings say so, after an approval', crew, [
  arrives,
  { change: leaveScope, plan: [asksFirst], afterwards: isStillThere },
  { change: approve, plan: ['delete crew'], afterwards: isGone },
]);

for (const onLeavingScope of ['disable', 'keep'] as const) {
  const removals = { onLeavingScope, waitRuns: 0 };
  scenario(
    `R8: a group that leaves the scope stays where the settings say ${onLeavingScope}`,
    { ...crew, settings: { ...atOnce, removals } },
    [arrives, { change: leaveScope, plan: [leftScope], afterwards: isStillThere }],
  );
}

const saysOneMember = ({ log }: World) =>
  expect(log.reports.at(-1)?.findings[0]?.problem.detail).toBe('1 found; each needs an approval: crew (1 member)');

scenario(
  'R12: whoever is asked about the deletion of a group that left the scope reads in every run how many are in it',
  {
    settings: atOnce,
    directory: [directoryUser('ada')],
    groups: [directoryGroup('crew', [memberFor('ada')])],
  },
  [
    { plan: ['create ada as ada@contoso.com', 'create crew as group', 'link crew: member ada'] },
    { change: leaveScope, plan: [asksFirst], afterwards: saysOneMember },
    { plan: [asksFirst], afterwards: saysOneMember },
  ],
);

for (const kind of ['dynamic', 'roleAssignable', 'managementRestricted'] as const) {
  scenario(`R8, R26: a group that became ${kind} is never deleted`, crew, [
    arrives,
    {
      change: (world) => {
        for (const { tenantObjectId } of world.tenant.groups) world.tenant.changeGroup(tenantObjectId, { kind });
        deleteCrew(world);
      },
      plan: [],
      afterwards: isStillThere,
    },
    { change: leaveScope, plan: [leftScope], afterwards: isStillThere },
  ]);
}

scenario('R8, R3: a group that somebody else made under our name is never deleted', { settings: atOnce }, [
  {
    change: (world) => {
      world.tenant.putGroup({ ...tenantGroup('crew'), uniqueName: objectGuidFor('crew') });
      deleteCrew(world);
    },
    plan: [],
    afterwards: isStillThere,
  },
  { change: leaveScope, plan: [leftScope], afterwards: isStillThere },
]);

scenario(
  'R8, R3: without ownership marks no group is deleted',
  { ...crew, settings: { ...atOnce, tenant: settings().tenant } },
  [
    arrives,
    { change: deleteCrew, plan: [absent], result: 'succeeded', afterwards: isStillThere },
    { change: leaveScope, plan: [leftScope], afterwards: isStillThere },
  ],
);

scenario('R8, R1: while anything cannot be read no group is deleted', { ...crew, fabrikam: [] }, [
  arrives,
  {
    change: (world) => {
      deleteCrew(world);
      world.fabrikam.breakOff({ after: 0, problem: problem('directory.no-answer', 'dc1') });
    },
    plan: [absent],
    result: 'failed',
    afterwards: isStillThere,
  },
  { change: leaveScope, plan: [leftScope], result: 'failed', afterwards: isStillThere },
  {
    change: (world) => {
      world.fabrikam.breakOff(null);
      deleteCrew(world);
      world.directory.refuseLookups(problem('directory.no-answer', 'dc1'));
    },
    plan: [absent],
    result: 'failed',
    afterwards: isStillThere,
  },
]);

scenario(
  'groups that are switched off stay as they are, members and all, whatever becomes of them in the directory',
  {
    settings: atOnce,
    directory: [directoryUser('ada'), directoryUser('bob', { manager: objectGuidFor('ada') })],
    groups: [directoryGroup('crew', [memberFor('ada')]), directoryGroup('team', [])],
  },
  [
    {
      plan: [
        'create ada as ada@contoso.com',
        'create crew as group',
        'create team as group',
        'create bob as bob@contoso.com',
        'link crew: member ada',
        'link bob: manager ada',
      ],
    },
    {
      change: (world) => {
        world.configure({ groups: { ...defaultGroups, areSynchronised: false } });
        world.directory.groups = [
          directoryGroup('crew', [memberFor('bob')], { description: 'Others' }),
          directoryGroup('new', [memberFor('ada')]),
        ];
        world.directory.leaveTombstone('team');
      },
      plan: [],
      result: 'succeeded',
      afterwards: ({ log, tenant }) => {
        expect(tenant.groups).toHaveLength(2);
        expect(log.reports.at(-1)?.counts.byType?.group).toMatchObject({ read: 2, outOfScope: 2, unchanged: 0 });
      },
    },
    {
      change: (world) => world.configure({ groups: defaultGroups }),
      plan: [
        'delete team held: guard.group-delete',
        'unlink crew: member ada',
        'update crew: description null -> "Others"',
        'create new as group',
        'link new: member ada',
        'link crew: member bob',
      ],
    },
  ],
);

scenario(
  'R13: a group that somebody deleted in the tenant is not made again, nor linked, until somebody approves',
  { settings: withMarks, directory: [directoryUser('ada')], groups: [directoryGroup('crew', [memberFor('ada')])] },
  [
    { plan: ['create ada as ada@contoso.com', 'create crew as group', 'link crew: member ada'] },
    {
      change: ({ tenant }) => {
        for (const { tenantObjectId } of tenant.groups)
          void tenant.deleteGroup(tenantObjectId, new AbortController().signal);
      },
      plan: [
        'create crew as group held: guard.deleted-elsewhere',
        'link crew: member ada held: guard.deleted-elsewhere',
      ],
      afterwards: ({ tenant, log }) => {
        expect(tenant.groups).toEqual([]);
        const details = log.reports.at(-1)?.findings.map((finding) => finding.problem.detail);
        expect(details, 'members are counted with their group').toEqual([
          '2 found; each needs an approval: crew and 1 membership',
        ]);
      },
    },
  ],
);
