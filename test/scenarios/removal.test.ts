import { expect } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import { directoryUser, inDomain } from '../builders/directory-object.ts';
import { limits } from '../builders/guard-settings.ts';
import { objectGuidFor, tenantIdFor } from '../builders/identifiers.ts';
import { markedUser, ownershipMarkFor, tenantWithMarks } from '../builders/ownership-marks.ts';
import { settings } from '../builders/settings.ts';
import { linkedUser } from '../builders/tenant-user.ts';
import type { World } from '../builders/world.ts';
import { scenario } from './scenario.ts';

/** Enough people that one deletion is within the usual limit. */
const crew = Array.from({ length: 9 }, (_, index) => `crew${index}`);
const everybody = ['ada', ...crew];
const marked = (name: string, domain?: string) => markedUser(name, {}, domain);
const withMarks = {
  tenant: tenantWithMarks,
  removals: { onLeavingScope: 'delete', waitRuns: 2 },
} as const;
const atOnce = { ...withMarks, removals: { onLeavingScope: 'delete', waitRuns: 0 } } as const;
const inStep = {
  directory: everybody.map((name) => directoryUser(name)),
  tenant: everybody.map((name) => marked(name)),
  settings: withMarks,
};
const isGone = ({ tenant }: World) =>
  expect(tenant.deleted.map((user) => user.tenantObjectId)).toEqual([tenantIdFor('ada')]);
const isStillThere = ({ tenant }: World) => expect(tenant.deleted).toEqual([]);
const expectNoMarks = ({ log }: World, found: number) =>
  expect(log.reports.at(-1)?.findings).toMatchObject([
    { problem: { code: 'scope.no-ownership-mark' }, found, holds: [] },
  ]);
const waits = 'ada held: object.removal-waits';
const vanished = 'ada held: object.vanished';
const outOfReach = problem('directory.no-answer', 'dc1');

scenario(
  'R3, R28: what was joined before there were marks is our own and gets one; a stranger with our anchor is a takeover',
  {
    directory: [directoryUser('ada')],
    tenant: [linkedUser('ada')],
    settings: { guard: limits({ takeovers: { count: 0, percent: 0 } }) },
  },
  [
    { plan: [], result: 'succeeded' },
    {
      change: ({ configure, directory, tenant }) => {
        configure({ tenant: withMarks.tenant });
        directory.add(directoryUser('stranger'));
        tenant.addByHand(linkedUser('stranger'));
      },
      plan: [
        `update stranger: ownershipMark null -> "${ownershipMarkFor('stranger')}" held: guard.too-many-takeovers`,
        `update ada: ownershipMark null -> "${ownershipMarkFor('ada')}"`,
      ],
    },
  ],
);

scenario('R5: runs that a person starts one after the other count as one', inStep, [
  {
    change: ({ directory }) => directory.leaveTombstone('ada'),
    plan: [waits],
    again: [waits],
    afterwards: async (world) => {
      for (let runs = 0; runs < 4; runs += 1) await world.run();
      isStillThere(world);
    },
  },
  { plan: ['delete ada'], again: [], afterwards: isGone },
]);

scenario('R5: whoever is deleted in the directory is deleted in the tenant in the third run that sees it', inStep, [
  {
    change: ({ directory }) => directory.leaveTombstone('ada'),
    plan: [waits],
    afterwards: isStillThere,
  },
  {
    plan: ['delete ada'],
    result: 'succeeded',
    afterwards: (world) => {
      isGone(world);
      const deletion = world.log.entries.flatMap((entry) => (entry.kind === 'outcome' ? [entry.outcome.change] : []));
      const evidence = { kind: 'tombstone', domain: 'contoso.com', controller: 'dc1.contoso.com' };
      expect(deletion).toMatchObject([{ kind: 'delete', evidence }]);
    },
  },
]);

scenario('R5: an object that comes back while its removal waits is forgotten as one to remove', inStep, [
  { change: ({ directory }) => directory.leaveTombstone('ada'), plan: [waits] },
  { change: ({ directory }) => directory.add(directoryUser('ada')), plan: [] },
  {
    change: ({ directory }) => directory.leaveTombstone('ada'),
    plan: [waits],
    afterwards: isStillThere,
  },
]);

scenario('R1: the second controller is asked for what the first does not show', { ...inStep, settings: atOnce }, [
  {
    change: ({ directory }) => directory.leaveTombstone('ada', 'second'),
    plan: ['delete ada'],
    afterwards: (world) => {
      isGone(world);
      expect(world.directory.lookups).toContain('dc1.contoso.com');
    },
  },
]);

