import { expect, test } from 'vitest';
import type { Decision } from '../../agent-core/contract/approval-requests.ts';
import { problem } from '../../agent-core/contract/problem.ts';
import type { ReportEntry } from '../../agent-core/contract/run-report.ts';
import { decisionKeyOf } from '../../agent-core/sync/guard/decisions.ts';
import { run } from '../../agent-core/sync/run.ts';
import { directoryGroup, memberFor, referenceTo } from '../builders/directory-group.ts';
import { directoryUser } from '../builders/directory-object.ts';
import { limits } from '../builders/guard-settings.ts';
import { markedUser, tenantWithMarks } from '../builders/ownership-marks.ts';
import { createWorld, type World } from '../builders/world.ts';
import { scenario, scenarioOfPeople } from './scenario.ts';

const everybody = ['ada', 'bob', 'cyd'];
const none = { count: 0, percent: 0 };
const settings = {
  tenant: tenantWithMarks,
  removals: { onLeavingScope: 'delete', waitRuns: 0 },
  guard: limits({ deletes: none, sameAttribute: none }),
} as const;
const inStep = {
  directory: everybody.map((name) => directoryUser(name)),
  tenant: everybody.map((name) => markedUser(name)),
  settings,
};
const heldDelete = 'delete ada held: guard.too-many-deletes';
const { signal } = new AbortController();

/** Somebody approves everything that the newest run holds. */
const approve = (world: World, isMeant?: (kind: string) => boolean) => decide(world, 'approved', isMeant);

/** Somebody rejects everything that the newest run holds. */
const reject = (world: World, isMeant?: (kind: string) => boolean) => decide(world, 'rejected', isMeant);

function decide(world: World, verdict: Decision['verdict'], isMeant: (kind: string) => boolean = () => true): void {
  const decisions = heldIn(world.log.entries).flatMap(({ change, findings = [] }) =>
    findings.filter(isMeant).map(
      (kind): Decision => ({
        verdict,
        kind,
        digest: change.digest,
        objectGuids: [change.objectGuid],
        ...{ by: 'Ada', at: world.clock.now() },
        expiresAt: verdict === 'approved' ? '2026-04-01T00:00:00.000Z' : null,
        what: `${change.kind} ${change.displayName}`,
      }),
    ),
  );
  const byChange = decisions.map((one) => [decisionKeyOf(one.digest, one.kind), one] as const);
  world.decide({ byChange: new Map(byChange), exemptions: new Set() });
}

const heldIn = (entries: readonly ReportEntry[]) =>
  entries.flatMap((entry) => (entry.kind === 'outcome' && entry.outcome.kind === 'held' ? [entry.outcome] : []));
const decidedIn = (world: World) => [...world.context().approvals.read(world.clock.now()).byChange.values()];
const saidOfLapse = ({ log }: World) =>
  log.reports.flatMap(({ findings }) =>
    findings.flatMap(({ problem: { code, detail } }) => (code.endsWith('-lapsed') ? [detail] : [])),
  );

scenario('R12: an approval lapses when a run that read everything does not plan its change any more', inStep, [
  {
    change: ({ directory }) => directory.leaveTombstone('ada'),
    plan: [heldDelete],
    afterwards: (world) => approve(world),
  },
  {
    change: ({ directory }) => directory.add(directoryUser('ada')),
    plan: [],
    afterwards: (world) => {
      expect(decidedIn(world)).toEqual([]);
      expect(saidOfLapse(world)).toEqual([
        expect.stringMatching(/^1 change: delete ada \[[0-9a-f]{12}, deletes\], approved by Ada at /),
      ]);
    },
  },
  { change: ({ directory }) => directory.leaveTombstone('ada'), plan: [heldDelete] },
]);

const staff = directoryGroup('Staff', [memberFor('bob'), memberFor('cyd')]);
const narrowed = { scope: { kind: 'groups', groups: [referenceTo('Staff')] } } as const;

