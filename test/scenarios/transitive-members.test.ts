/** Stories of groups that are written with all who are in them, however deep. */
import { expect, test } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import { defaultGroups, type GroupSettings } from '../../agent-core/contract/settings.ts';
import type { MemberReference } from '../../agent-core/sync/directory-source.ts';
import { directoryGroup, foreignMember, memberFor, referenceTo, ridFor, sidFor } from '../builders/directory-group.ts';
import { directoryUser, inDomain } from '../builders/directory-object.ts';
import { noLimits } from '../builders/guard-settings.ts';
import { objectGuidFor } from '../builders/identifiers.ts';
import { tenantWithMarks } from '../builders/ownership-marks.ts';
import { createWorld, type World } from '../builders/world.ts';
import { scenario } from './scenario.ts';

const licences: GroupSettings = { ...defaultGroups, transitiveMembers: [referenceTo('licences')] };
const crew = ['ada', 'bob', 'cyd'];
const inStep = {
  settings: { tenant: tenantWithMarks, guard: noLimits, groups: licences },
  directory: crew.map((name) => directoryUser(name)),
};
const members = (...names: readonly string[]) => names.map((name) => memberFor(name));

function setMembers({ directory }: World, name: string, to: readonly MemberReference[]): void {
  const others = directory.groups.filter(({ objectGuid }) => objectGuid !== objectGuidFor(name));
  directory.groups = [...others, directoryGroup(name, to)];
}

/** The names of the members that the tenant's group has. */
function membersOf({ tenant }: World, name: string): readonly unknown[] {
  const idOf = (one: string) =>
    tenant.groups.find(({ uniqueName }) => uniqueName === objectGuidFor(one))?.tenantObjectId;
  const named = new Map([...tenant.users, ...tenant.groups].map((one) => [one.tenantObjectId, one.values.displayName]));
  const id = idOf(name);
  return [...((id && tenant.members.get(id)) ?? [])].map((member) => named.get(member)).toSorted();
}

const links = (kind: 'link' | 'unlink', group: string, ...names: readonly string[]) =>
  names.map((name) => `${kind} ${group}: member ${name}`);

const everybodyComes = [
  'create ada as ada@contoso.com',
  'create licences as group',
  'create engineers as group',
  'create cyd as cyd@contoso.com',
  'create bob as bob@contoso.com',
];

scenario(
  'R26: a group so set has everybody in the groups in it for members, through circles and groups out of scope, too; any other has the groups',
  {
    ...inStep,
    groups: [
      directoryGroup('licences', members('engineers', 'ada')),
      directoryGroup('engineers', members('deep', 'bob', 'ada')),
      directoryGroup('deep', members('cyd', 'licences', 'deep'), { adminDescription: 'Group_out of scope' }),
    ],
  },
  [
    {
      plan: [
        ...everybodyComes,
        ...links('link', 'licences', 'ada', 'bob', 'cyd'),
        ...links('link', 'engineers', 'bob', 'ada'),
      ],
      afterwards: (world) => expect(membersOf(world, 'licences')).toEqual(crew),
    },
  ],
);

const nested = {
  ...inStep,
  groups: [
    directoryGroup('licences', members('engineers')),
    directoryGroup('engineers', members('deep')),
    directoryGroup('deep', members('ada')),
  ],
};
const arrives = {
  plan: [
    'create ada as ada@contoso.com',
    'create deep as group',
    'create licences as group',
    'create engineers as group',
    'create cyd as cyd@contoso.com',
    'create bob as bob@contoso.com',
    ...links('link', 'deep', 'ada'),
    ...links('link', 'licences', 'ada'),
    ...links('link', 'engineers', 'deep'),
  ],
};

scenario('R26: whoever comes into a group deep in it comes into it, and whoever leaves that leaves it', nested, [
  arrives,
  {
    change: (world) => setMembers(world, 'deep', members('bob', 'cyd')),
    plan: [
      ...links('unlink', 'deep', 'ada'),
      ...links('unlink', 'licences', 'ada'),
      ...links('link', 'deep', 'bob', 'cyd'),
      ...links('link', 'licences', 'bob', 'cyd'),
    ],
    afterwards: (world) => expect(membersOf(world, 'licences')).toEqual(['bob', 'cyd']),
  },
  {
    change: (world) => setMembers(world, 'engineers', []),
    plan: [...links('unlink', 'licences', 'cyd', 'bob'), ...links('unlink', 'engineers', 'deep')],
  },
]);

scenario('R26, R22: whoever has a group in it for primary group is a member of it', nested, [
  arrives,
  {
    change: ({ directory }) => directory.change('bob', { objectSid: sidFor('bob'), primaryGroupID: ridFor('deep') }),
    plan: [...links('link', 'deep', 'bob'), ...links('link', 'licences', 'bob')],
  },
  {
    change: ({ directory }) => directory.change('bob', { primaryGroupID: '513' }),
    plan: [...links('unlink', 'deep', 'bob'), ...links('unlink', 'licences', 'bob')],
  },
]);

