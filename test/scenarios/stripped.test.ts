import { expect } from 'vitest';
import { decisionKeyOf, noDecisions } from '../../agent-core/sync/guard/decisions.ts';
import { directoryGroup, memberFor } from '../builders/directory-group.ts';
import { directoryUser, disabledAccount } from '../builders/directory-object.ts';
import { tenantIdFor } from '../builders/identifiers.ts';
import { markedUser, tenantWithMarks } from '../builders/ownership-marks.ts';
import type { World } from '../builders/world.ts';
import { scenario } from './scenario.ts';

const crew = Array.from({ length: 9 }, (_, index) => `crew${index}`);
const atOnce = { tenant: tenantWithMarks, removals: { onLeavingScope: 'delete', waitRuns: 0 } } as const;
const inStep = {
  directory: ['ada', ...crew].map((name) => directoryUser(name)),
  tenant: ['ada', ...crew].map((name) => markedUser(name)),
  settings: atOnce,
};
/** What is left of somebody who is brought back without the recycle bin. */
const stripped = { userPrincipalName: null, mail: null, displayName: null, title: null } as const;
const held = 'held: guard.returned-stripped';

const ofAda = ({ tenant }: World) => tenant.users.find(({ tenantObjectId }) => tenantObjectId === tenantIdFor('ada'));

/** Somebody agrees to what is held of the object now. */
function approveAll(world: World): void {
  const digests = world.log.entries.flatMap((entry) =>
    entry.kind === 'outcome' && entry.outcome.kind === 'held' ? [entry.outcome.change.digest] : [],
  );
  const byChange = digests.map((digest) => {
    const decision = {
      verdict: 'approved',
      digest,
      kind: 'strippedObjects',
      by: 'Eve',
      at: world.clock.now(),
    } as const;
    return [decisionKeyOf(digest, decision.kind), { ...decision, expiresAt: '2099-01-01T00:00:00Z' }] as const;
  });
  world.decide({ byChange: new Map(byChange), exemptions: new Set() });
}

scenario('R7: a deleted object that comes back without its sign-in name waits until it has one again', inStep, [
  { plan: [] },
  { change: ({ directory }) => directory.leaveTombstone('ada'), plan: ['delete ada'] },
  {
    change: ({ directory }) =>
      directory.add(directoryUser('ada', { userPrincipalName: null, sAMAccountName: 'ada.lovelace' })),
    plan: [`restore ada ${held}`],
    afterwards: ({ tenant }) => expect(tenant.deleted).toHaveLength(1),
  },
  {
    change: ({ directory }) => directory.change('ada', { userPrincipalName: 'ada@contoso.com' }),
    plan: ['restore ada'],
  },
]);

scenario(
  'R7: one whose made-up name is the one it had loses nothing either, until somebody approves that; then it is as everybody',
  {
    ...inStep,
    directory: [directoryUser('ada', { title: 'Countess', mail: 'ada@contoso.com' }), ...inStep.directory.slice(1)],
    tenant: [markedUser('ada', { jobTitle: 'Countess', mail: 'ada@contoso.com' }), ...inStep.tenant.slice(1)],
  },
  [
    { plan: [] },
    {
      change: ({ directory }) => directory.change('ada', stripped),
      plan: [`update ada: jobTitle "Countess" -> null ${held}`],
      afterwards: (world) => expect(ofAda(world)?.values.jobTitle).toBe('Countess'),
    },
    { change: approveAll, plan: ['update ada: jobTitle "Countess" -> null'], again: [] },
    {
      change: ({ directory }) => directory.change('ada', { title: 'Countess' }),
      plan: ['update ada: jobTitle null -> "Countess"'],
    },
    {
      change: ({ directory }) => directory.change('ada', { userPrincipalName: 'countess@contoso.com' }),
      plan: ['update ada: userPrincipalName "ada@contoso.com" -> "countess@contoso.com"'],
    },
    {
      change: ({ directory, decide }) => {
        // Whatever was approved is used up when it is made.
        decide(noDecisions);
        directory.change('ada', stripped);
      },
      plan: [
        `update ada: userPrincipalName "countess@contoso.com" -> "ada@contoso.com" ${held}`,
        `update ada: jobTitle "Countess" -> null ${held}`,
      ],
    },
  ],
);

const toldIn = ({ log }: World) => log.reports.at(-1)?.findings.map(({ problem }) => [problem.code, problem.detail]);

