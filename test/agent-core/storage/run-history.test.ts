import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Change, ChangeKind } from '../../../agent-core/contract/plan.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { Outcome } from '../../../agent-core/contract/run-report.ts';
import { createEscrowStore } from '../../../agent-core/storage/escrow-store.ts';
import { createLinks } from '../../../agent-core/storage/links.ts';
import { openRecordDatabase } from '../../../agent-core/storage/record-database.ts';
import { createRunHistory, createSignInBlocks } from '../../../agent-core/storage/run-history.ts';
import { createUnknownChanges } from '../../../agent-core/storage/unknown-changes.ts';
import type { OpenRunLog } from '../../../agent-core/sync/memory.ts';
import { changeFor, namesFor } from '../../builders/changes.ts';
import { countStatements } from '../../builders/count-statements.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { anchorFor, objectGuidFor, runIdFor, tenantIdFor } from '../../builders/identifiers.ts';
import { memoryRecord } from '../../builders/memory-record.ts';
import { runReport } from '../../builders/run-report.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const now = '2026-03-02T08:00:00.000Z';
const applied = (name: string, kind: ChangeKind): Outcome => ({
  kind: 'applied',
  change: changeFor(name, kind),
  tenantObjectId: tenantIdFor(name),
});
const intention = (change: Change) => ({ change, counted: [] });
const heldBob = {
  objectType: 'user' as const,
  objectGuid: objectGuidFor('bob'),
  displayName: 'bob',
  userPrincipalName: null,
  problem: problem('object.value-invalid', 'title'),
};

function openHistory() {
  const dir = temporaryFolder();
  const record = openRecordDatabase({ path: join(dir, 'record.db'), backupsDir: dir, now, isNewRecordWanted: false });
  if (record.kind === 'protected') throw new Error(record.problem.detail);
  const { database } = record;
  onTestFinished(() => database.close());
  return {
    database,
    history: createRunHistory(database, drivenClock(now)),
    blocks: createSignInBlocks(database),
    unknown: createUnknownChanges(database),
  };
}

function begin({ history }: Pick<ReturnType<typeof openHistory>, 'history'>, number: number): OpenRunLog {
  const begun = history.begin(runIdFor(number), now, 'a test');
  if (!begun.ok) throw new Error(begun.problem.detail);
  return begun.value;
}

/** A history that read its database anew, as after a restart. */
const restart = (database: DatabaseSync) => createRunHistory(database, drivenClock(now));

test('the newest run is the one that was begun last among those that ended', () => {
  const opened = openHistory();
  expect(opened.history.newest()).toBeNull();
  const [first, second] = [begin(opened, 1), begin(opened, 2)];
  begin(opened, 3);
  second.finish(runReport({ runId: runIdFor(2) }));
  first.finish(runReport({ runId: runIdFor(1) }));
  expect(opened.history.newest()).toEqual(runReport({ runId: runIdFor(2) }));
  expect(restart(opened.database).newest()?.runId).toBe(runIdFor(2));
});

test('a run cannot be begun twice', () => {
  const opened = openHistory();
  begin(opened, 1);
  expect(opened.history.begin(runIdFor(1), now, 'a test')).toMatchObject({
    ok: false,
    problem: { code: 'data.write-failed' },
  });
});

describe('entries', () => {
  test('are read page by page, in the order in which they were written', () => {
    const opened = openHistory();
    const log = begin(opened, 1);
    const names = namesFor(5);
    for (const name of names) log.append([applied(name, 'update')]);
    log.hold([heldBob]);
    const first = opened.history.entries(runIdFor(1), 0, 4);
    expect(first?.items).toEqual(
      names.slice(0, 4).map((name) => ({ kind: 'outcome', outcome: applied(name, 'update') })),
    );
    expect(first?.next).toBe(4);
    const second = opened.history.entries(runIdFor(1), 4, 4);
    expect(second?.items.map((entry) => entry.kind)).toEqual(['outcome', 'held']);
    expect(second?.next).toBeNull();
    expect(opened.history.entries(runIdFor(1), 2, 4)?.next).toBeNull();
    expect(opened.history.entries(runIdFor(1), 99, 4)).toEqual({ items: [], next: null });
  });

  test('of two runs do not mix', () => {
    const opened = openHistory();
    const logs = [begin(opened, 1), begin(opened, 2)];
    logs[0]?.append([applied('ada', 'update')]);
    logs[1]?.append([applied('bob', 'update')]);
    expect(opened.history.entries(runIdFor(2), 0, 9)?.items).toHaveLength(1);
  });

  test('of a run that is not known are null, of one that did nothing an empty list', () => {
    const opened = openHistory();
    begin(opened, 1);
    expect(opened.history.entries(runIdFor(2), 0, 9)).toBeNull();
    expect(opened.history.entries(runIdFor(1), 0, 9)).toEqual({ items: [], next: null });
  });

  test('can be read while the run is in progress', () => {
    const opened = openHistory();
    begin(opened, 1).append([applied('ada', 'update')]);
    expect(restart(opened.database).entries(runIdFor(1), 0, 9)?.items).toHaveLength(1);
  });
});

