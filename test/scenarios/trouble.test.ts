import { expect } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import { directoryUser, disabledAccount } from '../builders/directory-object.ts';
import { anchorFor } from '../builders/identifiers.ts';
import { linkedUser } from '../builders/tenant-user.ts';
import { scenario } from './scenario.ts';

const people = ['ada', 'bob', 'cyd'];
const inStep = {
  directory: people.map((name) => directoryUser(name)),
  tenant: people.map((name) => linkedUser(name)),
};
const noAnswer = problem('tenant.no-answer', 'users');
const away = problem('tenant.unreachable', 'graph');

scenario('a tenant read by half plans nothing: whoever was not read would be made a second time', inStep, [
  {
    change: ({ tenant, directory }) => {
      tenant.breakOff({ after: 1, problem: noAnswer });
      directory.change('ada', { title: 'Engineer' });
    },
    plan: [],
    result: 'failed',
    afterwards: ({ tenant }) => expect(tenant.writes).toEqual([]),
  },
  {
    change: ({ tenant }) => tenant.breakOff(null),
    plan: ['update ada: jobTitle null -> "Engineer"'],
    result: 'succeeded',
  },
]);

scenario('a tenant that seems to be empty because it was not read creates nobody', inStep, [
  { change: ({ tenant }) => tenant.breakOff({ after: 0, problem: noAnswer }), plan: [], result: 'failed' },
]);

scenario('R1: a directory read by half adds and updates whom it read, and removes nobody', inStep, [
  {
    change: ({ directory }) => {
      directory.change('ada', { title: 'Engineer' });
      directory.change('cyd', { title: 'Clerk' });
      directory.breakOff({ after: 2, problem: problem('directory.no-answer', 'dc1') });
    },
    plan: ['update ada: jobTitle null -> "Engineer"'],
    result: 'failed',
    afterwards: ({ tenant }) => expect(tenant.users).toHaveLength(3),
  },
  {
    change: ({ directory }) => directory.breakOff(null),
    plan: ['update cyd: jobTitle null -> "Clerk"'],
    result: 'succeeded',
  },
]);

scenario(
  'R1: with a directory read by half, the share that may be disabled is one of whom it read',
  {
    directory: Array.from({ length: 20 }, (_, index) => directoryUser(`user${index}`)),
    tenant: Array.from({ length: 20 }, (_, index) => linkedUser(`user${index}`)),
  },
  [
    {
      change: ({ directory }) => {
        directory.change('user0', { userAccountControl: disabledAccount });
        directory.change('user1', { userAccountControl: disabledAccount });
        directory.breakOff({ after: 5, problem: problem('directory.no-answer', 'dc1') });
      },
      plan: ['disable user0 held: guard.too-many-disables', 'disable user1 held: guard.too-many-disables'],
    },
    { change: ({ directory }) => directory.breakOff(null), plan: ['disable user0', 'disable user1'] },
  ],
);

scenario(
  'R30: an account whose creation lost its reply is found by its anchor and not made twice',
  { directory: [directoryUser('ada')] },
  [
    {
      change: ({ tenant }) => {
        let isLost = false;
        tenant.onWrite(() => {
          const trouble = isLost ? null : { problem: noAnswer, isReplyLost: true };
          isLost = true;
          return trouble;
        });
      },
      plan: ['create ada as ada@contoso.com unknown'],
      again: [],
      afterwards: ({ tenant }) => {
        expect(tenant.users.map((user) => user.anchor)).toEqual([anchorFor('ada')]);
        expect(tenant.writes).toHaveLength(1);
      },
    },
  ],
);

