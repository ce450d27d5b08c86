import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { provisioningQuerySchema } from '../../../agent-core/contract/provisioning-requests.ts';
import type { Outcome } from '../../../agent-core/contract/run-report.ts';
import { createHeldChanges } from '../../../agent-core/storage/held-changes.ts';
import { createLinks } from '../../../agent-core/storage/links.ts';
import { readProvisioningPage } from '../../../agent-core/storage/provisioning-pages.ts';
import { createRecordPruner } from '../../../agent-core/storage/prune-record.ts';
import { openRecordDatabase } from '../../../agent-core/storage/record-database.ts';
import { createRunHistory, createSignInBlocks } from '../../../agent-core/storage/run-history.ts';
import { createUnknownChanges } from '../../../agent-core/storage/unknown-changes.ts';
import type { OpenRunLog } from '../../../agent-core/sync/memory.ts';
import { changeFor, linkFor, namesFor } from '../../builders/changes.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { anchorFor, objectGuidFor, runIdFor, tenantIdFor } from '../../builders/identifiers.ts';
import { runReport } from '../../builders/run-report.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const dayMs = 86_400_000;
const applied = (name: string): Outcome => ({
  kind: 'applied',
  change: changeFor(name, 'update'),
  tenantObjectId: tenantIdFor(name),
});
const held = (name: string) => ({
  objectType: 'user' as const,
  objectGuid: objectGuidFor(name),
  displayName: name,
  userPrincipalName: null,
  problem: problem('object.value-invalid', 'title'),
});

function openRecord() {
  const dir = temporaryFolder();
  const clock = drivenClock();
  const options = { path: join(dir, 'record.db'), backupsDir: dir, now: clock.now(), isNewRecordWanted: false };
  const record = openRecordDatabase(options);
  if (record.kind === 'protected') throw new Error(record.problem.detail);
  const { database } = record;
  onTestFinished(() => database.close());
  const history = createRunHistory(database, clock);
  let runs = 0;
  const run = (work: (log: OpenRunLog) => void, report: Parameters<typeof runReport>[0] = {}) => {
    runs += 1;
    const begun = history.begin(runIdFor(runs), clock.now(), 'a test');
    if (!begun.ok) throw new Error(begun.problem.detail);
    work(begun.value);
    begun.value.finish(runReport({ runId: runIdFor(runs), ...report }));
  };
  const pruner = createRecordPruner(database);
  const pruneOnce = (days: number, mostRepeats = 100) => {
    const ago = (count: number) => new Date(Date.parse(clock.now()) - count * dayMs).toISOString();
    const pruned = pruner.prune({ keepsFrom: ago(days), keepsRepeatsFrom: ago(2), mostRepeats });
    if (!pruned.ok) throw new Error(pruned.problem.detail);
    return pruned.value;
  };
  const prune = (days: number, mostRepeats?: number) => {
    while (pruneOnce(days, mostRepeats) > 0);
  };
  const names = () =>
    readProvisioningPage(database, {
      ...provisioningQuerySchema.parse({ withRepeats: true }),
      order: 'oldest',
    }).items.map(({ source }) => source.displayName);
  const keptRuns = () =>
    Array.from({ length: runs }, (_, index) => index + 1).filter((number) => history.report(runIdFor(number)) !== null);
  return { database, clock, run, prune, pruneOnce, names, keptRuns };
}

test('what is older than the limit is forgotten with its run, what is younger stays', () => {
  const { clock, run, prune, names, keptRuns } = openRecord();
  run((log) => log.append([applied('ada')]));
  clock.advance(10 * dayMs);
  run((log) => log.append([applied('bob')]));
  prune(11);
  expect([names(), keptRuns()]).toEqual([
    ['ada', 'bob'],
    [1, 2],
  ]);
  prune(10);
  expect([names(), keptRuns()]).toEqual([
    ['ada', 'bob'],
    [1, 2],
  ]);
  clock.advance(1);
  prune(10);
  expect([names(), keptRuns()]).toEqual([['bob'], [2]]);
});

