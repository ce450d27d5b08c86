/** What is told of people after runs that broke off or could not read a side: what was held is held still. */
import { expect, test } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import { reportBrokenRun } from '../../agent-core/sync/broken-run.ts';
import { asked } from '../builders/asked-objects.ts';
import { directoryUser, disabledAccount } from '../builders/directory-object.ts';
import { limits } from '../builders/guard-settings.ts';
import { runIdFor } from '../builders/identifiers.ts';
import { linkedUser } from '../builders/tenant-user.ts';
import { createWorld, type Ran } from '../builders/world.ts';

const leavers = ['ada', 'bob', 'cyd'];

/** Three accounts are to be blocked, which is more than may be. */
async function heldInOne() {
  const world = createWorld({
    directory: leavers.map((name) => directoryUser(name, { userAccountControl: disabledAccount })),
    tenant: leavers.map((name) => linkedUser(name)),
    settings: { guard: limits({ disables: { count: 1, percent: 100 } }) },
  });
  const first = await world.run();
  expect(first.report.counts.held).toBe(3);
  return { world, first };
}

function toldOf({ report, entries }: Ran, later: readonly Ran[]) {
  const { find } = asked({
    users: leavers.map((name) => directoryUser(name)),
    ...{ entries, findings: report.findings },
    later: later.map((ran) => ({ ...ran.report, entries: ran.entries })),
  });
  return leavers.map((name) =>
    find(name).objects.flatMap(({ entries: said }) =>
      said.map((entry) =>
        entry.kind === 'outcome' ? `${entry.outcome.kind} ${entry.outcome.change.kind}` : entry.kind,
      ),
    ),
  );
}

test('whose block is held is told so also after a run that could not read the tenant', async () => {
  const { world, first } = await heldInOne();
  const allHeld = leavers.map(() => ['held disable']);
  expect(toldOf(first, [])).toEqual(allHeld);
  world.tenant.breakOff({ after: 0, problem: problem('tenant.unreachable', 'away') });
  const later = await world.run();
  expect(later.entries).toEqual([]);
  expect(toldOf(first, [later])).toEqual(allHeld);
});

test('of whom a killed run attempted the block nobody knows, and of the others it is held still', async () => {
  const { first } = await heldInOne();
  const [attempted] = first.entries.flatMap((entry) => (entry.kind === 'outcome' ? [entry.outcome.change] : []));
  if (attempted === undefined) throw new Error('nothing is held');
  const outcome = { kind: 'unknown', change: attempted, fate: null } as const;
  const reason = problem('run.interrupted', 'noticed later');
  const report = reportBrokenRun(runIdFor(2), first.report.startedAt, reason, [outcome]);
  const told = toldOf(first, [{ report, entries: [{ kind: 'outcome', outcome }] }]);
  expect(told.toSorted()).toEqual([['held disable'], ['held disable'], ['unknown disable']]);
  expect(told[leavers.indexOf(attempted.displayName)]).toEqual(['unknown disable']);
});