describe('R13: a block is ours', () => {
  const joined = (name: string, isSignInAllowed: boolean) => ({
    objectGuid: objectGuidFor(name),
    anchor: anchorFor(name),
    isSignInAllowed,
    hasName: true,
    hasMail: false,
  });

  test('from the moment we meant to disable an account, whatever became of it, until we enabled it', () => {
    const opened = openHistory();
    const log = begin(opened, 1);
    log.intend([intention(changeFor('ada', 'disable'))]);
    log.intend([intention(changeFor('bob', 'disable'))]);
    expect(opened.blocks.read()).toEqual(new Set([anchorFor('ada'), anchorFor('bob')]));
    log.append([applied('ada', 'enable')]);
    expect(createSignInBlocks(opened.database).read()).toEqual(new Set([anchorFor('bob')]));
  });

  test('when the account is created without the right to sign in', () => {
    const opened = openHistory();
    begin(opened, 1).intend([
      intention(changeFor('ada', 'create', [{ name: 'accountEnabled', before: null, after: false }])),
    ]);
    expect(opened.blocks.read()).toEqual(new Set([anchorFor('ada')]));
  });

  test('not when sign-in is no matter of the change', () => {
    const opened = openHistory();
    begin(opened, 1).intend([intention(changeFor('ada', 'update'))]);
    expect(opened.blocks.read()).toEqual(new Set());
  });

  test('no longer once somebody was seen to have lifted it', () => {
    const opened = openHistory();
    const log = begin(opened, 1);
    for (const name of ['ada', 'bob']) log.intend([intention(changeFor(name, 'disable'))]);
    log.observe([joined('ada', true), joined('bob', false)], []);
    expect(opened.blocks.read()).toEqual(new Set([anchorFor('bob')]));
  });
});

test('R13: a deletion is ours from the moment it is sent, until the user is there again', () => {
  const { history, deletions } = memoryRecord();
  const begun = history.begin(runIdFor(1), '2026-03-02T08:00:00.000Z', 'a test');
  if (!begun.ok) throw new Error(begun.problem.detail);
  begun.value.intend([{ change: changeFor('ada', 'delete'), counted: [] }]);
  expect([...deletions.read()]).toEqual([anchorFor('ada')]);
  begun.value.observe(
    [
      {
        objectGuid: objectGuidFor('ada'),
        anchor: anchorFor('ada'),
        isSignInAllowed: true,
        hasName: true,
        hasMail: true,
      },
    ],
    [],
  );
  expect([...deletions.read()]).toEqual([]);
  begun.value.intend([{ change: changeFor('ada', 'delete'), counted: [] }]);
  begun.value.append([applied('ada', 'create')]);
  expect([...deletions.read()]).toEqual([]);
});

describe('R4: a link', () => {
  const at = (name: string, anchor: string) => ({
    objectGuid: objectGuidFor(name),
    anchor: anchorFor(anchor),
    isSignInAllowed: true,
    hasName: true,
    hasMail: false,
  });

  test('is kept from the first time an object was joined or created, and never replaced', () => {
    const opened = openHistory();
    const log = begin(opened, 1);
    log.observe([at('ada', 'ada')], []);
    log.append([applied('bob', 'create')]);
    log.observe([at('ada', 'elsewhere')], []);
    expect(createLinks(opened.database).read()).toEqual(
      new Map([
        [objectGuidFor('ada'), anchorFor('ada')],
        [objectGuidFor('bob'), anchorFor('bob')],
      ]),
    );
  });

  test.each(['disable', 'link', 'unlink', 'delete'] as const)(
    'R3: is not made by a change that joins nobody: %s',
    (kind) => {
      const opened = openHistory();
      begin(opened, 1).append([applied('ada', kind)]);
      expect(createLinks(opened.database).read().size).toBe(0);
    },
  );

  test('is not made by a change that failed', () => {
    const opened = openHistory();
    const reason = problem('tenant.conflict', 'ada');
    begin(opened, 1).append([{ kind: 'failed', change: changeFor('ada', 'create'), problem: reason }]);
    expect(createLinks(opened.database).read().size).toBe(0);
  });

  test('and its outcome are both written or neither', () => {
    const opened = openHistory();
    const log = begin(opened, 1);
    opened.database.exec(
      "CREATE TRIGGER refuse BEFORE INSERT ON links BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
    );
    expect(log.append([applied('ada', 'create')])).toMatchObject({ ok: false, problem: { code: 'data.write-failed' } });
    expect(opened.history.entries(runIdFor(1), 0, 9)?.items).toEqual([]);
  });
});

