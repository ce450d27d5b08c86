/** People who administer the tenant: what the directory says of them waits for somebody who looks at it. */
import { expect } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import { directoryUser, disabledAccount } from '../builders/directory-object.ts';
import { noLimits } from '../builders/guard-settings.ts';
import { markedUser, ownershipMarkFor, tenantWithMarks } from '../builders/ownership-marks.ts';
import { linkedUser } from '../builders/tenant-user.ts';
import { accountOf, scenario } from './scenario.ts';

const people = ['ada', 'bob'];
const inStep = {
  directory: people.map((name) => directoryUser(name)),
  tenant: people.map((name) => linkedUser(name)),
  settings: { guard: noLimits },
};

scenario('R27: nothing of an administrator changes unseen, until the role is gone', inStep, [
  {
    change: ({ directory, tenant }) => {
      tenant.giveRoles(['ada@contoso.com']);
      for (const name of people) directory.change(name, { userPrincipalName: `${name}.king@contoso.com` });
    },
    plan: [
      'update ada: userPrincipalName "ada@contoso.com" -> "ada.king@contoso.com" held: guard.privileged',
      'update bob: userPrincipalName "bob@contoso.com" -> "bob.king@contoso.com"',
    ],
    result: 'succeededWithProblems',
  },
  {
    change: ({ tenant }) => tenant.giveRoles([]),
    plan: ['update ada: userPrincipalName "ada@contoso.com" -> "ada.king@contoso.com"'],
    result: 'succeeded',
  },
]);

scenario('R27: an administrator who leaves is blocked at once, and that is told first', inStep, [
  {
    change: ({ directory, tenant }) => {
      tenant.giveRoles(['ada@contoso.com']);
      directory.change('ada', { userAccountControl: disabledAccount, title: 'Left' });
    },
    plan: ['update ada: jobTitle null -> "Left" held: guard.privileged', 'disable ada'],
    afterwards: (world) => {
      expect(accountOf(world, 'ada@contoso.com')).toMatchObject({ accountEnabled: false, jobTitle: null });
      expect(world.log.reports[0]?.findings.map((finding) => finding.problem.code)).toEqual([
        'scope.no-ownership-mark',
        'guard.privileged-leaver',
        'guard.privileged',
      ]);
    },
  },
]);

const mark = ownershipMarkFor('ada');

scenario(
  'R27: while nobody can read who holds a role, nobody is taken over',
  {
    ...inStep,
    directory: [directoryUser('ada')],
    tenant: [linkedUser('ada')],
    settings: { guard: noLimits, tenant: tenantWithMarks },
  },
  [
    {
      change: ({ tenant }) => tenant.giveRoles(problem('tenant.forbidden', 'roleAssignments')),
      plan: [`update ada: ownershipMark null -> "${mark}" held: guard.roles-unreadable`],
    },
    {
      change: ({ tenant }) => tenant.giveRoles([]),
      plan: [`update ada: ownershipMark null -> "${mark}"`],
      result: 'succeeded',
    },
  ],
);

const unavailable = problem('tenant.unavailable', 'roleAssignments');
const marked = {
  ...inStep,
  tenant: people.map((name) => markedUser(name)),
  settings: { guard: noLimits, tenant: tenantWithMarks },
};

scenario('R27: while roles cannot be read, those who held one are protected and nobody is renamed or deleted', marked, [
  {
    change: ({ directory, tenant }) => {
      tenant.giveRoles(['ada@contoso.com']);
      directory.change('bob', { title: 'Clerk' });
    },
    plan: ['update bob: jobTitle null -> "Clerk"'],
  },
  {
    change: ({ directory, tenant }) => {
      tenant.giveRoles(unavailable);
      directory.change('ada', { title: 'Engineer' });
      directory.change('bob', { title: 'Engineer', userPrincipalName: 'bob.king@contoso.com' });
    },
    plan: [
      'update ada: jobTitle null -> "Engineer" held: guard.privileged',
      'update bob: userPrincipalName "bob@contoso.com" -> "bob.king@contoso.com" held: guard.roles-unreadable',
      'update bob: jobTitle "Clerk" -> "Engineer"',
    ],
    again: [
      'update ada: jobTitle null -> "Engineer" held: guard.privileged',
      'update bob: userPrincipalName "bob@contoso.com" -> "bob.king@contoso.com" held: guard.roles-unreadable',
    ],
    afterwards: ({ log }) =>
      expect(log.reports.at(-1)?.findings[0]).toMatchObject({
        problem: { code: 'guard.roles-not-read', detail: expect.stringContaining('known from before: 1') },
        holds: [],
      }),
  },
  {
    change: ({ tenant }) => tenant.giveRoles([]),
    plan: [
      'update ada: jobTitle null -> "Engineer"',
      'update bob: userPrincipalName "bob@contoso.com" -> "bob.king@contoso.com"',
    ],
  },
]);
