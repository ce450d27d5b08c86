import { expect } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import { directoryUser, disabledAccount, enabledAccount } from '../builders/directory-object.ts';
import { linkedUser } from '../builders/tenant-user.ts';
import type { World } from '../builders/world.ts';
import { accountOf, scenario } from './scenario.ts';

/** Enough people that one who leaves is within the usual limit of a tenth. */
const crew = Array.from({ length: 9 }, (_, index) => `crew${index}`);
const everybody = ['ada', ...crew];
const inStep = {
  directory: everybody.map((name) => directoryUser(name)),
  tenant: everybody.map((name) => linkedUser(name)),
};
const blockedInTenant = ({ tenant }: { tenant: { change(name: string, values: object): void } }) =>
  tenant.change('ada@contoso.com', { accountEnabled: false });

scenario('a leaver may not sign in any more; the account and its values stay', inStep, [
  {
    change: ({ directory }) => directory.change('ada', { userAccountControl: disabledAccount }),
    plan: ['disable ada'],
    result: 'succeeded',
    afterwards: (world) =>
      expect(accountOf(world, 'ada@contoso.com')).toEqual({ ...linkedUser('ada').values, accountEnabled: false }),
  },
]);

scenario('a leaver loses access before anything else is written', inStep, [
  {
    change: ({ directory }) => {
      directory.change('ada', { userAccountControl: disabledAccount, title: 'Former clerk' });
      directory.add(directoryUser('new'));
    },
    plan: ['disable ada', 'update ada: jobTitle null -> "Former clerk"', 'create new as new@contoso.com'],
  },
]);

const expiredIn = ({ log }: World) =>
  log.reports.at(-1)?.findings.flatMap(({ problem: { code, detail } }) => (code === 'object.expired' ? [detail] : []));

scenario(
  'R24: when an account expires nothing is changed, and from then on every report says so without a change of the directory',
  {
    directory: [
      directoryUser('ada', { accountExpires: '2026-03-02T08:03:00.000Z' }),
      directoryUser('bob', { accountExpires: '2026-03-02T07:00:00.000Z', userAccountControl: disabledAccount }),
      directoryUser('cyd', { accountExpires: '2026-03-02T07:00:00.000Z' }),
      directoryUser('dan', { accountExpires: '2026-03-02T07:00:00.000Z', adminDescription: 'User_not in scope' }),
      ...inStep.directory.slice(1),
    ],
    tenant: [
      linkedUser('ada'),
      linkedUser('bob', { accountEnabled: false }),
      linkedUser('cyd', { accountEnabled: false }),
      ...inStep.tenant.slice(1),
    ],
  },
  [
    {
      plan: ['enable cyd held: guard.blocked-elsewhere'],
      // Only the run two minutes later is after the time.
      afterwards: (world) => expect(expiredIn(world)).toEqual([]),
    },
    {
      plan: ['enable cyd held: guard.blocked-elsewhere'],
      afterwards: (world) => expect(expiredIn(world)).toEqual(['1 person: ada']),
    },
    {
      change: ({ tenant }) => tenant.change('cyd@contoso.com', { accountEnabled: true }),
      plan: [],
      result: 'succeeded',
      afterwards: (world) => expect(expiredIn(world)).toEqual(['2 people: ada, cyd']),
    },
    {
      change: ({ directory }) => {
        directory.change('ada', { userAccountControl: disabledAccount });
        directory.change('cyd', { accountExpires: '2026-04-02T08:00:00.000Z' });
      },
      plan: ['disable ada'],
      afterwards: (world) => expect(expiredIn(world)).toEqual([]),
    },
  ],
);

scenario(
  'R24: somebody whose account has expired is told of by the very run that makes it in the tenant',
  { directory: [directoryUser('ada', { accountExpires: '2026-03-02T07:00:00.000Z' })] },
  [
    {
      plan: ['create ada as ada@contoso.com'],
      afterwards: (world) => expect(expiredIn(world)).toEqual(['1 person: ada']),
    },
  ],
);

scenario('R13: a returner may sign in again, because the block was ours', inStep, [
  {
    change: ({ directory }) => directory.change('ada', { userAccountControl: disabledAccount }),
    plan: ['disable ada'],
  },
  {
    change: ({ directory }) => directory.change('ada', { userAccountControl: enabledAccount, title: 'Engineer' }),
    plan: ['update ada: jobTitle null -> "Engineer"', 'enable ada'],
    afterwards: (world) => expect(accountOf(world, 'ada@contoso.com').accountEnabled).toBe(true),
  },
]);

scenario('R13: a block that somebody else made stays, while other values are still followed', inStep, [
  {
    change: blockedInTenant,
    plan: ['enable ada held: guard.blocked-elsewhere'],
    result: 'succeededWithProblems',
    afterwards: (world) => expect(accountOf(world, 'ada@contoso.com').accountEnabled).toBe(false),
  },
  {
    change: ({ directory }) => directory.change('ada', { title: 'Engineer' }),
    plan: ['enable ada held: guard.blocked-elsewhere', 'update ada: jobTitle null -> "Engineer"'],
    again: ['enable ada held: guard.blocked-elsewhere'],
  },
  { change: ({ tenant }) => tenant.change('ada@contoso.com', { accountEnabled: true }), plan: [] },
]);

scenario('R13: our own block, lifted, is forgotten: a later one by somebody else stays', inStep, [
  {
    change: ({ directory }) => directory.change('ada', { userAccountControl: disabledAccount }),
    plan: ['disable ada'],
  },
  {
    change: ({ directory }) => directory.change('ada', { userAccountControl: enabledAccount }),
    plan: ['enable ada'],
  },
  { change: blockedInTenant, plan: ['enable ada held: guard.blocked-elsewhere'] },
]);

