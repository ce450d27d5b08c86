/** Values that only one user may have, handed on from one to another: sign-in names and mail addresses. */
import { expect } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import { directoryGroup, memberFor } from '../builders/directory-group.ts';
import { directoryUser, disabledAccount } from '../builders/directory-object.ts';
import { limits } from '../builders/guard-settings.ts';
import { anchorFor, objectGuidFor, tenantIdFor } from '../builders/identifiers.ts';
import { markedUser, tenantWithMarks } from '../builders/ownership-marks.ts';
import { linkedUser, unlinkedUser } from '../builders/tenant-user.ts';
import type { World } from '../builders/world.ts';
import { accountOf, scenario } from './scenario.ts';

const people = ['ada', 'bob', 'cyd'];
const renamesAllowed = { guard: limits({ signInNames: { count: 25, percent: 100 } }) };
const inStep = {
  directory: people.map((name) => directoryUser(name)),
  tenant: people.map((name) => linkedUser(name)),
  settings: renamesAllowed,
};
const name = (local: string) => `${local}@contoso.com`;
const rename = ({ directory }: World, who: string, to: string) =>
  directory.change(who, { userPrincipalName: name(to) });
const namesIn = ({ tenant }: World) => tenant.users.map(({ values }) => values.userPrincipalName);
const heldIn = (world: World) => world.log.entries.flatMap((entry) => (entry.kind === 'held' ? [entry.held] : []));

scenario('a sign-in name that is handed on is given up first, however long the chain is', inStep, [
  {
    change: (world) => {
      rename(world, 'cyd', 'bob');
      rename(world, 'bob', 'ada');
      rename(world, 'ada', 'ada.king');
    },
    plan: [
      `update ada: userPrincipalName "${name('ada')}" -> "${name('ada.king')}"`,
      `update bob: userPrincipalName "${name('bob')}" -> "${name('ada')}"`,
      `update cyd: userPrincipalName "${name('cyd')}" -> "${name('bob')}"`,
    ],
    result: 'succeeded',
  },
]);

const toAda = `update bob: userPrincipalName "${name('bob')}" -> "${name('ada')}"`;
const toBob = `update ada: userPrincipalName "${name('ada')}" -> "${name('bob')}"`;
const swap = (world: World) => {
  rename(world, 'ada', 'bob');
  rename(world, 'bob', 'ada');
};
const refused = problem('tenant.forbidden', 'bob holds a role');

scenario('a swap that one of the two is refused leaves nobody aside, and is not begun while that one waits', inStep, [
  {
    change: (world) => {
      swap(world);
      world.tenant.onWrite((write) =>
        write.kind === 'update' && write.id === tenantIdFor('bob') ? { problem: refused } : null,
      );
    },
    plan: [`${toAda} failed: tenant.forbidden`, `${toBob} failed: object.value-not-free`],
    again: [`${toBob} held: object.name-not-free-yet`, `${toAda} waiting: tenant.forbidden`],
    afterwards: (world) => {
      expect(namesIn(world)).toEqual(people.map(name));
      // Aside, the refusal, and back again; nothing in the second run.
      expect(world.tenant.writes).toHaveLength(3);
    },
  },
  {
    change: (world) => {
      world.tenant.onWrite(null);
      world.clock.advance(6 * 3_600_000);
    },
    plan: [toAda, toBob],
    result: 'succeeded',
    afterwards: (world) => expect(namesIn(world)).toEqual([name('bob'), name('ada'), name('cyd')]),
  },
]);

scenario('whoever needs a name that the guard does not let go waits for it, and is not refused by the tenant', inStep, [
  {
    change: (world) => {
      rename(world, 'bob', 'ada');
      world.directory.change('ada', { userPrincipalName: 'ada@contoso.local' });
    },
    plan: [
      `update ada: userPrincipalName "${name('ada')}" -> "ada@contoso.onmicrosoft.com" held: guard.sign-in-name`,
      `${toAda} held: object.name-not-free-yet`,
    ],
    again: [
      `update ada: userPrincipalName "${name('ada')}" -> "ada@contoso.onmicrosoft.com" held: guard.sign-in-name`,
      `${toAda} held: object.name-not-free-yet`,
    ],
    afterwards: ({ tenant }) => expect(tenant.writes).toEqual([]),
  },
]);

scenario('a joiner gets the sign-in name that somebody gives up in the same run', inStep, [
  {
    change: (world) => {
      rename(world, 'ada', 'ada.king');
      world.directory.add(directoryUser('dan', { userPrincipalName: name('ada') }));
    },
    plan: [`update ada: userPrincipalName "${name('ada')}" -> "${name('ada.king')}"`, `create dan as ${name('ada')}`],
    result: 'succeeded',
  },
]);