scenario('R26: when it is set the groups in it make way for who is in them, and come back when it is not', nested, [
  arrives,
  {
    change: ({ configure }) => configure({ groups: defaultGroups }),
    plan: [...links('unlink', 'licences', 'ada'), ...links('link', 'licences', 'engineers')],
    afterwards: (world) => expect(membersOf(world, 'licences')).toEqual(['engineers']),
  },
  {
    change: ({ configure }) => configure({ groups: licences }),
    plan: [...links('link', 'licences', 'ada'), ...links('unlink', 'licences', 'engineers')],
    afterwards: (world) => expect(membersOf(world, 'licences')).toEqual(['ada']),
  },
]);

scenario(
  'R26: nobody is without a way for a moment when it is set, and a group that is taken out of it ends before anything else, as any member',
  {
    ...inStep,
    settings: { ...inStep.settings, groups: defaultGroups },
    groups: [
      directoryGroup('licences', members('engineers', 'clerks')),
      directoryGroup('engineers', members('deep')),
      directoryGroup('deep', members('ada')),
      directoryGroup('clerks', members('bob')),
    ],
  },
  [
    {
      plan: [
        'create ada as ada@contoso.com',
        'create clerks as group',
        'create deep as group',
        'create licences as group',
        'create engineers as group',
        'create cyd as cyd@contoso.com',
        'create bob as bob@contoso.com',
        ...links('link', 'clerks', 'bob'),
        ...links('link', 'deep', 'ada'),
        ...links('link', 'licences', 'engineers', 'clerks'),
        ...links('link', 'engineers', 'deep'),
      ],
    },
    {
      change: (world) => {
        world.configure({ groups: licences });
        setMembers(world, 'licences', members('engineers'));
      },
      plan: [
        ...links('unlink', 'licences', 'clerks'),
        ...links('link', 'licences', 'ada'),
        ...links('unlink', 'licences', 'engineers'),
      ],
      afterwards: (world) => expect(membersOf(world, 'licences')).toEqual(['ada']),
    },
  ],
);

test('R26: who remembers both sides has the same ways end last', async () => {
  const world = createWorld({ ...nested, settings: { ...nested.settings, groups: defaultGroups } });
  await world.run();
  world.clock.advance(120_000);
  await world.previewByMemory();
  world.configure({ groups: licences });
  const { entries } = await world.previewByMemory();
  const kinds = entries.map((entry) => (entry.kind === 'outcome' ? entry.outcome.change.kind : entry.kind));
  expect(kinds).toEqual(['link', 'unlink']);
});

const shared = (directory: World['directory'], mail: string | null) => {
  for (const name of ['ada', 'bob']) directory.change(name, { mail });
};

scenario(
  'R26: a group in it stays while somebody in that is held and would lose the way, which is told; whoever can be is a member already',
  {
    ...inStep,
    settings: { ...inStep.settings, groups: defaultGroups },
    groups: [directoryGroup('licences', members('engineers')), directoryGroup('engineers', members('bob', 'cyd'))],
  },
  [
    {
      plan: [...everybodyComes, ...links('link', 'licences', 'engineers'), ...links('link', 'engineers', 'bob', 'cyd')],
    },
    {
      change: ({ directory, configure }) => {
        shared(directory, 'office@contoso.com');
        configure({ groups: licences });
      },
      plan: [
        ...links('link', 'licences', 'cyd'),
        'ada held: object.mail-taken-twice',
        'bob held: object.mail-taken-twice',
      ],
      afterwards: (world) => {
        expect(membersOf(world, 'licences')).toEqual(['cyd', 'engineers']);
        expect(world.log.reports.at(-1)?.findings).toMatchObject([
          { kind: null, found: 1, problem: { code: 'group.nested-stays', detail: '1 found: licences (1)' } },
        ]);
      },
    },
    {
      change: ({ directory }) => shared(directory, null),
      plan: [...links('link', 'licences', 'bob'), ...links('unlink', 'licences', 'engineers')],
      afterwards: (world) => expect(membersOf(world, 'licences')).toEqual(['bob', 'cyd']),
    },
  ],
);

scenario(
  'R26, R1: while somebody in it cannot be found, who may be a group, nobody is taken out of it, and that is told',
  nested,
  [
    arrives,
    {
      change: ({ directory }) => {
        directory.groups = directory.groups.filter(({ objectGuid }) => objectGuid !== objectGuidFor('engineers'));
        directory.change('bob', { title: 'Boss' });
      },
      plan: ['update bob: jobTitle null -> "Boss"', 'engineers held: object.vanished'],
      afterwards: (world) => {
        expect(membersOf(world, 'licences')).toEqual(['ada']);
        expect(world.log.reports.at(-1)?.findings).toMatchObject([
          { kind: null, found: 1, problem: { code: 'group.members-stay', detail: '1 found: licences (1)' } },
        ]);
      },
    },
    {
      change: (world) => setMembers(world, 'licences', members('engineers', 'cyd')),
      plan: [...links('link', 'licences', 'cyd'), 'engineers held: object.vanished'],
    },
    {
      change: (world) => setMembers(world, 'licences', members('cyd')),
      plan: [...links('unlink', 'licences', 'ada'), 'engineers held: object.vanished'],
      afterwards: ({ log }) => expect(log.reports.at(-1)?.findings).toEqual([]),
    },
  ],
);