test('what only says again what the run before said is kept for two days, and so is a run that did nothing', () => {
  const { clock, run, prune, names, keptRuns } = openRecord();
  const reason = problem('directory.unreachable', 'dc1');
  run((log) => log.hold([held('ada')]));
  run((log) => log.hold([held('ada'), held('bob')]));
  run(() => undefined);
  run(() => undefined, { result: 'failed', problems: [reason] });
  run((log) => log.hold([held('ada')]));
  clock.advance(2 * dayMs + 1);
  run(() => undefined);
  prune(90);
  expect(names()).toEqual(['ada', 'bob', 'ada']);
  expect(keptRuns()).toEqual([1, 2, 4, 5, 6]);
});

test('no more repeats are kept than a given number', () => {
  const { run, prune, names } = openRecord();
  for (let count = 0; count < 5; count += 1) run((log) => log.hold([held('ada')]));
  prune(90, 2);
  expect(names()).toHaveLength(3);
});

test('the newest report stays, however old it is', () => {
  const { clock, run, prune, keptRuns } = openRecord();
  run(() => undefined);
  run(() => undefined);
  clock.advance(400 * dayMs);
  prune(90);
  expect(keptRuns()).toEqual([2]);
});

test('links, sign-in blocks and changes of which nobody knows how they went outlast everything', () => {
  const { database, clock, run, prune } = openRecord();
  run((log) => {
    log.observe(
      [
        {
          objectGuid: objectGuidFor('ada'),
          anchor: anchorFor('ada'),
          isSignInAllowed: false,
          hasName: true,
          hasMail: true,
        },
      ],
      [],
    );
    log.intend([{ change: changeFor('ada', 'disable'), counted: [] }]);
    log.append([{ kind: 'applied', change: changeFor('ada', 'disable'), tenantObjectId: tenantIdFor('ada') }]);
    log.intend([{ change: changeFor('bob', 'create'), counted: [] }]);
  });
  run(() => undefined);
  clock.advance(400 * dayMs);
  prune(90);
  expect(createLinks(database).read().get(objectGuidFor('ada'))).toBe(anchorFor('ada'));
  expect(createSignInBlocks(database).read()).toEqual(new Set([anchorFor('ada')]));
  expect(createUnknownChanges(database).read()).toMatchObject([
    { runId: runIdFor(1), change: { objectGuid: objectGuidFor('bob') } },
  ]);
});

test('what waits for an approval stays until it is decided', () => {
  const { database, clock, run, prune } = openRecord();
  const waiting = {
    kind: 'held',
    change: changeFor('ada', 'disable'),
    problem: problem('guard.too-many-disables', '9'),
  } as const;
  run((log) => log.append([{ ...waiting, findings: ['disable'] }]));
  run(() => undefined, { result: 'failed', directory: { users: 0, groups: 0, isComplete: false } });
  clock.advance(400 * dayMs);
  prune(90);
  expect(createHeldChanges(database).read(null, 0, 9).items).toHaveLength(1);
});

test('it is done a little at a time', () => {
  const { clock, run, pruneOnce, names } = openRecord();
  run((log) => namesFor(101).map((name) => log.append([applied(name)])));
  clock.advance(100 * dayMs);
  expect(pruneOnce(90)).toBe(100);
  expect(names()).toHaveLength(1);
});

test('the names of an object are forgotten with the last line that is about it or leads to it', () => {
  const { run, clock, prune, database } = openRecord();
  const known = () =>
    database
      .prepare('SELECT DISTINCT name FROM object_names ORDER BY name')
      .all()
      .map(({ name }) => name);
  run((log) => log.append([applied('ada'), applied('bob')]));
  clock.advance(20 * dayMs);
  const link = linkFor('staff', 'ada', 'link');
  run((log) => log.append([{ kind: 'applied', change: link, tenantObjectId: tenantIdFor('staff') }]));
  expect(known()).toEqual(['ada', 'ada@contoso.com', 'bob', 'bob@contoso.com', 'staff']);
  prune(10);
  expect(known()).toEqual(['ada', 'ada@contoso.com', 'staff']);
  clock.advance(20 * dayMs);
  run(() => undefined);
  prune(10);
  expect(known()).toEqual([]);
});