describe('a run that the agent did not live to end', () => {
  test('is closed at the next start as interrupted, with what it had done', () => {
    const opened = openHistory();
    const log = begin(opened, 1);
    log.append([applied('ada', 'create')]);
    log.append([{ kind: 'failed', change: changeFor('bob', 'update'), problem: problem('tenant.conflict', 'bob') }]);
    log.hold([heldBob]);
    const history = restart(opened.database);
    history.closeInterrupted('2026-03-03T08:00:00.000Z');
    expect(history.newest()).toMatchObject({
      runId: runIdFor(1),
      startedAt: now,
      result: 'failed',
      counts: { planned: { create: 1, update: 1 }, applied: 1, failed: 1 },
      problems: [{ code: 'run.interrupted', detail: 'noticed at 2026-03-03T08:00:00.000Z' }],
    });
    expect(history.entries(runIdFor(1), 0, 9)?.items).toHaveLength(3);
  });

  test('names the change that was under way as attempted and not known, until a later run says what became of it', () => {
    const opened = openHistory();
    const log = begin(opened, 1);
    const [ada, bob] = [changeFor('ada', 'create'), changeFor('bob', 'create')];
    log.intend([intention(ada)]);
    log.append([applied('ada', 'create')]);
    log.intend([intention(bob)]);
    const history = restart(opened.database);
    expect(opened.unknown.read()).toEqual([]);
    history.closeInterrupted(now);
    expect(history.newest()).toMatchObject({ isBroken: true, counts: { applied: 1, unknown: 1 } });
    const outcomes = () =>
      history.entries(runIdFor(1), 0, 9)?.items.map((entry) => 'outcome' in entry && entry.outcome);
    expect(outcomes()).toEqual([applied('ada', 'create'), { kind: 'unknown', change: bob, fate: null }]);
    expect(opened.unknown.read()).toEqual([{ runId: runIdFor(1), change: bob }]);

    const next = begin(opened, 2);
    next.observe([], [{ runId: runIdFor(1), change: bob, fate: 'made' }]);
    expect(outcomes()).toEqual([applied('ada', 'create'), { kind: 'unknown', change: bob, fate: 'made' }]);
    expect(opened.unknown.read()).toEqual([]);
  });

  test('R30: of a change whose reply was lost is unknown, and waits for a later run to find out', () => {
    const opened = openHistory();
    const log = begin(opened, 1);
    const ada = changeFor('ada', 'create');
    const lost = { kind: 'unknown', change: ada, fate: null, problem: problem('tenant.no-answer', 'graph') } as const;
    log.intend([intention(ada)]);
    log.append([lost]);
    log.finish(runReport());
    expect(opened.unknown.read()).toEqual([{ runId: runIdFor(1), change: ada }]);

    begin(opened, 2).observe([], [{ runId: runIdFor(1), change: ada, fate: 'made' }]);
    expect(opened.unknown.read()).toEqual([]);
    expect(opened.history.entries(runIdFor(1), 0, 9)?.items).toEqual([
      { kind: 'outcome', outcome: { ...lost, fate: 'made' } },
    ]);
  });

  test('of a change that is settled otherwise nothing stays unknown', () => {
    const opened = openHistory();
    const log = begin(opened, 1);
    const reason = problem('tenant.conflict', 'ada');
    log.intend([intention(changeFor('ada', 'create'))]);
    log.append([{ kind: 'failed', change: changeFor('ada', 'create'), problem: reason }]);
    log.append([{ kind: 'notAttempted', change: changeFor('bob', 'create') }]);
    log.finish(runReport());
    expect(opened.unknown.read()).toEqual([]);
    expect(opened.history.entries(runIdFor(1), 0, 9)?.items).toHaveLength(2);
  });

  test('is closed once: what has ended stays as it is', () => {
    const opened = openHistory();
    begin(opened, 1).finish(runReport());
    begin(opened, 2);
    opened.history.closeInterrupted(now);
    opened.history.closeInterrupted('2026-03-04T08:00:00.000Z');
    expect(opened.history.newest()?.problems[0]?.detail).toBe(`noticed at ${now}`);
    expect(opened.database.prepare('SELECT count(*) AS open FROM runs WHERE report IS NULL').get()).toEqual({
      open: 0,
    });
  });
});