scenarioOfPeople(
  'R12: an approval of those who left the scope is none for the next time that it is narrowed, when it was put right between',
  { ...inStep, groups: [staff], settings: { ...settings, guard: limits({ deletes: none, scopeShrink: none }) } },
  [
    { plan: [] },
    { change: ({ configure }) => configure(narrowed), plan: [heldDelete], afterwards: (world) => approve(world) },
    {
      change: ({ configure }) => configure({ scope: { kind: 'all' } }),
      plan: [],
      afterwards: (world) => expect(saidOfLapse(world)).toEqual([expect.stringContaining('deletes, scopeShrink')]),
    },
    { change: ({ configure }) => configure(narrowed), plan: [heldDelete] },
  ],
);

scenario('R12: an approval holds over a run that could not read everything', inStep, [
  {
    change: ({ directory }) => directory.leaveTombstone('ada'),
    plan: [heldDelete],
    afterwards: (world) => approve(world),
  },
  {
    change: ({ directory }) => directory.breakOff({ after: 1, problem: problem('directory.no-answer', 'dc1') }),
    plan: [],
    result: 'failed',
    afterwards: (world) => expect(decidedIn(world)).toHaveLength(1),
  },
  { change: ({ directory }) => directory.breakOff(null), plan: ['delete ada'], again: [] },
]);

const withTitles = {
  ...inStep,
  directory: everybody.map((name) => directoryUser(name, { title: 'Clerk' })),
  tenant: everybody.map((name) => markedUser(name, { jobTitle: 'Clerk' })),
  settings: { ...settings, guard: limits({ clearedValues: none, sameAttribute: none }) },
};

const heldUpdate = 'update ada: jobTitle "Clerk" -> null held: guard.too-many-cleared-values';

scenario('R12: an approval holds while its object is held before the plan', withTitles, [
  {
    change: ({ directory }) => directory.change('ada', { title: null }),
    plan: [heldUpdate],
    afterwards: (world) => approve(world),
  },
  {
    change: ({ directory }) => directory.change('ada', { title: null, department: 'x'.repeat(65) }),
    plan: ['ada held: object.value-invalid'],
    afterwards: (world) => expect(decidedIn(world)).toHaveLength(2),
  },
  {
    change: ({ directory }) => directory.change('ada', { title: null, department: null }),
    plan: ['update ada: jobTitle "Clerk" -> null'],
    again: [],
  },
]);

test('R12: an approval holds while another finding holds its change, also in runs that look only at what is open', async () => {
  const world = createWorld(withTitles);
  const apply = { kind: 'apply', writer: world.tenant } as const;
  const runByMemory = async () => {
    world.clock.advance(120_000);
    return run(world.contextByMemory(apply), signal);
  };
  await runByMemory();
  world.directory.change('ada', { title: null });
  await runByMemory();
  expect(heldIn(world.log.entries)).toMatchObject([{ findings: ['clearedValues', 'sameAttribute jobTitle'] }]);
  approve(world, (kind) => kind === 'clearedValues');
  for (let runs = 0; runs < 3; runs += 1) await runByMemory();
  expect(decidedIn(world)).toMatchObject([{ kind: 'clearedValues' }]);
  expect(saidOfLapse(world)).toEqual([]);
  world.directory.change('ada', { title: 'Clerk' });
  await runByMemory();
  expect(decidedIn(world)).toEqual([]);
});

test('R12: an approval lapses neither in a preview nor in a run that is cancelled', async () => {
  const world = createWorld(inStep);
  world.directory.leaveTombstone('ada');
  await world.run();
  approve(world);
  world.directory.add(directoryUser('ada'));
  await world.preview();
  const cancelled = new AbortController();
  cancelled.abort();
  await world.run(cancelled.signal);
  expect(decidedIn(world)).toHaveLength(1);
  await world.run();
  expect(decidedIn(world)).toEqual([]);
});

