import { expect } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import {
  directoryGroup,
  directoryUnit,
  foreignMember,
  memberFor,
  referenceTo,
  ridFor,
  sidFor,
} from '../builders/directory-group.ts';
import { directoryUser, disabledAccount, inDomain } from '../builders/directory-object.ts';
import { linkedUser } from '../builders/tenant-user.ts';
import type { World } from '../builders/world.ts';
import { scenarioOfPeople } from './scenario.ts';

const staffOnly = { scope: { kind: 'groups', groups: [referenceTo('Staff')] } } as const;
const salesWithoutTrainees = {
  scope: { kind: 'units', include: [referenceTo('Sales')], exclude: [referenceTo('Trainees')] },
} as const;
const sales = directoryUnit('Sales', 'OU=Sales,DC=contoso,DC=com');
const trainees = directoryUnit('Trainees', 'OU=Trainees,OU=Sales,DC=contoso,DC=com');
const below = (place: string, name: string) =>
  directoryUser(name, { distinguishedName: `CN=${name},${place},DC=contoso,DC=com` });
const noMarks = { problem: { code: 'scope.no-ownership-mark' }, found: 0 };
const lastReport = ({ log }: World) => log.reports.at(-1);

scenarioOfPeople(
  'only members of the group are synchronised, also those of groups within groups that go in circles',
  { directory: ['ada', 'bob', 'cyd'].map((name) => directoryUser(name)), settings: staffOnly },
  [
    {
      change: ({ directory }) => {
        directory.groups = [
          directoryGroup('Staff', [memberFor('ada'), memberFor('Engineers')]),
          directoryGroup('Engineers', [memberFor('bob'), memberFor('Staff')]),
          directoryGroup('Others', [memberFor('cyd')]),
        ];
      },
      plan: ['create ada as ada@contoso.com', 'create bob as bob@contoso.com'],
      result: 'succeeded',
      afterwards: (world) =>
        expect(lastReport(world)?.counts).toMatchObject({
          leftScope: 0,
          outOfScope: 2,
          byType: { user: { read: 3, outOfScope: 1 }, group: { read: 3, outOfScope: 1, unchanged: 2 } },
        }),
    },
  ],
);

const computer = { objectClass: ['top', 'person', 'organizationalPerson', 'user', 'computer'] };
const countedUsers = (read: number) => ({
  directory: { users: read },
  domains: [{ users: read }],
  counts: { outOfScope: 1, byType: { user: { read, outOfScope: 1 } } },
});

scenarioOfPeople(
  'R15: computers and trusts are counted neither as read nor as out of scope, also when an account becomes one or none',
  {
    directory: [
      directoryUser('ada'),
      directoryUser('bob', { adminDescription: 'User_kept out' }),
      directoryUser('pc1', computer),
      directoryUser('trust', { userAccountControl: String(0x820) }),
    ],
  },
  [
    {
      plan: ['create ada as ada@contoso.com'],
      afterwards: (world) => expect(lastReport(world)).toMatchObject(countedUsers(2)),
    },
    {
      change: ({ directory }) => directory.change('trust', { userAccountControl: '512' }),
      plan: ['create trust as trust@contoso.com'],
      afterwards: (world) => expect(lastReport(world)).toMatchObject(countedUsers(3)),
    },
    {
      change: ({ directory }) => {
        directory.change('trust', { userAccountControl: String(0x1000) });
        directory.hide('pc1');
      },
      plan: ['trust held: scope.left'],
      afterwards: (world) => expect(lastReport(world)).toMatchObject(countedUsers(2)),
    },
  ],
);

scenarioOfPeople(
  'R22: the primary group counts, although no member list names it',
  {
    directory: [
      directoryUser('ada', { objectSid: sidFor('ada'), primaryGroupID: ridFor('Staff') }),
      directoryUser('bob', { objectSid: sidFor('bob'), primaryGroupID: ridFor('Others') }),
    ],
    settings: staffOnly,
  },
  [
    {
      change: ({ directory }) => {
        directory.groups = [directoryGroup('Staff', []), directoryGroup('Others', [])];
      },
      plan: ['create ada as ada@contoso.com'],
    },
  ],
);

scenarioOfPeople(
  'R23: a member of another forest is found by its SID, and one that resolves to nobody is neither error nor removal',
  {
    directory: [directoryUser('ada')],
    fabrikam: [inDomain('fabrikam.com', directoryUser('bob', { objectSid: 'S-1-5-21-7-8-9-1105' }))],
    settings: staffOnly,
  },
  [
    {
      change: ({ directory }) => {
        const strangers = ['S-1-5-21-7-8-9-1105', 'S-1-5-21-4-4-4-500', 'S-1-5-11'].map(foreignMember);
        directory.groups = [directoryGroup('Staff', strangers)];
      },
      plan: ['create bob as bob@contoso.com'],
      result: 'succeeded',
      afterwards: (world) => expect(lastReport(world)).toMatchObject({ findings: [noMarks], problems: [] }),
    },
  ],
);