scenario(
  'while somebody keeps the name, one problem names both, and nothing else of the person moves but the block',
  { ...inStep, tenant: [...inStep.tenant, unlinkedUser('boss')] },
  [
    {
      change: (world) => {
        world.directory.change('cyd', { mail: name('cyd'), title: 'Clerk' });
        rename(world, 'bob', 'boss');
        world.directory.change('bob', { mail: name('boss'), title: 'Head', userAccountControl: disabledAccount });
        rename(world, 'ada', 'bob');
      },
      plan: [
        'disable bob',
        `update cyd: mail null -> "${name('cyd')}", jobTitle null -> "Clerk"`,
        'ada held: object.value-not-free',
        'bob held: object.value-not-free',
      ],
      afterwards: (world) => {
        const [adaHeld, bobHeld] = heldIn(world);
        expect(bobHeld?.problem.detail).toContain(`bob (${objectGuidFor('bob')}) needs it, boss (${name('boss')}, `);
        expect(adaHeld?.problem.detail).toContain(`needs it, bob (${name('bob')}, ${tenantIdFor('bob')}) has it`);
        expect(accountOf(world, name('bob'))).toMatchObject({ mail: null, jobTitle: null, accountEnabled: false });
      },
    },
    {
      change: ({ tenant }) => tenant.change(name('boss'), { userPrincipalName: name('boss.old') }),
      plan: [
        `update bob: userPrincipalName "${name('bob')}" -> "${name('boss')}"`,
        `update ada: userPrincipalName "${name('ada')}" -> "${name('bob')}"`,
        `update bob: mail null -> "${name('boss')}", jobTitle null -> "Head"`,
      ],
      result: 'succeeded',
    },
  ],
);

const withMail = (who: string) => directoryUser(who, { mail: name(who) });
const swapMail = ({ directory }: World) => {
  directory.change('ada', { mail: name('bob') });
  directory.change('bob', { mail: name('ada') });
};
const linkedWithMail = (who: string) => linkedUser(who, { mail: name(who) });

scenario(
  'a mail address stays with whoever had it, until an administrator takes it away there',
  { ...inStep, directory: people.map(withMail), tenant: people.map(linkedWithMail) },
  [
    {
      change: (world) => {
        rename(world, 'bob', 'ada');
        world.directory.change('bob', { mail: name('ada') });
        rename(world, 'ada', 'ada.king');
        world.directory.change('ada', { mail: name('ada.king') });
      },
      plan: [
        `update ada: userPrincipalName "${name('ada')}" -> "${name('ada.king')}"`,
        `update ada: mail "${name('ada')}" -> "${name('ada.king')}"`,
        'bob held: object.value-not-free',
      ],
      afterwards: (world) => expect(accountOf(world, name('bob')).mail).toBe(name('bob')),
    },
    {
      change: ({ tenant }) => tenant.forgetAddresses(name('ada.king')),
      plan: [
        `update bob: userPrincipalName "${name('bob')}" -> "${name('ada')}"`,
        `update bob: mail "${name('bob')}" -> "${name('ada')}"`,
      ],
      result: 'succeeded',
    },
  ],
);

scenario(
  'two who exchange names and mail addresses are told so',
  { ...inStep, directory: people.map(withMail), tenant: people.map(linkedWithMail) },
  [
    {
      change: (world) => {
        swap(world);
        swapMail(world);
      },
      plan: ['ada held: object.addresses-exchanged', 'bob held: object.addresses-exchanged'],
      afterwards: (world) => {
        const [adaHeld] = heldIn(world);
        expect(adaHeld?.problem.detail).toBe(
          `mail ${name('bob')}: ada (${objectGuidFor('ada')}) needs it, bob (${name('bob')}, ${tenantIdFor('bob')}) has it and needs ${name('ada')}`,
        );
      },
    },
  ],
);

scenario(
  'two who exchange mail addresses get them once an administrator took the former ones from both',
  { ...inStep, directory: people.map(withMail), tenant: people.map(linkedWithMail) },
  [
    {
      change: swapMail,
      plan: ['ada held: object.addresses-exchanged', 'bob held: object.addresses-exchanged'],
    },
    {
      change: ({ tenant }) => {
        for (const who of ['ada', 'bob']) {
          tenant.change(name(who), { mail: name(`${who}.for.now`) });
          tenant.forgetAddresses(name(who));
        }
      },
      plan: [
        `update ada: mail "${name('ada.for.now')}" -> "${name('bob')}"`,
        `update bob: mail "${name('bob.for.now')}" -> "${name('ada')}"`,
      ],
      result: 'succeeded',
    },
  ],
);

const crew = Array.from({ length: 9 }, (_, index) => `crew${index}`);
const marked = (who: string) => markedUser(who, { mail: name(who) });
const recreated = (mail: string | null) => directoryUser('ada again', { userPrincipalName: name('ada'), mail });
const withMarks = {
  directory: ['ada', ...crew].map(withMail),
  tenant: ['ada', ...crew].map(marked),
  settings: {
    tenant: tenantWithMarks,
    removals: { onLeavingScope: 'delete', waitRuns: 0 } as const,
  },
};

