import { expect } from 'vitest';
import { directoryGroup } from '../builders/directory-group.ts';
import { directoryUser } from '../builders/directory-object.ts';
import { anchorFor, guidBytesFor, objectGuidFor } from '../builders/identifiers.ts';
import { linkedUser, unlinkedUser } from '../builders/tenant-user.ts';
import { scenario } from './scenario.ts';

const inStep = {
  directory: [directoryUser('ada'), directoryUser('bob')],
  tenant: [linkedUser('ada'), linkedUser('bob')],
};

scenario('R4: an anchor copied to a second object holds both; it is never delete-and-create', inStep, [
  { plan: [] },
  {
    change: ({ directory }) => {
      directory.change('ada', { title: 'Engineer' });
      directory.change('bob', { 'mS-DS-ConsistencyGuid': anchorFor('ada'), title: 'Clerk' });
    },
    plan: ['ada held: object.anchor-ambiguous', 'bob held: object.anchor-ambiguous'],
    result: 'succeededWithProblems',
  },
  {
    change: ({ directory }) => directory.change('bob', { 'mS-DS-ConsistencyGuid': null }),
    plan: ['update ada: jobTitle null -> "Engineer"', 'update bob: jobTitle null -> "Clerk"'],
    result: 'succeeded',
  },
]);

const copyOfAda = directoryUser('eve', { 'mS-DS-ConsistencyGuid': anchorFor('ada') });

scenario('R4: a copied anchor does not take over the account of an owner who is held for another reason', inStep, [
  {
    change: ({ directory }) => {
      directory.change('ada', { department: 'x'.repeat(65) });
      directory.add(copyOfAda);
    },
    plan: ['ada held: object.anchor-ambiguous', 'eve held: object.anchor-ambiguous'],
    afterwards: ({ tenant }) => expect(tenant.users).toEqual(inStep.tenant),
  },
]);

scenario('R4: nor of an owner who is out of scope', { ...inStep, isFirstRun: true }, [
  {
    change: ({ directory }) => {
      directory.change('ada', { adminDescription: 'User_excluded' });
      directory.add(copyOfAda);
    },
    plan: ['eve held: object.anchor-ambiguous'],
    afterwards: ({ tenant }) => expect(tenant.users).toEqual(inStep.tenant),
  },
]);

scenario('R4: nor of an owner who was joined before and was not read this time', inStep, [
  { plan: [] },
  {
    change: ({ directory }) => {
      directory.remove('ada');
      directory.add(copyOfAda);
    },
    plan: ['eve held: object.anchor-ambiguous', 'ada held: object.absent'],
    afterwards: ({ tenant }) => expect(tenant.users).toEqual(inStep.tenant),
  },
]);

scenario('R4: a lost cache and a changed anchor do not make a second account', inStep, [
  { plan: [] },
  {
    change: ({ seen, directory }) => {
      seen.lose();
      directory.change('ada', {
        'mS-DS-ConsistencyGuid': guidBytesFor('elsewhere').toString('base64'),
        userPrincipalName: 'renamed@contoso.com',
      });
    },
    plan: ['ada held: object.anchor-changed'],
    afterwards: ({ tenant }) => expect(tenant.users).toEqual(inStep.tenant),
  },
]);

scenario(
  'R4: a new object with the anchor of another holds both',
  { directory: [directoryUser('ada')], tenant: [linkedUser('ada')] },
  [
    {
      change: ({ directory }) => {
        directory.change('ada', { title: 'Engineer' });
        directory.add(directoryUser('copy', { 'mS-DS-ConsistencyGuid': anchorFor('ada') }));
      },
      plan: ['ada held: object.anchor-ambiguous', 'copy held: object.anchor-ambiguous'],
      afterwards: ({ tenant }) => expect(tenant.users).toEqual([linkedUser('ada')]),
    },
    {
      change: ({ directory }) => directory.change('copy', { 'mS-DS-ConsistencyGuid': null }),
      plan: ['update ada: jobTitle null -> "Engineer"', 'create copy as copy@contoso.com'],
      result: 'succeeded',
    },
  ],
);

