import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { provisioningQuerySchema } from '../../../agent-core/contract/provisioning-requests.ts';
import type { Outcome } from '../../../agent-core/contract/run-report.ts';
import { createProvisioningLog } from '../../../agent-core/storage/provisioning-log.ts';
import { readProvisioningPage } from '../../../agent-core/storage/provisioning-pages.ts';
import { createProvisioningReader } from '../../../agent-core/storage/provisioning-reader.ts';
import { openRecordDatabase } from '../../../agent-core/storage/record-database.ts';
import { createRunHistory } from '../../../agent-core/storage/run-history.ts';
import type { OpenRunLog } from '../../../agent-core/sync/memory.ts';
import { changeFor, linkFor } from '../../builders/changes.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { objectGuidFor, runIdFor, tenantIdFor } from '../../builders/identifiers.ts';
import { runReport } from '../../builders/run-report.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const eight = '2026-03-02T08:00:00.000Z';
const conflict = problem('tenant.conflict', 'ada');
const applied = (name: string, kind: 'create' | 'update'): Outcome => ({
  kind: 'applied',
  change: changeFor(name, kind),
  tenantObjectId: tenantIdFor(name),
});
const heldBob = {
  objectType: 'user' as const,
  objectGuid: objectGuidFor('bob'),
  displayName: 'Bob',
  userPrincipalName: null,
  problem: problem('object.value-invalid', 'title'),
};

function openLog() {
  const dir = temporaryFolder();
  const path = join(dir, 'record.db');
  const record = openRecordDatabase({ path, backupsDir: dir, now: eight, isNewRecordWanted: false });
  if (record.kind === 'protected') throw new Error(record.problem.detail);
  const { database } = record;
  onTestFinished(() => database.close());
  const clock = drivenClock(eight);
  const history = createRunHistory(database, clock);
  const begin = (number: number): OpenRunLog => {
    const begun = history.begin(runIdFor(number), clock.now(), 'the schedule');
    if (!begun.ok) throw new Error(begun.problem.detail);
    return begun.value;
  };
  const read = (query: Partial<Parameters<typeof readProvisioningPage>[1]> = {}) =>
    readProvisioningPage(database, { ...provisioningQuerySchema.parse({}), ...query });
  return { path, database, clock, history, begin, read };
}

const namesIn = ({ items }: ReturnType<ReturnType<typeof openLog>['read']>) =>
  items.map(({ source }) => source.displayName);

describe('a record', () => {
  test('says who was changed how, when, in which run, how long it took and who started it', () => {
    const { begin, clock, read } = openLog();
    const log = begin(1);
    clock.advance(1_000);
    log.intend([{ change: changeFor('ada', 'create'), counted: [] }]);
    clock.advance(250);
    log.append([applied('ada', 'create')]);
    expect(read().items).toEqual([
      {
        id: 1,
        at: '2026-03-02T08:00:01.250Z',
        durationMs: 250,
        run: { runId: runIdFor(1), startedAt: eight, startedBy: 'the schedule' },
        action: 'create',
        status: 'success',
        isRepeat: false,
        source: expect.objectContaining({ objectGuid: objectGuidFor('ada'), displayName: 'ada' }),
        target: expect.objectContaining({ tenantObjectId: 'id-of-ada', userPrincipalName: 'ada@contoso.com' }),
        link: null,
        takenOver: null,
        problem: null,
        steps: expect.arrayContaining([{ step: 'apply', result: 'passed', detail: null }]),
        attributes: [{ name: 'accountEnabled', before: null, after: true }],
        approval: null,
        evidence: null,
      },
    ]);
  });

  test('of a change whose end nobody learned says so, and is completed in place when a later run finds out', () => {
    const { begin, clock, history, read } = openLog();
    const log = begin(1);
    clock.advance(5_000);
    log.intend([{ change: changeFor('ada', 'create'), counted: [] }]);
    expect(read().items).toEqual([]);
    history.closeInterrupted('2026-03-02T09:00:00.000Z');
    const [lost] = read().items;
    expect(lost).toMatchObject({
      status: 'unknown',
      at: '2026-03-02T08:00:05.000Z',
      problem: { code: 'run.interrupted' },
    });
    begin(2).observe([], [{ runId: runIdFor(1), change: changeFor('ada', 'create'), fate: 'made' }]);
    const known = read().items;
    expect(known).toMatchObject([{ status: 'success', at: '2026-03-02T08:00:05.000Z', problem: null }]);
    expect(known[0]?.id).toBeGreaterThan(lost?.id ?? Number.NaN);
  });

  test('that says the very same as the run before is a repeat, and shown when asked for', () => {
    const { begin, read } = openLog();
    for (const number of [1, 2, 3]) {
      const log = begin(number);
      if (number < 3) log.hold([heldBob]);
      else log.hold([{ ...heldBob, problem: problem('object.anchor-changed', 'bob') }]);
      log.append([{ kind: 'failed', change: changeFor('ada', 'create'), problem: conflict }]);
      log.finish(runReport({ runId: runIdFor(number) }));
    }
    const held = { status: 'held', order: 'oldest' } as const;
    expect(read(held).items.map(({ run, problem: reason }) => [run.runId, reason?.code])).toEqual([
      [runIdFor(1), 'object.value-invalid'],
      [runIdFor(3), 'object.anchor-changed'],
    ]);
    expect(read({ ...held, withRepeats: true }).items.map(({ isRepeat }) => isRepeat)).toEqual([false, true, false]);
    // Each attempt is one of its own.
    expect(read({ status: 'failure' }).items).toHaveLength(3);
  });
});