scenario(
  'somebody who is deleted and made again gets the name in the same run, once the old account is gone',
  withMarks,
  [
    {
      change: ({ directory }) => {
        directory.leaveTombstone('ada');
        directory.add(recreated(null));
      },
      plan: ['delete ada', `create ada again as ${name('ada')}`],
      result: 'succeeded',
      afterwards: ({ tenant }) =>
        expect(tenant.users.filter(({ values }) => values.userPrincipalName === name('ada'))).toMatchObject([
          { anchor: anchorFor('ada again') },
        ]),
    },
  ],
);

scenario(
  'the name of an account whose removal waits is not free yet, and whoever needs it is told that nothing is to be done',
  { ...withMarks, settings: { ...withMarks.settings, removals: { onLeavingScope: 'delete', waitRuns: 1 } } },
  [
    {
      change: ({ directory }) => {
        directory.leaveTombstone('ada');
        directory.add(recreated(null));
      },
      plan: ['ada again held: object.name-not-free-yet', 'ada held: object.removal-waits'],
      again: ['delete ada', `create ada again as ${name('ada')}`],
      afterwards: (world) =>
        expect(heldIn(world)[0]?.problem.detail).toMatch(
          `needs it, ada (${name('ada')}, ${tenantIdFor('ada')}) has it and is to be deleted`,
        ),
    },
  ],
);

scenario(
  'the name of an account whose deletion the guard holds is not free',
  { ...withMarks, settings: { ...withMarks.settings, guard: limits({ deletes: { count: 0, percent: 0 } }) } },
  [
    {
      change: ({ directory }) => {
        directory.leaveTombstone('ada');
        directory.add(recreated(null));
      },
      plan: [
        'delete ada held: guard.too-many-deletes',
        `create ada again as ${name('ada')} held: object.name-not-free-yet`,
      ],
      afterwards: ({ tenant }) => expect(tenant.writes).toEqual([]),
    },
  ],
);

const toldOfBoth = (world: World) =>
  expect(heldIn(world)[0]?.problem.detail).toBe(
    `mail ${name('ada')}: ada again (${objectGuidFor('ada again')}) needs it, ada (${name('ada')}, ${tenantIdFor('ada')}) has it and is to be deleted`,
  );

scenario(
  'whoever needs the mail address of an account whose removal waits is told of that removal, and of both',
  { ...withMarks, settings: { ...withMarks.settings, removals: { onLeavingScope: 'delete', waitRuns: 2 } } },
  [
    {
      change: ({ directory }) => {
        directory.leaveTombstone('ada');
        directory.add(recreated(name('ada')));
      },
      plan: ['ada again held: object.address-not-free-yet', 'ada held: object.removal-waits'],
      again: ['ada again held: object.address-not-free-yet', 'ada held: object.removal-waits'],
      afterwards: toldOfBoth,
    },
  ],
);

scenario(
  'whoever needs the mail address of an account whose deletion the guard holds is told of that, and of both',
  { ...withMarks, settings: { ...withMarks.settings, guard: limits({ deletes: { count: 0, percent: 0 } }) } },
  [
    {
      change: ({ directory }) => {
        directory.leaveTombstone('ada');
        directory.add(recreated(name('ada')));
      },
      plan: ['delete ada held: guard.too-many-deletes', 'ada again held: object.address-not-free-yet'],
      afterwards: (world) => {
        toldOfBoth(world);
        expect(world.tenant.writes).toEqual([]);
      },
    },
  ],
);

scenario(
  'nobody is linked to whoever waits for the name of an account whose deletion the guard holds',
  {
    ...withMarks,
    groups: [directoryGroup('staff', [])],
    settings: { ...withMarks.settings, guard: limits({ deletes: { count: 0, percent: 0 } }) },
  },
  [
    { plan: ['create staff as group'] },
    {
      change: ({ directory }) => {
        directory.leaveTombstone('ada');
        directory.add(recreated(null));
        directory.groups = [directoryGroup('staff', [memberFor('ada again')])];
      },
      plan: [
        'delete ada held: guard.too-many-deletes',
        `create ada again as ${name('ada')} held: object.name-not-free-yet`,
        'link staff: member ada again held: object.reference-held',
      ],
      afterwards: ({ log }) => expect(log.reports.at(-1)?.counts.failed).toBe(0),
    },
  ],
);

scenario(
  'R30: the address of a deleted account stays reserved, and only an administrator deletes for good',
  withMarks,
  [
    {
      change: ({ directory }) => {
        directory.leaveTombstone('ada');
        directory.add(recreated(name('ada')));
      },
      plan: ['delete ada', 'ada again held: object.address-not-free-yet'],
      again: ['ada again held: object.value-in-bin'],
      afterwards: (world) => {
        expect(heldIn(world).at(-1)?.problem.detail).toContain(`(${name('ada')}, ${tenantIdFor('ada')}) has it`);
        expect(world.tenant.deleted).toHaveLength(1);
      },
    },
    {
      change: ({ tenant }) => tenant.purge(),
      plan: [`create ada again as ${name('ada')}`],
      result: 'succeeded',
    },
  ],
);