const heldAsRejected = 'delete ada held: guard.rejected';
const oneAllowed = { ...settings, guard: limits({ deletes: { count: 1, percent: 100 } }) };

scenario('R12: a rejection lapses when the person is back, so that a new leaving is a new decision', inStep, [
  {
    change: ({ directory }) => directory.leaveTombstone('ada'),
    plan: [heldDelete],
    afterwards: (world) => reject(world),
  },
  { plan: [heldAsRejected], afterwards: (world) => expect(decidedIn(world)).toHaveLength(1) },
  {
    change: ({ directory, configure }) => {
      directory.add(directoryUser('ada'));
      configure(oneAllowed);
    },
    plan: [],
    afterwards: (world) => {
      expect(decidedIn(world)).toEqual([]);
      expect(saidOfLapse(world)).toEqual([
        expect.stringMatching(/^1 change: delete ada \[[0-9a-f]{12}, deletes\], rejected by Ada at /),
      ]);
    },
  },
  { change: ({ directory }) => directory.leaveTombstone('ada'), plan: ['delete ada'], again: [] },
]);

scenario(
  'R12: a rejection holds as long as its change is planned, also over a run that could not read everything',
  inStep,
  [
    {
      change: ({ directory }) => directory.leaveTombstone('ada'),
      plan: [heldDelete],
      afterwards: (world) => reject(world),
    },
    {
      change: ({ directory, configure }) => {
        configure(oneAllowed);
        directory.breakOff({ after: 1, problem: problem('directory.no-answer', 'dc1') });
      },
      plan: [],
      result: 'failed',
      afterwards: (world) => expect(decidedIn(world)).toHaveLength(1),
    },
    { change: ({ directory }) => directory.breakOff(null), plan: [heldAsRejected] },
    { plan: [heldAsRejected], afterwards: (world) => expect(saidOfLapse(world)).toEqual([]) },
  ],
);

scenario('R12: a rejection holds while its object is held before the plan', withTitles, [
  {
    change: ({ directory }) => directory.change('ada', { title: null }),
    plan: [heldUpdate],
    afterwards: (world) => reject(world),
  },
  {
    change: ({ directory, configure }) => {
      configure({ guard: limits({}) });
      directory.change('ada', { title: null, department: 'x'.repeat(65) });
    },
    plan: ['ada held: object.value-invalid'],
    afterwards: (world) => expect(decidedIn(world)).toHaveLength(2),
  },
  {
    change: ({ directory }) => directory.change('ada', { title: null, department: null }),
    plan: ['update ada: jobTitle "Clerk" -> null held: guard.rejected'],
  },
]);

test('R12: a rejection holds in runs that look only at what is open, until the change is not due any more', async () => {
  const world = createWorld(withTitles);
  const runByMemory = async () => {
    world.clock.advance(120_000);
    return run(world.contextByMemory({ kind: 'apply', writer: world.tenant }), signal);
  };
  await runByMemory();
  world.directory.change('ada', { title: null });
  await runByMemory();
  reject(world);
  world.configure({ guard: limits({}) });
  for (let runs = 0; runs < 3; runs += 1) await runByMemory();
  expect(decidedIn(world)).toHaveLength(2);
  expect(world.tenant.writes).toEqual([]);
  world.directory.change('ada', { title: 'Clerk' });
  await runByMemory();
  expect(decidedIn(world)).toEqual([]);
});

scenario('R12: what was rejected as one danger stays held when it is none any more', inStep, [
  {
    change: ({ directory, tenant, configure }) => {
      configure({ guard: limits({}) });
      tenant.giveRoles(['ada@contoso.com']);
      directory.change('ada', { title: 'Clerk' });
    },
    plan: ['update ada: jobTitle null -> "Clerk" held: guard.privileged'],
    afterwards: (world) => reject(world),
  },
  {
    change: ({ tenant }) => tenant.giveRoles([]),
    plan: ['update ada: jobTitle null -> "Clerk" held: guard.rejected'],
  },
]);