scenario(
  'R30: one reply that is lost leaves one change unknown, the others go on, and the next run finds out',
  inStep,
  [
    {
      change: ({ tenant, directory }) => {
        directory.change('ada', { title: 'Engineer' });
        for (const name of ['dan', 'eve']) directory.add(directoryUser(name));
        tenant.onWrite((write) =>
          write.kind === 'create' && write.anchor === anchorFor('dan')
            ? { problem: noAnswer, isReplyLost: true }
            : null,
        );
      },
      plan: [
        'update ada: jobTitle null -> "Engineer"',
        'create dan as dan@contoso.com unknown',
        'create eve as eve@contoso.com',
      ],
      again: [],
      afterwards: ({ log, tenant }) => {
        expect(log.reports.map(({ result }) => result)).toEqual(['succeededWithProblems', 'succeeded']);
        expect(log.reports[0]?.counts).toMatchObject({ applied: 2, unknown: 1, failed: 0 });
        expect(log.reports[1]?.settled).toMatchObject([{ change: { displayName: 'dan' }, fate: 'made' }]);
        expect(tenant.users).toHaveLength(5);
      },
    },
  ],
);

scenario('a tenant that goes away in the middle of a run is left in peace, and the rest follows later', inStep, [
  {
    change: ({ tenant, directory }) => {
      directory.change('ada', { title: 'Engineer' });
      for (const name of ['dan', 'eve']) directory.add(directoryUser(name));
      tenant.onWrite((write) => (write.kind === 'create' ? { problem: away } : null));
    },
    plan: [
      'update ada: jobTitle null -> "Engineer"',
      'create dan as dan@contoso.com failed: tenant.unreachable',
      'create eve as eve@contoso.com failed: tenant.unreachable',
    ],
    again: [
      'create dan as dan@contoso.com failed: tenant.unreachable',
      'create eve as eve@contoso.com failed: tenant.unreachable',
    ],
    result: 'failed',
  },
  {
    change: ({ tenant, directory }) => {
      directory.change('bob', { title: 'Engineer' });
      tenant.onWrite((write) => (write.kind === 'update' ? { problem: away } : null));
    },
    plan: [
      'update bob: jobTitle null -> "Engineer" failed: tenant.unreachable',
      'create dan as dan@contoso.com not attempted',
      'create eve as eve@contoso.com not attempted',
    ],
    again: [
      'update bob: jobTitle null -> "Engineer" failed: tenant.unreachable',
      'create dan as dan@contoso.com not attempted',
      'create eve as eve@contoso.com not attempted',
    ],
    result: 'failed',
  },
  {
    change: ({ tenant }) => tenant.onWrite(null),
    plan: ['update bob: jobTitle null -> "Engineer"', 'create dan as dan@contoso.com', 'create eve as eve@contoso.com'],
    result: 'succeeded',
  },
]);

scenario('a change that the tenant refuses waits on its own clock and keeps nobody waiting', inStep, [
  {
    change: ({ tenant, directory }) => {
      directory.change('ada', { title: 'Engineer' });
      directory.change('bob', { title: 'Clerk' });
      const refused = problem('tenant.refused-value', 'jobTitle');
      tenant.onWrite((write) =>
        write.kind === 'update' && write.values.jobTitle === 'Engineer' ? { problem: refused } : null,
      );
    },
    plan: [
      'update ada: jobTitle null -> "Engineer" failed: tenant.refused-value',
      'update bob: jobTitle null -> "Clerk"',
    ],
    again: ['update ada: jobTitle null -> "Engineer" waiting: tenant.refused-value'],
    result: 'succeededWithProblems',
    afterwards: ({ tenant, log }) => {
      expect(tenant.writes).toHaveLength(2);
      expect(log.reports.at(-1)).toMatchObject({ result: 'succeededWithProblems', counts: { failed: 0, waiting: 1 } });
      expect(log.entries.at(-1)).toMatchObject({ outcome: { nextAttemptAt: '2026-03-02T14:00:00.000Z' } });
    },
  },
  {
    change: ({ clock }) => clock.advance(6 * 3_600_000),
    plan: ['update ada: jobTitle null -> "Engineer" failed: tenant.refused-value'],
    again: ['update ada: jobTitle null -> "Engineer" waiting: tenant.refused-value'],
    afterwards: ({ log }) =>
      expect(log.entries.at(-1)).toMatchObject({ outcome: { nextAttemptAt: '2026-03-02T20:00:00.000Z' } }),
  },
  {
    change: ({ directory }) => directory.change('ada', { title: 'Clerk' }),
    plan: ['update ada: jobTitle null -> "Clerk"'],
    result: 'succeeded',
  },
]);
