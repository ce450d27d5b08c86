import { expect } from 'vitest';
import { directoryUser } from '../builders/directory-object.ts';
import { noLimits } from '../builders/guard-settings.ts';
import { linkedUser } from '../builders/tenant-user.ts';
import { accountOf, scenario } from './scenario.ts';

scenario(
  'a person who marries keeps the account and gets the new name',
  { directory: [directoryUser('ada')], tenant: [linkedUser('ada')] },
  [
    {
      change: ({ directory }) =>
        directory.change('ada', { userPrincipalName: 'ada.king@contoso.com', displayName: 'Ada King', sn: 'King' }),
      plan: [
        'update Ada King: userPrincipalName "ada@contoso.com" -> "ada.king@contoso.com"',
        'update Ada King: displayName "ada" -> "Ada King", surname null -> "King"',
      ],
      result: 'succeeded',
      afterwards: ({ tenant }) => expect(tenant.users).toHaveLength(1),
    },
  ],
);

scenario(
  'R31: a sign-in name with an unverified suffix never moves silently',
  { directory: [directoryUser('ada')], tenant: [linkedUser('ada')] },
  [
    {
      change: ({ directory }) => directory.change('ada', { userPrincipalName: 'ada@contoso.local' }),
      plan: [
        'update ada: userPrincipalName "ada@contoso.com" -> "ada@contoso.onmicrosoft.com" held: guard.sign-in-name',
      ],
      result: 'succeededWithProblems',
      afterwards: (world) => expect(accountOf(world, 'ada@contoso.com')).toEqual(linkedUser('ada').values),
    },
    {
      change: ({ directory }) => directory.change('ada', { userPrincipalName: 'ada@contoso.com' }),
      plan: [],
      result: 'succeeded',
    },
  ],
);

scenario(
  'a joiner with an unverified suffix gets a name in the initial domain',
  { directory: [directoryUser('ada', { userPrincipalName: 'ada@contoso.local' })] },
  [{ plan: ['create ada as ada@contoso.onmicrosoft.com'], result: 'succeeded' }],
);

scenario(
  'two people who claim one name are both held until one of them gives way',
  { directory: [directoryUser('ada'), directoryUser('bob')], tenant: [linkedUser('ada')] },
  [
    {
      change: ({ directory }) => directory.change('bob', { userPrincipalName: 'ADA@contoso.com' }),
      plan: ['ada held: object.name-taken-twice', 'bob held: object.name-taken-twice'],
      result: 'succeededWithProblems',
      afterwards: ({ tenant }) => expect(tenant.users).toEqual([linkedUser('ada')]),
    },
    {
      change: ({ directory }) => directory.change('bob', { userPrincipalName: 'bob@contoso.com' }),
      plan: ['create bob as bob@contoso.com'],
      result: 'succeeded',
    },
  ],
);

scenario(
  'two people who claim one mail address are both held, and nobody else',
  { directory: [directoryUser('ada'), directoryUser('bob'), directoryUser('cyd')] },
  [
    {
      change: ({ directory }) => {
        directory.change('ada', { mail: 'team@contoso.com' });
        directory.change('bob', { mail: 'Team@contoso.com' });
      },
      plan: ['create cyd as cyd@contoso.com', 'ada held: object.mail-taken-twice', 'bob held: object.mail-taken-twice'],
    },
  ],
);

const named = (name: string, userPrincipalName: string) => directoryUser(name, { userPrincipalName });

scenario(
  'two people who exchange their names both get them in one run',
  {
    directory: [named('ada', 'bob@contoso.com'), named('bob', 'ada@contoso.com')],
    tenant: [linkedUser('ada'), linkedUser('bob')],
    settings: { guard: noLimits },
  },
  [
    {
      plan: [
        'update bob: userPrincipalName "bob@contoso.com" -> "ada@contoso.com"',
        'update ada: userPrincipalName "ada@contoso.com" -> "bob@contoso.com"',
      ],
      result: 'succeeded',
    },
  ],
);

scenario(
  'three people who pass their names on in a circle all get them in one run',
  {
    directory: [named('ada', 'cyd@contoso.com'), named('bob', 'ada@contoso.com'), named('cyd', 'bob@contoso.com')],
    tenant: [linkedUser('ada'), linkedUser('bob'), linkedUser('cyd')],
    settings: { guard: noLimits },
  },
  [
    {
      plan: [
        'update bob: userPrincipalName "bob@contoso.com" -> "ada@contoso.com"',
        'update cyd: userPrincipalName "cyd@contoso.com" -> "bob@contoso.com"',
        'update ada: userPrincipalName "ada@contoso.com" -> "cyd@contoso.com"',
      ],
      result: 'succeeded',
    },
  ],
);

scenario(
  'somebody who takes the name of another one waits until it is free',
  {
    directory: [named('ada', 'boss@contoso.com'), named('bob', 'bob@contoso.com')],
    tenant: [linkedUser('ada'), linkedUser('bob', { userPrincipalName: 'boss@contoso.com' })],
    settings: { guard: noLimits },
  },
  [
    {
      plan: [
        'update bob: userPrincipalName "boss@contoso.com" -> "bob@contoso.com"',
        'update ada: userPrincipalName "ada@contoso.com" -> "boss@contoso.com"',
      ],
      result: 'succeeded',
    },
  ],
);