describe('an object is found', () => {
  const made = (name: string, displayName: string): Outcome => ({
    kind: 'applied',
    change: { ...changeFor(name, 'create'), displayName },
    tenantObjectId: tenantIdFor(name),
  });

  test('by display name, sign-in name and objectGUID, in whatever case and script', () => {
    const { begin, read } = openLog();
    begin(1).append([made('odegard', 'Émile ØDEGÅRD'), made('bob', 'Bob')]);
    for (const object of [
      'émile ødegård',
      'ÉMILE ØDEGÅRD',
      'ODEGARD@contoso.com',
      objectGuidFor('odegard').toUpperCase(),
    ])
      expect(namesIn(read({ object })), object).toEqual(['Émile ØDEGÅRD']);
    expect(read({ object: 'nobody' }).items).toEqual([]);
  });

  test('by a name with letters beyond a to z also in a run that broke off', () => {
    const { begin, history, read } = openLog();
    begin(1).intend([{ change: { ...changeFor('odegard', 'create'), displayName: 'ØDEGÅRD' }, counted: [] }]);
    history.closeInterrupted('2026-03-02T09:00:00.000Z');
    expect(read({ object: 'ødegård' }).items).toMatchObject([{ status: 'unknown' }]);
  });

  test('in the links that lead to it, by the name that it has there', () => {
    const { begin, read } = openLog();
    const link = linkFor('staff', 'ada', 'link');
    const log = begin(1);
    log.append([made('ada', 'Ada Lovelace'), { kind: 'applied', change: link, tenantObjectId: tenantIdFor('staff') }]);
    for (const object of [objectGuidFor('ada'), 'ada', 'ada lovelace', 'ada@contoso.com'])
      expect(namesIn(read({ object })), object).toEqual(['staff', 'Ada Lovelace']);
    expect(namesIn(read({ object: 'staff' }))).toEqual(['staff']);
  });
});

test('a change that waits for its next attempt is told once, until it is attempted', () => {
  const { begin, read } = openLog();
  const waiting: Outcome = {
    kind: 'waiting',
    change: changeFor('ada', 'create'),
    problem: conflict,
    nextAttemptAt: null,
  };
  for (const number of [1, 2, 3]) {
    const log = begin(number);
    log.append([waiting]);
    log.finish(runReport({ runId: runIdFor(number) }));
  }
  expect(read().items.map(({ run }) => run.runId)).toEqual([runIdFor(1)]);
});

