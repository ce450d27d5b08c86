/** Stories of marks of another configuration: those of another agent, and those of this one from before its record was begun anew. */
import { expect } from 'vitest';
import { directoryGroup, memberFor } from '../builders/directory-group.ts';
import { directoryUser } from '../builders/directory-object.ts';
import { tenantGroup } from '../builders/fake-tenant-groups.ts';
import { objectGuidFor, tenantIdFor } from '../builders/identifiers.ts';
import { markedUser, ownershipMarkFor, tenantWithMarks } from '../builders/ownership-marks.ts';
import { configurationId } from '../builders/settings.ts';
import { linkedUser, unlinkedUser } from '../builders/tenant-user.ts';
import type { World } from '../builders/world.ts';
import { scenario } from './scenario.ts';

const former = '44444444-4444-4444-8444-444444444444';
const other = '55555555-5555-4555-8555-555555555555';

const markOf = (configuration: string, name: string) => ownershipMarkFor(name).replace(configurationId, configuration);
const managedBy = (configuration: string, name: string) =>
  linkedUser(name, { ownershipMark: markOf(configuration, name) });

const findings = ({ log }: World) =>
  log.reports
    .at(-1)
    ?.findings.filter(({ problem }) => problem.code === 'scope.marked-elsewhere')
    .map(({ problem, found, holds }) => [problem.detail, found, holds.length]);

const ownedElsewhere = (name: string) => `${name} held: object.owned-elsewhere`;

scenario(
  'R3: what is marked by another configuration is held, told as one finding, and taken up by the answer of an administrator alone',
  {
    settings: { tenant: tenantWithMarks },
    isFirstRun: true,
    directory: [directoryUser('ada'), directoryUser('bob')],
    groups: [directoryGroup('crew', [memberFor('ada')])],
    tenant: [managedBy(former, 'ada'), managedBy(former, 'bob')],
  },
  [
    {
      change: ({ tenant }) =>
        tenant.putGroup({
          ...tenantGroup('crew', { ownershipMark: markOf(former, 'crew') }),
          uniqueName: objectGuidFor('crew'),
        }),
      plan: [ownedElsewhere('ada'), ownedElsewhere('bob'), 'crew held: group.owned-elsewhere'],
      result: 'succeededWithProblems',
      afterwards: (world) => {
        expect(findings(world)).toEqual([[`configuration ${former}: 2 users and 1 group`, 3, 0]]);
        expect(world.tenant.writes).toEqual([]);
      },
    },
    {
      change: ({ configure }) => configure({ configurationId: former }),
      plan: ['link crew: member ada'],
      afterwards: (world) => expect(findings(world)).toEqual([]),
    },
  ],
);

scenario(
  'R3: each other configuration is told by itself, and a mark that was copied from somebody else is not',
  {
    settings: { tenant: tenantWithMarks },
    directory: ['ada', 'bob', 'cyd', 'dan'].map((name) => directoryUser(name)),
    tenant: [
      managedBy(configurationId, 'ada'),
      managedBy(other, 'bob'),
      managedBy(former, 'cyd'),
      linkedUser('dan', { ownershipMark: markOf(former, 'ada') }),
    ],
  },
  [
    {
      plan: ['bob', 'cyd', 'dan'].map(ownedElsewhere),
      afterwards: (world) =>
        expect(findings(world)?.toSorted()).toEqual([
          [`configuration ${former}: 1 user`, 1, 0],
          [`configuration ${other}: 1 user`, 1, 0],
        ]),
    },
  ],
);

const ownGroup = (name: string) => ({
  ...tenantGroup(name, { ownershipMark: ownershipMarkFor(name) }),
  uniqueName: objectGuidFor(name),
});
const foreignLinks = ({ log }: World) =>
  log.reports
    .at(-1)
    ?.findings.flatMap(({ problem }) => (problem.code === 'group.foreign-links' ? [problem.detail] : []));

scenario(
  'R26: a new record calls nobody a stranger who carries our mark, and waits, is gone or is held',
  {
    settings: { tenant: tenantWithMarks },
    isFirstRun: true,
    directory: [
      directoryUser('bob'),
      directoryUser('cyd', { userPrincipalName: 'same@contoso.com' }),
      directoryUser('dan', { userPrincipalName: 'same@contoso.com' }),
      directoryUser('eve', { adminDescription: 'User_not in scope' }),
    ],
    groups: [directoryGroup('crew', [memberFor('bob'), memberFor('cyd')])],
    tenant: [...['ada', 'bob', 'cyd', 'eve', 'fay'].map((name) => markedUser(name)), unlinkedUser('cloud')],
  },
  [
    {
      change: ({ tenant }) => {
        tenant.putGroup(ownGroup('inner'));
        const members = ['ada', 'bob', 'cyd', 'eve', 'inner', 'cloud'];
        tenant.putGroup(ownGroup('crew'), members.map(tenantIdFor));
      },
      plan: [
        ...['cyd', 'dan'].map((name) => `${name} held: object.name-taken-twice`),
        ...['ada', 'fay', 'inner'].map((name) => `${name} held: object.vanished`),
        'eve held: object.removal-waits',
      ],
      afterwards: (world) => expect(foreignLinks(world)).toEqual(['1 found: crew (1)']),
    },
  ],
);

scenario(
  'R13: of an account that the record never knew nobody is said to have deleted it, and it waits all the same',
  {
    settings: { tenant: tenantWithMarks },
    isFirstRun: true,
    directory: ['ada', 'bob'].map((name) => directoryUser(name)),
    tenant: ['ada', 'bob'].map((name) => markedUser(name)),
  },
  [
    {
      change: ({ tenant }) => tenant.deleteByHand('ada@contoso.com'),
      plan: ['restore ada held: guard.deleted-unrecorded'],
      result: 'succeededWithProblems',
    },
    {
      change: ({ tenant }) => tenant.deleteByHand('bob@contoso.com'),
      plan: ['restore ada held: guard.deleted-unrecorded', 'restore bob held: guard.deleted-elsewhere'],
    },
  ],
);
