/** The record of runs: opened before a run starts, written while it happens, read page by page afterwards. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type RunId, runIdSchema, sourceAnchorSchema } from '../contract/identifiers.ts';
import type { Change, ChangeKind } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import type { ProblemCode } from '../contract/problem-catalogue.ts';
import { succeed } from '../contract/result.ts';
import {
  type Outcome,
  type ReportEntry,
  type RunReport,
  reportEntrySchema,
  runReportSchema,
} from '../contract/run-report.ts';
import { reportBrokenRun } from '../sync/broken-run.ts';
import type { Clock } from '../sync/clock.ts';
import { strippedObjects } from '../sync/guard/stripped.ts';
import type { Joined, OpenRunLog, OwnDeletions, RunLog, SignInBlocks } from '../sync/memory.ts';
import { createApprovals } from './approvals.ts';
import { inTransaction, tryWrite } from './database.ts';
import { createEscrowStore } from './escrow-store.ts';
import { createGuardHistory } from './guard-history.ts';
import { createHeldChanges } from './held-changes.ts';
import { createLinkKeeper } from './links.ts';
import { portionsOf } from './portions.ts';
import { createProvisioningLog, type ProvisioningLine } from './provisioning-log.ts';
import { createUnknownChanges } from './unknown-changes.ts';

export interface RunHistory extends RunLog {
  /** The newest run that has ended. */
  newest(): RunReport | null;
  /** Null when there is no such run, or it has not ended. */
  report(runId: RunId): RunReport | null;
  /** Null when there is no such run. */
  entries(runId: RunId, cursor: number, limit: number): EntryPage | null;
  /** Closes the record of runs that the agent did not live to end. @returns what is known of them */
  closeInterrupted(now: string): readonly RunReport[];
}

export interface EntryPage {
  readonly items: readonly ReportEntry[];
  readonly next: number | null;
}

const reportRowSchema = z.object({ report: z.string() });
interface Begun extends Pick<OpenRunLog, 'runId' | 'startedAt'> {
  /** Of the entry that is written next: nobody else writes any of this run. */
  readonly nextPosition: () => number;
}

const isAmong = 'anchor IN (SELECT value FROM json_each(?))';
const anchorOf = ({ anchor }: Joined) => anchor;

const unfinishedRowSchema = z.object({ run_id: runIdSchema, started_at: z.string() });
const entryRowSchema = z.object({ position: z.number(), entry: z.string() });

function parseReport(row: unknown): RunReport | null {
  return row === undefined ? null : runReportSchema.parse(JSON.parse(reportRowSchema.parse(row).report));
}

/** Where the record says of a change that it was attempted, and since when. */
interface Intended {
  readonly position: number;
  readonly counted: readonly string[];
  readonly atMs: number;
}