describe('a page', () => {
  function filled() {
    const opened = openLog();
    const [first, second] = [opened.begin(1), opened.begin(2)];
    first.append([applied('ada', 'create')]);
    first.append([{ kind: 'failed', change: changeFor('bob', 'update'), problem: conflict }]);
    opened.clock.advance(3_600_000);
    second.append([applied('ada', 'update')]);
    second.append([{ kind: 'notAttempted', change: changeFor('eve', 'disable') }]);
    return opened;
  }

  test('begins with the newest record, or with the oldest, and leads on to the next page', () => {
    const { read } = filled();
    const first = read({ limit: 3 });
    expect(namesIn(first)).toEqual(['eve', 'ada', 'bob']);
    expect(namesIn(read({ limit: 3, cursor: first.next }))).toEqual(['ada']);
    expect(read({ limit: 3, cursor: first.next }).next).toBeNull();
    const oldest = read({ order: 'oldest', limit: 2 });
    expect(namesIn(oldest)).toEqual(['ada', 'bob']);
    expect(namesIn(read({ order: 'oldest', cursor: oldest.next }))).toEqual(['ada', 'eve']);
  });

  test.each([
    ['an objectGUID', { object: objectGuidFor('ada') }, ['ada', 'ada']],
    ['a sign-in name, however it is written', { object: 'ADA@contoso.com' }, ['ada', 'ada']],
    ['a run', { runId: runIdFor(1) }, ['bob', 'ada']],
    ['an action', { action: 'update' }, ['ada', 'bob']],
    ['a status', { status: 'skipped' }, ['eve']],
    ['a time to begin at', { from: '2026-03-02T10:00:00+01:00' }, ['eve', 'ada']],
    ['a time to end before', { until: '2026-03-02T09:00:00.000Z' }, ['bob', 'ada']],
    ['several of them', { object: objectGuidFor('ada'), action: 'update' }, ['ada']],
  ] as const)('can be of %s', (_what, filter, names) => {
    expect(namesIn(filled().read(filter))).toEqual(names);
  });

  test('stays below what a message holds, however long the values are', () => {
    const { begin, read } = openLog();
    const log = begin(1);
    const long = 'x'.repeat(900_000);
    for (const name of ['ada', 'bob', 'eve', 'zoe'])
      log.append([
        {
          kind: 'failed',
          change: changeFor(name, 'update', [{ name: 'jobTitle', before: null, after: long }]),
          problem: conflict,
        },
      ]);
    const first = read({ order: 'oldest' });
    expect(namesIn(first)).toEqual(['ada', 'bob', 'eve']);
    expect(namesIn(read({ order: 'oldest', cursor: first.next }))).toEqual(['zoe']);
  });
});

test('lines and entries are written together or not at all', () => {
  const { begin, database, history, read } = openLog();
  const log = begin(1);
  database.exec("CREATE TRIGGER refuse BEFORE INSERT ON provisioning_log BEGIN SELECT RAISE(ABORT, 'full'); END");
  expect(log.append([applied('ada', 'create')])).toMatchObject({ ok: false, problem: { code: 'data.write-failed' } });
  expect(history.entries(runIdFor(1), 0, 9)?.items).toEqual([]);
  expect(read().items).toEqual([]);
});

test('a reader reads in a thread of its own while the record is written, and again after a pause', async () => {
  const { path, begin } = openLog();
  const log = begin(1);
  log.append([applied('ada', 'create')]);
  const reader = createProvisioningReader(path);
  const query = provisioningQuerySchema.parse({});
  const first = await reader.read(query);
  log.append([applied('bob', 'create')]);
  const both = await Promise.all([reader.read(query), reader.read({ ...query, limit: 1 })]);
  await reader.close();
  const again = await reader.read(query);
  await reader.close();
  expect([first, ...both, again].map(namesIn)).toEqual([['ada'], ['bob', 'ada'], ['bob'], ['bob', 'ada']]);
});

test('a reader that cannot open the record says so to everybody who asks', async () => {
  const reader = createProvisioningReader(join(temporaryFolder(), 'record.db'));
  const query = provisioningQuerySchema.parse({});
  await expect(reader.read(query)).rejects.toThrow('unable to open database file');
  await expect(reader.read(query)).rejects.toThrow('unable to open database file');
});

test('an entry of the version before that was never settled gets a line when its run is closed', () => {
  const { database, begin, read } = openLog();
  begin(1).intend([{ change: changeFor('ada', 'create'), counted: [] }]);
  database.exec('UPDATE unknown_changes SET attempted_at = NULL');
  createProvisioningLog(database).closeUnknown(runIdFor(1));
  expect(read().items).toMatchObject([{ status: 'unknown', at: eight }]);
});