scenario('R7: whoever lost the sign-in name is told of before anything about them changes, and once', inStep, [
  { plan: [], afterwards: (world) => expect(toldIn(world)).toEqual([]) },
  {
    change: ({ directory }) => directory.change('ada', { userPrincipalName: null }),
    plan: [],
    result: 'succeeded',
    afterwards: async (world) => {
      expect(toldIn(world)).toEqual([['object.names-lost', '1 person: ada']]);
      expect(world.log.reports.at(-1)?.findings).toMatchObject([{ kind: null, found: 1, allowed: 1, holds: [] }]);
      expect((await world.preview()).report.findings).toEqual(world.log.reports.at(-1)?.findings);
    },
  },
  {
    change: ({ directory }) => {
      directory.change('ada', { title: 'Countess' });
      directory.change('crew3', { userPrincipalName: null });
    },
    plan: [`update ada: jobTitle null -> "Countess" ${held}`],
    afterwards: (world) =>
      expect(toldIn(world)).toEqual([
        ['guard.returned-stripped', '1 found; each needs an approval: ada@contoso.com'],
        ['object.names-lost', '1 person: crew3'],
      ]),
  },
  {
    change: (world) => {
      approveAll(world);
      world.directory.change('crew3', { userPrincipalName: 'crew3@contoso.com' });
    },
    plan: ['update ada: jobTitle null -> "Countess"'],
    again: [],
    afterwards: (world) => expect(toldIn(world)).toEqual([]),
  },
]);

scenario('R7: of whoever is out of scope it is not told that they lost the sign-in name', inStep, [
  { plan: [] },
  {
    change: ({ configure, directory }) => {
      configure({ removals: { onLeavingScope: 'keep', waitRuns: 0 } });
      directory.change('ada', { userPrincipalName: null, adminDescription: 'User_out of scope' });
    },
    plan: ['ada held: scope.left'],
    afterwards: (world) => expect(toldIn(world)).toEqual([]),
  },
]);

scenario('R7: whoever never had a sign-in name is renamed like everybody else', inStep, [
  {
    change: ({ directory }) => directory.add(directoryUser('new', { userPrincipalName: null })),
    plan: ['create new as new@contoso.com'],
  },
  {
    change: ({ directory }) => directory.change('new', { sAMAccountName: 'newer', title: 'Clerk' }),
    plan: [
      'update new: userPrincipalName "new@contoso.com" -> "newer@contoso.com"',
      'update new: jobTitle null -> "Clerk"',
    ],
  },
]);

scenario(
  'R7: of whom nobody knows what they had, a made-up name does not replace the one in the tenant',
  {
    ...inStep,
    directory: [directoryUser('ada', { ...stripped, sAMAccountName: 'other' }), ...inStep.directory.slice(1)],
  },
  [{ plan: [`update ada: userPrincipalName "ada@contoso.com" -> "other@contoso.com" ${held}`] }],
);

scenario('R7: somebody who never had a name and lost the mail address returned stripped', inStep, [
  {
    change: ({ directory }) =>
      directory.add(directoryUser('new', { userPrincipalName: null, mail: 'new@contoso.com', title: 'Clerk' })),
    plan: ['create new as new@contoso.com'],
  },
  {
    change: ({ directory }) => directory.change('new', { mail: null, title: null }),
    plan: [`update new: jobTitle "Clerk" -> null ${held}`],
  },
  {
    change: ({ directory }) => directory.change('new', { mail: 'new@contoso.com' }),
    plan: ['update new: jobTitle "Clerk" -> null'],
  },
]);

const withMail = {
  ...inStep,
  directory: [directoryUser('ada', { title: 'Countess', mail: 'ada@contoso.com' }), ...inStep.directory.slice(1)],
  tenant: [markedUser('ada', { jobTitle: 'Countess', mail: 'ada@contoso.com' }), ...inStep.tenant.slice(1)],
};
const losesMail = ({ directory }: World) => directory.change('ada', { mail: null, title: null });

scenario('R7: whoever lost the mail address alone did not return stripped', withMail, [
  { plan: [] },
  { change: losesMail, plan: ['update ada: jobTitle "Countess" -> null'] },
]);

scenario(
  'R7: where people are matched by mail, an address that is lost is enough',
  { ...withMail, settings: { ...atOnce, matching: { bySignInName: false, byMail: true } } },
  [{ plan: [] }, { change: losesMail, plan: [`update ada: jobTitle "Countess" -> null ${held}`] }],
);

scenario('R7: sign-in of somebody who came back stripped and disabled is blocked all the same', inStep, [
  { plan: [] },
  {
    change: ({ directory }) =>
      directory.change('ada', { ...stripped, sAMAccountName: 'other', userAccountControl: disabledAccount }),
    plan: [`update ada: userPrincipalName "ada@contoso.com" -> "other@contoso.com" ${held}`, 'disable ada'],
  },
  {
    change: ({ directory }) => directory.change('ada', { userAccountControl: '512' }),
    plan: [`update ada: userPrincipalName "ada@contoso.com" -> "other@contoso.com" ${held}`, `enable ada ${held}`],
  },
]);

scenario(
  'R7: memberships that an object lost with its name do not end',
  { ...inStep, groups: [directoryGroup('staff', [memberFor('ada')])] },
  [
    { plan: ['create staff as group', 'link staff: member ada'] },
    {
      change: ({ directory }) => {
        directory.change('ada', stripped);
        directory.groups = [directoryGroup('staff', [])];
      },
      plan: [`unlink staff: member ada ${held}`],
    },
  ],
);