scenario('R4: an anchor that changed is held run after run, until it is set back', inStep, [
  { plan: [] },
  {
    change: ({ directory }) =>
      directory.change('ada', { 'mS-DS-ConsistencyGuid': guidBytesFor('elsewhere').toString('base64') }),
    plan: ['ada held: object.anchor-changed'],
  },
  {
    plan: ['ada held: object.anchor-changed'],
    afterwards: ({ tenant }) => expect(tenant.users).toEqual(inStep.tenant),
  },
  { change: ({ directory }) => directory.change('ada', { 'mS-DS-ConsistencyGuid': null }), plan: [] },
]);

scenario(
  'R2: a person who came from another forest is found again by mS-DS-ConsistencyGuid',
  {
    directory: [
      directoryUser('ada.new', { 'mS-DS-ConsistencyGuid': anchorFor('ada'), userPrincipalName: 'ada@contoso.com' }),
    ],
    tenant: [linkedUser('ada', { displayName: 'ada.new' })],
  },
  [{ plan: [], result: 'succeeded' }],
);

scenario(
  'two accounts in the tenant with one anchor hold the person, until one of them loses it',
  {
    directory: [directoryUser('ada', { title: 'Engineer' })],
    tenant: [linkedUser('ada'), { ...unlinkedUser('twin'), anchor: anchorFor('ada') }],
  },
  [{ plan: ['ada held: object.anchor-shared'], result: 'succeededWithProblems' }],
);

scenario('R1: somebody who is gone from the directory is named, and nothing is done', inStep, [
  { plan: [] },
  {
    change: ({ directory }) => directory.remove('bob'),
    plan: ['bob held: object.absent'],
    result: 'succeeded',
    afterwards: ({ log, tenant }) => {
      const [, , missing, again] = log.reports;
      expect(again?.counts.absent).toBe(1);
      expect(again?.absentFirst).toMatchObject([{ displayName: 'bob', since: missing?.startedAt }]);
      expect(tenant.users).toEqual(inStep.tenant);
    },
  },
]);

scenario(
  'R1: a group that is gone from the directory is named like a person, until it is gone from the tenant, too',
  { ...inStep, groups: [directoryGroup('staff', [])] },
  [
    { plan: ['create staff as group'] },
    {
      change: ({ directory }) => {
        directory.groups = [];
      },
      plan: ['staff held: object.absent'],
      result: 'succeeded',
      afterwards: ({ log, tenant }) => {
        const [, , missing, again] = log.reports;
        expect(again?.counts.absent).toBe(1);
        expect(again?.absentFirst).toMatchObject([
          { objectType: 'group', displayName: 'staff', userPrincipalName: null, since: missing?.startedAt },
        ]);
        expect(tenant.groups).toHaveLength(1);
      },
    },
  ],
);

scenario('somebody who is gone from the directory and then from the tenant is forgotten', inStep, [
  { plan: [] },
  { change: ({ directory }) => directory.remove('bob'), plan: ['bob held: object.absent'] },
  {
    change: ({ tenant }) => tenant.deleteByHand('bob@contoso.com'),
    plan: [],
    result: 'succeeded',
    afterwards: ({ log, seen }) => {
      expect(log.reports.at(-1)?.counts.absent).toBe(0);
      expect(seen.findAbsent([], ['contoso.com']).map(({ objectGuid }) => objectGuid)).toEqual([objectGuidFor('ada')]);
    },
  },
]);

scenario('a lost cache changes nothing', inStep, [
  { plan: [] },
  { change: ({ seen }) => seen.lose(), plan: [], result: 'succeeded' },
  {
    change: ({ seen, directory }) => {
      seen.lose();
      directory.change('ada', { title: 'Engineer' });
    },
    plan: ['update ada: jobTitle null -> "Engineer"'],
  },
]);