export function createRunHistory(database: DatabaseSync, clock: Clock): RunHistory {
  const insertRun = database.prepare(
    'INSERT INTO runs (run_id, sequence, started_at, started_by) SELECT ?, coalesce(max(sequence), 0) + 1, ?, ? FROM runs',
  );
  const finishRun = database.prepare('UPDATE runs SET report = ? WHERE run_id = ?');
  const insertEntry = database.prepare('INSERT INTO run_entries (run_id, position, entry) VALUES (?, ?, ?)');
  const replaceEntry = database.prepare('UPDATE run_entries SET entry = ? WHERE run_id = ? AND position = ?');
  const escrows = createEscrowStore(database);
  const guarded = createGuardHistory(database);
  const approvals = createApprovals(database);
  const held = createHeldChanges(database);
  const provisioning = createProvisioningLog(database);
  const unknown = createUnknownChanges(database);
  const links = createLinkKeeper(database);
  const addBlock = database.prepare('INSERT OR REPLACE INTO sign_in_blocks (anchor, run_id) VALUES (?, ?)');
  const removeBlock = database.prepare('DELETE FROM sign_in_blocks WHERE anchor = ?');
  const removeBlocks = database.prepare(`DELETE FROM sign_in_blocks WHERE ${isAmong}`);
  const addDeletion = database.prepare('INSERT OR REPLACE INTO own_deletions (anchor, run_id) VALUES (?, ?)');
  const removeDeletion = database.prepare('DELETE FROM own_deletions WHERE anchor = ?');
  const removeDeletions = database.prepare(`DELETE FROM own_deletions WHERE ${isAmong}`);
  const readNewest = database.prepare(
    'SELECT report FROM runs WHERE report IS NOT NULL ORDER BY sequence DESC LIMIT 1',
  );
  const readReport = database.prepare('SELECT report FROM runs WHERE run_id = ? AND report IS NOT NULL');
  const readUnfinished = database.prepare('SELECT run_id, started_at FROM runs WHERE report IS NULL');
  const findRun = database.prepare('SELECT 1 FROM runs WHERE run_id = ?');
  const readEntries = database.prepare(
    'SELECT position, entry FROM run_entries WHERE run_id = ? AND position >= ? ORDER BY position LIMIT ?',
  );

  const insert = ({ runId, nextPosition }: Begun, entry: ReportEntry): number => {
    const position = nextPosition();
    insertEntry.run(runId, position, JSON.stringify(entry));
    return position;
  };
  const append = (begun: Begun, entry: ReportEntry): ProvisioningLine => ({
    position: insert(begun, entry),
    ...{ entry, at: clock.now(), durationMs: null },
  });
  const observe = (joined: readonly Joined[]) => {
    links.observe(joined);
    // They are there again: a later deletion would be somebody else's.
    removeDeletions.run(JSON.stringify(joined.map(anchorOf)));
    // Whoever lifted it: from here on a block would be somebody else's.
    removeBlocks.run(JSON.stringify(joined.filter(({ isSignInAllowed }) => isSignInAllowed).map(anchorOf)));
  };
  const intend = (begun: Begun, change: Change, counted: readonly string[]): Intended => {
    const { runId } = begun;
    const position = insert(begun, { kind: 'outcome', outcome: { kind: 'unknown', change, fate: null } });
    unknown.note(runId, position, clock.now());
    const blocks = change.attributes.some(({ name, after }) => name === 'accountEnabled' && after === false);
    if (blocks) addBlock.run(change.anchor, runId);
    if (change.kind === 'delete') addDeletion.run(change.anchor, runId);
    return { position, counted, atMs: clock.monotonicMs() };
  };
  const complete = ({ runId }: Begun, outcome: Outcome, { position, atMs }: Intended): ProvisioningLine => {
    const entry: ReportEntry = { kind: 'outcome', outcome };
    replaceEntry.run(JSON.stringify(entry), runId, position);
    if (outcome.kind !== 'unknown') unknown.forget(runId, position);
    return { position, entry, at: clock.now(), durationMs: Math.round(clock.monotonicMs() - atMs) };
  };
  const learn = ({ runId, startedAt }: Begun, outcome: Outcome, intended: Intended | undefined) => {
    escrows.learn(outcome, startedAt);
    if (isKnownUndone(outcome)) guarded.forget(runId, outcome.change.digest);
    if (outcome.kind !== 'applied') return;
    approvals.use(outcome.change.digest);
    guarded.noteWritten(runId, startedAt, outcome.change);
    // A later deletion of what is made anew would be somebody else's.
    if (outcome.change.kind === 'create') removeDeletion.run(outcome.change.anchor);
    if (outcome.change.kind === 'enable') removeBlock.run(outcome.change.anchor);
    if (!joins.has(outcome.change.kind)) return;
    links.keep(outcome.change);
    if (intended?.counted.includes(strippedObjects.name)) links.release(outcome.change, runId);
  };
  /** @returns what the provisioning log says of it */
  const settle = (begun: Begun, outcome: Outcome, intended: Intended | undefined): ProvisioningLine => {
    const line =
      intended === undefined ? append(begun, { kind: 'outcome', outcome }) : complete(begun, outcome, intended);
    if (intended === undefined && outcome.kind === 'held') held.note(begun.runId, line.position, outcome);
    learn(begun, outcome, intended);
    return line;
  };
  const finish = (report: RunReport, knowsAllHeld: boolean, filledDomains: readonly string[]) => {
    provisioning.closeUnknown(report.runId);
    finishRun.run(JSON.stringify(report), report.runId);
    guarded.noteEnd(report, filledDomains);
    held.end(report.runId, knowsAllHeld);
  };
  const readPage = (runId: RunId, cursor: number, limit: number): EntryPage => {
    const rows = readEntries.all(runId, cursor, limit + 1).map((row) => entryRowSchema.parse(row));
    const items = rows.slice(0, limit).map((row) => reportEntrySchema.parse(JSON.parse(row.entry)));
    return { items, next: rows[limit]?.position ?? null };
  };

  return {
    begin: (runId, startedAt, startedBy) => {
      const inserted = tryWrite(() => insertRun.run(runId, startedAt, startedBy));
      if (!inserted.ok) return inserted;
      const intended = new Map<string, Intended>();
      let position = 0;
      const begun: Begun = { runId, startedAt, nextPosition: () => position++ };
      /** Where there is nothing to be written, nothing has to reach the disk. */
      const write = (isAny: boolean, work: () => void) =>
        isAny ? tryWrite(() => inTransaction(database, work)) : succeed(undefined);
      return {
        ok: true,
        value: {
          runId,
          startedAt,
          hold: (held) =>
            write(held.length > 0, () => {
              const lines = held.map((object) => append(begun, { kind: 'held', held: object }));
              provisioning.write(runId, lines);
            }),
          observe: (joined, settled) =>
            tryWrite(() =>
              inTransaction(database, () => {
                for (const some of portionsOf(joined)) observe(some);
                for (const { runId: broken, position, entry } of unknown.settle(settled))
                  provisioning.complete(broken, position, entry);
                for (const { runId: broken, change, fate } of settled) {
                  if (fate === 'notMade') guarded.forget(broken, change.digest);
                  if (fate === 'made') approvals.use(change.digest);
                }
                guarded.prune(startedAt);
              }),
            ),
          intend: (intentions) =>
            tryWrite(() => {
              const written = inTransaction(database, () =>
                intentions.map(({ change, counted }) => {
                  guarded.note(runId, startedAt, change.digest, counted);
                  return [change.digest, intend(begun, change, counted)] as const;
                }),
              );
              for (const [digest, position] of written) intended.set(digest, position);
            }),
          append: (outcomes) =>
            write(outcomes.length > 0, () => {
              const lines = outcomes.map((outcome) => settle(begun, outcome, intended.get(outcome.change.digest)));
              provisioning.write(runId, lines);
            }),
          finish: (report, filledDomains = []) =>
            tryWrite(() => inTransaction(database, () => finish(report, isWhole(report), filledDomains))),
        },
      };
    },
    newest: () => parseReport(readNewest.get()),
    report: (runId) => parseReport(readReport.get(runId)),
    entries: (runId, cursor, limit) => (findRun.get(runId) === undefined ? null : readPage(runId, cursor, limit)),
    closeInterrupted: (now) =>
      readUnfinished.all().map((found) => {
        const row = unfinishedRowSchema.parse(found);
        const { items } = readPage(row.run_id, 0, Number.MAX_SAFE_INTEGER - 1);
        const outcomes = items.flatMap((entry) => (entry.kind === 'outcome' ? [entry.outcome] : []));
        const reason = problem('run.interrupted', `noticed at ${now}`);
        const report = reportBrokenRun(row.run_id, row.started_at, reason, outcomes);
        inTransaction(database, () => finish(report, false, []));
        return report;
      }),
  };
}