scenario('R1: whoever vanishes from the directory keeps the account: absence is never evidence', inStep, [
  { change: ({ directory }) => directory.remove('ada'), plan: [], result: 'succeeded' },
  {
    change: ({ directory }) => {
      for (const name of crew) directory.remove(name);
    },
    plan: crew.map((name) => `${name} held: object.absent`),
    afterwards: (world) => expect(world.tenant.users).toEqual(inStep.tenant),
  },
]);

/** In the order of their anchors, which a plan follows. */
const newcomers = [0, 6, 2, 1, 4, 8, 3, 5, 7, 9].map((index) => `new${index}`);
const twoDisables = ({ directory }: World) => {
  for (const name of ['ada', 'crew0']) directory.change(name, { userAccountControl: disabledAccount });
};
/** In the first run of the two of a chapter. */
const areTooMany = ({ log }: World) => {
  const finding = log.reports.at(-2)?.findings.find(({ kind }) => kind === 'disables');
  expect(finding).toMatchObject({ found: 2, allowed: 1 });
  expect(finding?.problem.detail).toContain('10 % of 10 users in scope whom the tenant had');
};

scenario('R10: newcomers of the same run loosen no limit, since what is hurt was there before them', inStep, [
  {
    change: (world) => {
      twoDisables(world);
      for (const name of newcomers) world.directory.add(directoryUser(name));
    },
    plan: [
      'disable ada held: guard.too-many-disables',
      'disable crew0 held: guard.too-many-disables',
      ...newcomers.map((name) => `create ${name} as ${name}@contoso.com`),
    ],
    afterwards: areTooMany,
    again: ['disable ada', 'disable crew0'],
  },
]);

scenario('R10: newcomers who are held loosen no limit either', inStep, [
  {
    change: (world) => {
      twoDisables(world);
      for (const name of newcomers) world.directory.add(directoryUser(name, { title: 'x'.repeat(200) }));
    },
    plan: [
      'disable ada held: guard.too-many-disables',
      'disable crew0 held: guard.too-many-disables',
      ...newcomers.map((name) => `${name} held: object.value-invalid`),
    ],
    afterwards: areTooMany,
  },
]);

scenario('a mass disable is held, both numbers are told, and the rest goes ahead', inStep, [
  {
    change: ({ directory }) => {
      for (const name of ['ada', 'crew0']) directory.change(name, { userAccountControl: disabledAccount });
      directory.change('crew1', { title: 'Engineer' });
      directory.add(directoryUser('new'));
    },
    plan: [
      'disable ada held: guard.too-many-disables',
      'disable crew0 held: guard.too-many-disables',
      'update crew1: jobTitle null -> "Engineer"',
      'create new as new@contoso.com',
    ],
    result: 'succeededWithProblems',
    afterwards: (world) => {
      const finding = world.log.reports.at(-1)?.findings.find(({ kind }) => kind === 'disables');
      expect(finding).toMatchObject({ found: 2, allowed: 1 });
      expect(finding?.problem.detail).toContain('2 found, 1 allowed');
    },
  },
  {
    change: ({ directory }) => directory.change('ada', { userAccountControl: enabledAccount }),
    plan: ['disable crew0'],
    result: 'succeeded',
  },
]);

scenario('R13: a block that somebody lifted and somebody else made again stays', inStep, [
  {
    change: ({ directory }) => directory.change('ada', { userAccountControl: disabledAccount }),
    plan: ['disable ada'],
  },
  {
    change: ({ directory, tenant }) => {
      directory.change('ada', { userAccountControl: enabledAccount });
      tenant.change('ada@contoso.com', { accountEnabled: true });
    },
    plan: [],
  },
  {
    change: ({ tenant }) => tenant.change('ada@contoso.com', { accountEnabled: false }),
    plan: ['enable ada held: guard.blocked-elsewhere'],
  },
]);

scenario('R13: a block whose reply was lost is known as our own, and lifted when the person returns', inStep, [
  {
    change: ({ directory, tenant }) => {
      directory.change('ada', { userAccountControl: disabledAccount });
      tenant.onWrite(() => {
        tenant.onWrite(null);
        return { problem: problem('tenant.no-answer', 'the reply was lost'), isReplyLost: true };
      });
    },
    plan: ['disable ada unknown'],
    again: [],
  },
  {
    change: ({ directory }) => directory.change('ada', { userAccountControl: enabledAccount }),
    plan: ['enable ada'],
    result: 'succeeded',
  },
]);

const shareMail = ({ directory }: Pick<World, 'directory'>) => {
  directory.change('ada', { userAccountControl: disabledAccount, mail: 'office@contoso.com' });
  directory.change('crew0', { mail: 'office@contoso.com' });
};
const bothHeld = ['ada held: object.mail-taken-twice', 'crew0 held: object.mail-taken-twice'];

scenario('somebody who has left is blocked even while a shared mail address holds everything else', inStep, [
  { plan: [] },
  { change: shareMail, plan: ['disable ada', ...bothHeld] },
]);

const neverJoined = { ...inStep, isFirstRun: true } as const;
scenario('R3: while held, an account that only carries the anchor and was never joined is not blocked', neverJoined, [
  {
    change: shareMail,
    plan: bothHeld,
    afterwards: (world) => expect(accountOf(world, 'ada@contoso.com').accountEnabled).toBe(true),
  },
]);