scenario('R1: whoever vanishes without a tombstone is held, in every run', { ...inStep, settings: atOnce }, [
  { change: ({ directory }) => directory.remove('ada'), plan: [vanished], afterwards: isStillThere },
  { plan: [vanished], result: 'succeededWithProblems', afterwards: isStillThere },
]);

scenario('R1: lost rights look like a shorter reading, and remove nobody', { ...inStep, settings: atOnce }, [
  {
    change: ({ directory }) => directory.hide('ada'),
    plan: [vanished],
    afterwards: (world) => {
      isStillThere(world);
      const told = world.log.entries.flatMap((entry) => (entry.kind === 'held' ? [entry.held.problem.detail] : []));
      expect(told[0]).toContain('CN=ada,OU=People,DC=contoso,DC=com, but it was not read');
    },
  },
]);

scenario(
  'R1: with a domain that cannot be read nobody is removed anywhere',
  { ...inStep, fabrikam: [], settings: atOnce },
  [
    {
      change: ({ directory, fabrikam }) => {
        directory.leaveTombstone('ada');
        fabrikam.breakOff({ after: 0, problem: outOfReach });
      },
      plan: [],
      result: 'failed',
      afterwards: isStillThere,
    },
    { change: ({ fabrikam }) => fabrikam.breakOff(null), plan: ['delete ada'], afterwards: isGone },
  ],
);

scenario('R1: while nobody can be looked up nobody is removed', { ...inStep, settings: atOnce }, [
  {
    change: ({ directory }) => {
      directory.leaveTombstone('ada');
      directory.refuseLookups(outOfReach);
    },
    plan: [],
    result: 'failed',
    afterwards: isStillThere,
  },
]);

scenario(
  'R3: who carries no mark is never deleted, whatever the anchor says',
  { ...inStep, settings: { ...atOnce, tenant: settings().tenant } },
  [
    {
      change: ({ directory }) => directory.leaveTombstone('ada'),
      plan: [],
      result: 'succeeded',
      afterwards: isStillThere,
    },
  ],
);

scenario(
  'R5: whoever moves to another domain keeps the account, although there is a tombstone first',
  { ...inStep, fabrikam: [] },
  [
    { change: ({ directory }) => directory.leaveTombstone('ada'), plan: [waits] },
    {
      change: ({ fabrikam }) => fabrikam.add(inDomain('fabrikam.com', directoryUser('ada'))),
      plan: [`update ada: ownershipMark "${ownershipMarkFor('ada')}" -> "${ownershipMarkFor('ada', 'fabrikam.com')}"`],
      afterwards: isStillThere,
    },
  ],
);

const leaveScope = ({ directory }: World) => directory.change('ada', { adminDescription: 'User_kept out' });

scenario('whoever leaves the scope is deleted in the third run that sees it', inStep, [
  { change: leaveScope, plan: [waits] },
  { plan: ['delete ada'], result: 'succeeded', afterwards: isGone },
]);

scenario(
  'whoever leaves the scope can be kept, or blocked instead',
  { ...inStep, settings: { ...withMarks, removals: { onLeavingScope: 'disable', waitRuns: 0 } } },
  [{ change: leaveScope, plan: ['disable ada'], afterwards: isStillThere }],
);

scenario(
  'whoever leaves the scope is kept where the settings say so',
  { ...inStep, settings: { ...withMarks, removals: { onLeavingScope: 'keep', waitRuns: 0 } } },
  [{ change: leaveScope, plan: ['ada held: scope.left'], afterwards: isStillThere }],
);

scenario('whoever comes back is restored with the same id, and with what changed', { ...inStep, settings: atOnce }, [
  { change: leaveScope, plan: ['delete ada'], afterwards: isGone },
  {
    change: ({ directory }) => directory.change('ada', { adminDescription: null, title: 'Engineer' }),
    plan: ['restore ada'],
    result: 'succeeded',
    afterwards: ({ tenant }) => {
      expect(tenant.deleted).toEqual([]);
      const ada = tenant.users.find(({ tenantObjectId }) => tenantObjectId === tenantIdFor('ada'));
      expect(ada?.values).toMatchObject({ jobTitle: 'Engineer', ownershipMark: ownershipMarkFor('ada') });
    },
  },
]);

scenario('R13: what somebody deleted in the tenant stays deleted, and no second user is created', inStep, [
  { plan: [] },
  {
    change: ({ tenant }) => tenant.deleteByHand('ada@contoso.com'),
    plan: ['restore ada held: guard.deleted-elsewhere'],
    result: 'succeededWithProblems',
    afterwards: isGone,
  },
]);

scenario('R13: nor is one created once the deleted user has left the recycle bin, unless somebody approves', inStep, [
  { plan: [] },
  {
    change: ({ tenant }) => {
      tenant.deleteByHand('ada@contoso.com');
      tenant.purge();
    },
    plan: ['create ada as ada@contoso.com held: guard.deleted-elsewhere'],
    afterwards: ({ tenant }) => expect(tenant.users).toHaveLength(everybody.length - 1),
  },
]);