/** What this run does not hold is not held any more. */
const isWhole = ({ directory, tenant, isBroken }: RunReport) => directory.isComplete && tenant.isComplete && !isBroken;

/** What makes an account or a group the object's, or follows the guard's leave to take it over. Whatever else is done to one does not make it ours (rule R3). */
const joins: ReadonlySet<ChangeKind> = new Set(['create', 'update', 'restore', 'enable']);

/** Refusals by which the change was certainly not made. After any other failure it may have been, and goes on counting. */
const refusals: ReadonlySet<string> = new Set<ProblemCode>([
  'tenant.conflict',
  'tenant.refused-value',
  'tenant.not-found',
  'tenant.throttled',
  'tenant.unauthorized',
  'data.write-failed',
  // Found out before anything was sent.
  'object.value-not-free',
  'object.reference-unresolved',
]);

function isKnownUndone(outcome: Outcome): boolean {
  if (outcome.kind === 'notAttempted' || outcome.kind === 'held') return true;
  return outcome.kind === 'failed' && refusals.has(outcome.problem.code);
}

export function createSignInBlocks(database: DatabaseSync): SignInBlocks {
  return readAnchors(database, 'sign_in_blocks');
}

export function createOwnDeletions(database: DatabaseSync): OwnDeletions {
  return readAnchors(database, 'own_deletions');
}

function readAnchors(database: DatabaseSync, table: 'sign_in_blocks' | 'own_deletions') {
  const readAll = database.prepare(`SELECT anchor FROM ${table}`);
  const rowSchema = z.object({ anchor: sourceAnchorSchema });
  return { read: () => new Set(readAll.all().map((row) => rowSchema.parse(row).anchor)) };
}
