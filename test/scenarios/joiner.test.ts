import { expect } from 'vitest';
import { directoryUser, disabledAccount } from '../builders/directory-object.ts';
import { anchorFor } from '../builders/identifiers.ts';
import { unlinkedUser } from '../builders/tenant-user.ts';
import { accountOf, scenario } from './scenario.ts';

scenario('a joiner gets an account that carries the anchor', {}, [
  { plan: [], result: 'succeeded' },
  {
    change: ({ directory }) => directory.add(directoryUser('ada', { displayName: 'Ada Lovelace', title: 'Engineer' })),
    plan: ['create Ada Lovelace as ada@contoso.com'],
    result: 'succeeded',
    afterwards: (world) => {
      expect(world.tenant.users).toMatchObject([{ anchor: anchorFor('ada') }]);
      expect(accountOf(world, 'ada@contoso.com')).toMatchObject({
        accountEnabled: true,
        displayName: 'Ada Lovelace',
        jobTitle: 'Engineer',
        mailNickname: 'ada',
      });
    },
  },
]);

scenario(
  'a joiner whose account is not enabled yet may sign in from the day it is: the block was ours',
  { directory: [directoryUser('ada', { userAccountControl: disabledAccount })] },
  [
    { plan: ['create ada as ada@contoso.com'] },
    { change: ({ directory }) => directory.change('ada', { userAccountControl: '512' }), plan: ['enable ada'] },
  ],
);

scenario(
  'a joiner whose name is taken by an account of the tenant is held; nobody is taken over',
  { directory: [directoryUser('ada'), directoryUser('bob')], tenant: [unlinkedUser('ada', { jobTitle: 'Guest' })] },
  [
    {
      plan: ['create bob as bob@contoso.com', 'ada held: object.name-in-tenant'],
      result: 'succeededWithProblems',
      afterwards: (world) => expect(accountOf(world, 'ada@contoso.com')).toMatchObject({ jobTitle: 'Guest' }),
    },
    {
      change: ({ tenant }) => tenant.change('ada@contoso.com', { userPrincipalName: 'other@contoso.com' }),
      plan: ['create ada as ada@contoso.com'],
      result: 'succeeded',
    },
  ],
);

scenario(
  'R29: the constant country is for the beginning, and what the tenant chose afterwards stays',
  {
    directory: [directoryUser('ada')],
    settings: { newUsers: { signIn: null, usageLocation: 'DE', passwordPolicies: 'None' } },
  },
  [
    { plan: ['create ada as ada@contoso.com'] },
    {
      change: ({ tenant }) => tenant.change('ada@contoso.com', { usageLocation: 'FR' }),
      plan: [],
      afterwards: (world) => expect(accountOf(world, 'ada@contoso.com').usageLocation).toBe('FR'),
    },
    {
      change: ({ directory }) => directory.change('ada', { c: 'AT' }),
      plan: ['update ada: usageLocation "FR" -> "AT"'],
    },
  ],
);