scenario(
  'R13: what we deleted ourselves and nobody can restore any more is created again',
  { ...inStep, settings: atOnce },
  [
    { change: leaveScope, plan: ['delete ada'], afterwards: ({ tenant }) => tenant.purge() },
    {
      change: ({ directory }) => directory.change('ada', { adminDescription: null }),
      plan: ['create ada as ada@contoso.com'],
    },
    {
      change: ({ tenant }) => {
        tenant.deleteByHand('ada@contoso.com');
        tenant.purge();
      },
      plan: ['create ada as ada@contoso.com held: guard.deleted-elsewhere'],
    },
  ],
);

scenario(
  'R30: a deleted user that carries the anchor and no mark is never restored',
  { ...inStep, tenant: [linkedUser('ada'), ...inStep.tenant.slice(1)] },
  [
    {
      change: ({ tenant }) => tenant.deleteByHand('ada@contoso.com'),
      plan: ['ada held: object.deleted-not-ours'],
      afterwards: isGone,
    },
  ],
);

scenario('whoever may be among the deleted users is not created while those cannot be read', inStep, [
  {
    change: ({ tenant, directory }) => {
      tenant.refuseDeleted(problem('tenant.forbidden', 'deletedItems'));
      directory.add(directoryUser('new'));
    },
    plan: [],
    result: 'failed',
  },
]);

const tooMany = everybody
  .slice(0, 6)
  .toSorted((left, right) => (objectGuidFor(left) < objectGuidFor(right) ? -1 : 1))
  .map((name) => `delete ${name} held: guard.too-many-deletes`);

scenario('a mass deletion is held, both numbers are told, and the rest goes ahead', { ...inStep, settings: atOnce }, [
  {
    change: ({ directory }) => {
      for (const name of everybody.slice(0, 6)) directory.leaveTombstone(name);
      directory.change('crew8', { title: 'Engineer' });
    },
    plan: [...tooMany, 'update crew8: jobTitle null -> "Engineer"'],
    result: 'succeededWithProblems',
    afterwards: isStillThere,
  },
]);

scenario(
  'R3: without ownership marks nobody who leaves the scope is deleted, and every report says so beforehand',
  { ...inStep, settings: { ...atOnce, tenant: settings().tenant } },
  [
    { plan: [], result: 'succeeded', afterwards: (world) => expectNoMarks(world, 0) },
    {
      change: leaveScope,
      plan: ['ada held: scope.left'],
      afterwards: (world) => {
        isStillThere(world);
        expectNoMarks(world, 1);
      },
    },
  ],
);

scenario(
  'R1: with a domain that cannot be read nobody who leaves the scope is removed either',
  { ...inStep, fabrikam: [], settings: atOnce },
  [
    {
      change: (world) => {
        leaveScope(world);
        world.fabrikam.breakOff({ after: 0, problem: outOfReach });
      },
      plan: ['ada held: scope.left'],
      result: 'failed',
      afterwards: isStillThere,
    },
    { change: ({ fabrikam }) => fabrikam.breakOff(null), plan: ['delete ada'], afterwards: isGone },
  ],
);

scenario(
  'R40: a tenant that still shows what was deleted, and then what was restored, is written the same again and no more',
  { ...inStep, settings: atOnce },
  [
    {
      change: (world) => {
        leaveScope(world);
        world.tenant.lagBehind(true);
      },
      plan: ['delete ada'],
      again: ['delete ada'],
      afterwards: isGone,
    },
    { change: ({ tenant }) => tenant.lagBehind(false), plan: [] },
    {
      change: ({ directory, tenant }) => {
        tenant.lagBehind(true);
        directory.change('ada', { adminDescription: null });
      },
      plan: ['restore ada'],
      again: ['restore ada'],
      afterwards: isStillThere,
    },
    {
      change: ({ tenant }) => tenant.lagBehind(false),
      plan: [],
      afterwards: ({ tenant }) => expect(tenant.users).toHaveLength(everybody.length),
    },
  ],
);

scenario(
  'R9: the people of a domain that was taken out of the settings are released: nobody looks for them, and nothing is done to them',
  { ...inStep, tenant: [...inStep.tenant, marked('fay', 'fabrikam.com')], settings: atOnce },
  [
    {
      plan: [],
      result: 'succeeded',
      afterwards: ({ tenant, directory }) => {
        expect(tenant.deleted).toEqual([]);
        expect(tenant.users.at(-1)).toEqual(marked('fay', 'fabrikam.com'));
        expect(directory.lookups).toEqual([]);
      },
    },
  ],
);