scenarioOfPeople(
  'R1: whoever leaves the group is told to have left the scope; the account stays, enabled and untouched, until they are back',
  {
    directory: [directoryUser('ada'), directoryUser('bob')],
    tenant: [linkedUser('ada'), linkedUser('bob')],
    settings: staffOnly,
  },
  [
    {
      change: ({ directory }) => {
        directory.groups = [directoryGroup('Staff', [memberFor('ada'), memberFor('bob')])];
      },
      plan: [],
    },
    {
      change: ({ directory }) => {
        directory.groups = [directoryGroup('Staff', [memberFor('ada')])];
        directory.change('bob', { title: 'Clerk' });
      },
      plan: ['bob held: scope.left'],
      result: 'succeeded',
      afterwards: (world) => {
        expect(lastReport(world)?.counts).toMatchObject({ leftScope: 1, held: 0, outOfScope: 1 });
        expect(world.tenant.users).toEqual([linkedUser('ada'), linkedUser('bob')]);
      },
    },
    {
      change: ({ directory }) => {
        directory.groups = [directoryGroup('Staff', [memberFor('ada'), memberFor('bob')])];
      },
      plan: ['update bob: jobTitle null -> "Clerk"'],
      result: 'succeeded',
    },
  ],
);

scenarioOfPeople(
  'a group that cannot be found is never an empty scope: everybody is held, nobody removed, but leavers lose access',
  {
    directory: ['ada', 'bob', 'new'].map((name) => directoryUser(name)),
    tenant: [linkedUser('ada'), linkedUser('bob')],
    settings: staffOnly,
  },
  [
    {
      change: ({ directory }) => {
        directory.groups = [directoryGroup('Staff', [memberFor('ada'), memberFor('bob')])];
      },
      plan: [],
    },
    {
      change: ({ directory }) => {
        directory.groups = [];
        directory.change('ada', { userAccountControl: disabledAccount });
        directory.change('bob', { title: 'Clerk' });
      },
      plan: ['disable ada', 'ada held: scope.undecided', 'bob held: scope.undecided'],
      result: 'succeededWithProblems',
      afterwards: (world) => {
        expect(lastReport(world)?.counts).toMatchObject({ leftScope: 0, outOfScope: 0 });
        expect(lastReport(world)?.findings).toMatchObject([
          { problem: { code: 'scope.reference-not-found' }, found: 3, allowed: 0, holds: [] },
          noMarks,
        ]);
        expect(world.tenant.users).toHaveLength(2);
      },
    },
  ],
);

scenarioOfPeople(
  'R1: groups that were not read completely put nobody out of scope',
  {
    directory: [directoryUser('ada')],
    fabrikam: [inDomain('fabrikam.com', directoryUser('bob'))],
    tenant: [linkedUser('ada'), linkedUser('bob')],
    settings: staffOnly,
  },
  [
    {
      change: ({ directory }) => {
        directory.groups = [directoryGroup('Staff', [memberFor('ada'), memberFor('bob')])];
      },
      plan: [],
    },
    {
      change: ({ directory, fabrikam }) => {
        directory.groups = [directoryGroup('Staff', [])];
        fabrikam.breakOff({ after: 1, problem: problem('directory.no-answer', 'dc1.fabrikam.com') });
      },
      plan: ['ada held: scope.undecided', 'bob held: scope.undecided'],
      result: 'failed',
    },
    {
      change: ({ directory }) => {
        directory.groups = [];
        directory.breakOff({ after: 0, problem: problem('directory.unreachable', 'dc1.contoso.com') });
      },
      plan: ['bob held: scope.undecided'],
      result: 'failed',
      // It may be there, and whoever is told to choose another one makes it worse.
      afterwards: (world) => expect(lastReport(world)?.findings).toMatchObject([noMarks]),
    },
  ],
);

scenarioOfPeople(
  'units: the nearest one named decides, and a unit that is renamed or moved takes everybody along',
  {
    directory: [
      below('OU=Sales', 'ada'),
      below('OU=Trainees,OU=Sales', 'bob'),
      below('OU=Berlin,OU=Sales', 'cyd'),
      below('OU=Presales', 'dee'),
    ],
    settings: salesWithoutTrainees,
  },
  [
    {
      change: ({ directory }) => {
        directory.units = [sales, trainees];
      },
      plan: ['create ada as ada@contoso.com', 'create cyd as cyd@contoso.com'],
      result: 'succeeded',
    },
    {
      change: ({ directory }) => {
        directory.units = [
          directoryUnit('Sales', 'OU=Market,DC=contoso,DC=com'),
          directoryUnit('Trainees', 'OU=Young,OU=Market,DC=contoso,DC=com'),
        ];
        directory.change('ada', { distinguishedName: 'CN=ada,OU=Market,DC=contoso,DC=com', title: 'Engineer' });
        directory.change('bob', { distinguishedName: 'CN=bob,OU=Young,OU=Market,DC=contoso,DC=com' });
        directory.change('cyd', { distinguishedName: 'CN=cyd,OU=Berlin,OU=Market,DC=contoso,DC=com' });
      },
      plan: ['update ada: jobTitle null -> "Engineer"'],
      result: 'succeeded',
    },
    {
      change: ({ directory }) =>
        directory.change('cyd', { distinguishedName: 'CN=cyd,OU=Young,OU=Market,DC=contoso,DC=com' }),
      plan: ['cyd held: scope.left'],
      result: 'succeeded',
    },
  ],
);

scenarioOfPeople(
  'an excluded unit that cannot be found lets nobody in whom it might exclude',
  { directory: [below('OU=Sales', 'ada')], settings: salesWithoutTrainees },
  [
    {
      change: ({ directory }) => {
        directory.units = [sales];
      },
      plan: [],
      result: 'succeededWithProblems',
      afterwards: (world) => expect(lastReport(world)?.findings).toMatchObject([{ found: 1 }, noMarks]),
    },
    {
      change: ({ directory }) => {
        directory.units = [sales, trainees];
      },
      plan: ['create ada as ada@contoso.com'],
      result: 'succeeded',
    },
  ],
);