scenario(
  'R26, R23: a group of another forest in it is found by the SID of its stand-in',
  {
    ...inStep,
    fabrikam: [inDomain('fabrikam.com', directoryUser('eve', { objectSid: 'S-1-5-21-9-9-9-1' }))],
    groups: [directoryGroup('licences', [foreignMember(sidFor('theirs'))])],
  },
  [
    {
      change: ({ fabrikam }) => {
        fabrikam.groups = [{ ...directoryGroup('theirs', members('eve')), domain: 'fabrikam.com' }];
      },
      plan: [
        'create ada as ada@contoso.com',
        'create licences as group',
        'create theirs as group',
        'create cyd as cyd@contoso.com',
        'create bob as bob@contoso.com',
        'create eve as eve@contoso.com',
        ...links('link', 'licences', 'eve'),
        ...links('link', 'theirs', 'eve'),
      ],
    },
    {
      change: ({ fabrikam }) => {
        fabrikam.groups = [{ ...directoryGroup('theirs', []), domain: 'fabrikam.com' }];
      },
      plan: [...links('unlink', 'licences', 'eve'), ...links('unlink', 'theirs', 'eve')],
    },
  ],
);

const unwritten = ({ log }: World) => log.reports.at(-1)?.findings.map(({ problem }) => [problem.code, problem.detail]);
const licencesText = `licences (${objectGuidFor('licences')} in contoso.com)`;
const notFound = [['group.transitive-not-written', `${licencesText}: no such group is found`]];

scenario('R26: a group so set that is not written is told of in every run, with why', { ...inStep, groups: [] }, [
  {
    plan: ['create ada as ada@contoso.com', 'create cyd as cyd@contoso.com', 'create bob as bob@contoso.com'],
    result: 'succeededWithProblems',
    afterwards: (world) => {
      expect(unwritten(world)).toEqual(notFound);
      expect(world.log.reports.at(-1)?.findings).toMatchObject([{ kind: null, found: 1, allowed: 0, holds: [] }]);
    },
  },
  {
    change: ({ directory }) => {
      directory.groups = [directoryGroup('licences', members('ada'), { adminDescription: 'Group_out of scope' })];
    },
    plan: [],
    afterwards: (world) =>
      expect(unwritten(world)).toEqual([
        ['group.transitive-not-written', `${licencesText}: out of scope, adminDescription starts with Group_`],
      ]),
  },
  {
    change: ({ directory }) => {
      directory.groups = [directoryGroup('licences', members('ada'), { mail: 'licences@contoso.com' })];
    },
    plan: ['licences held: group.mail-enabled'],
    again: ['licences held: group.mail-enabled'],
    afterwards: (world) =>
      expect(unwritten(world)).toEqual([
        [
          'group.transitive-not-written',
          `${licencesText}: A mail-enabled group is not writable through Graph, because Exchange owns such groups`,
        ],
      ]),
  },
  {
    change: (world) => setMembers(world, 'licences', members('ada')),
    plan: ['create licences as group', ...links('link', 'licences', 'ada')],
    result: 'succeeded',
    afterwards: (world) => expect(unwritten(world)).toEqual([]),
  },
  {
    change: ({ configure }) => configure({ groups: { ...licences, transitiveMembers: [referenceTo('ada')] } }),
    plan: [],
    afterwards: (world) =>
      expect(unwritten(world)).toEqual([
        ['group.transitive-not-written', `ada (${objectGuidFor('ada')} in contoso.com): no such group is found`],
      ]),
  },
]);

scenario('R26: of a group so set that nobody could have read nothing is told', { ...inStep, groups: [] }, [
  {
    change: ({ directory }) => {
      directory.breakOff({ after: 0, problem: problem('directory.no-answer', 'dc1') });
    },
    plan: [],
    result: 'failed',
    afterwards: (world) => expect(unwritten(world)).toEqual([]),
  },
  {
    change: ({ configure, directory }) => {
      directory.breakOff(null);
      configure({ groups: { ...licences, areSynchronised: false } });
    },
    plan: ['create ada as ada@contoso.com', 'create cyd as cyd@contoso.com', 'create bob as bob@contoso.com'],
    result: 'succeeded',
    afterwards: (world) => expect(unwritten(world)).toEqual([]),
  },
]);