test('a record that cannot be written is a problem at each of its doors', () => {
  const opened = openHistory();
  const log = begin(opened, 1);
  opened.database.exec('PRAGMA query_only = ON');
  const refusals = [
    opened.history.begin(runIdFor(2), now, 'a test'),
    log.intend([intention(changeFor('ada', 'update'))]),
    log.append([applied('ada', 'update')]),
    log.hold([heldBob]),
    log.finish(runReport()),
  ];
  for (const refused of refusals) expect(refused).toMatchObject({ ok: false, problem: { code: 'data.write-failed' } });
});

test('who is joined is recorded with as many statements for many as for few, and nothing with none', () => {
  const log = begin(openHistory(), 1);
  const joined = (people: number) =>
    Array.from({ length: people }, (_, index) => {
      const name = `${people} ${index}`;
      const identity = { objectGuid: objectGuidFor(name), anchor: anchorFor(name) };
      return { ...identity, isSignInAllowed: index % 2 === 0, hasName: true, hasMail: false };
    });
  const forFew = countStatements(() => log.observe(joined(2), []));
  expect(countStatements(() => log.observe(joined(500), []))).toBe(forFew);
  expect(countStatements(() => [log.append([]), log.hold([])])).toBe(0);
});

test('what is previewed costs an entry and a line of the provisioning log, and all their names one statement', () => {
  const log = begin(openHistory(), 1);
  const previewed = (people: number) =>
    Array.from({ length: people }, (_, index): Outcome => {
      return { kind: 'previewed', change: changeFor(`${people} ${index}`, 'update') };
    });
  const forTen = countStatements(() => log.append(previewed(10)));
  expect(countStatements(() => log.append(previewed(30))) - forTen).toBeLessThanOrEqual(2 * 20);
});

test('the intentions of a wave stand in the record all together or not at all', () => {
  const opened = openHistory();
  const log = begin(opened, 1);
  const wave = [changeFor('ada', 'update'), changeFor('bob', 'disable')];
  opened.database.exec(`CREATE TRIGGER refuse BEFORE INSERT ON sign_in_blocks BEGIN SELECT RAISE(ABORT, 'full'); END`);
  expect(log.intend(wave.map(intention))).toMatchObject({ ok: false, problem: { code: 'data.write-failed' } });
  expect(opened.history.entries(runIdFor(1), 0, 9)?.items).toEqual([]);
  const outcomes = wave.map((change): Outcome => ({ kind: 'notAttempted', change }));
  expect(log.append(outcomes)).toMatchObject({ ok: true });
  expect(opened.history.entries(runIdFor(1), 0, 9)?.items).toEqual(
    outcomes.map((outcome) => ({ kind: 'outcome', outcome })),
  );
});

test('the clock of a change that failed starts once, is set by every failure, and ends when it is made', () => {
  const opened = openHistory();
  const change = changeFor('ada', 'create');
  const fails = (run: OpenRunLog, nextAttemptAt: string | null, detail: string) =>
    run.append([{ kind: 'failed', change, problem: problem('tenant.conflict', detail), nextAttemptAt }]);
  const clock = () => createEscrowStore(opened.database).read().get(change.digest);
  fails(begin(opened, 1), '2026-03-02T14:00:00.000Z', 'first');
  const later = opened.history.begin(runIdFor(2), '2026-03-30T08:00:00.000Z', 'a test');
  if (!later.ok) throw new Error(later.problem.detail);
  fails(later.value, null, 'second');
  expect(clock()).toEqual({ firstFailedAt: now, nextAttemptAt: null, problem: problem('tenant.conflict', 'second') });
  later.value.append([{ kind: 'failed', change, problem: problem('tenant.unavailable', 'third') }]);
  expect(clock()?.problem.detail).toBe('second');
  later.value.append([applied('ada', 'create')]);
  expect(clock()).toBeUndefined();
});
