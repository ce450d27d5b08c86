/** The record of runs in memory, with the links and sign-in blocks that follow from it. */
import type { ChangeDigest, ObjectGuid, SourceAnchor, TenantObjectId } from '../../agent-core/contract/identifiers.ts';
import { type Problem, problem } from '../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../agent-core/contract/result.ts';
import type { Outcome, ReportEntry, RunReport } from '../../agent-core/contract/run-report.ts';
import type { Escrow } from '../../agent-core/sync/escrow.ts';
import { strippedObjects } from '../../agent-core/sync/guard/stripped.ts';
import type {
  Escrows,
  GuardHistory,
  Had,
  Links,
  OpenRunLog,
  OwnDeletions,
  RunLog,
  SignInBlocks,
  UnknownChange,
  UnknownChanges,
} from '../../agent-core/sync/memory.ts';
import { runIdFor } from './identifiers.ts';

export interface MemoryRunLog extends RunLog {
  readonly blocks: SignInBlocks;
  readonly deletions: OwnDeletions;
  readonly links: Links;
  readonly unknown: UnknownChanges;
  readonly escrows: Escrows;
  readonly guardHistory: GuardHistory;
  /** Everything recorded, run after run. */
  readonly entries: readonly ReportEntry[];
  readonly reports: readonly RunReport[];
  report(runId: RunReport['runId']): RunReport | null;
  /** A record that is open, for tests that need only one. */
  open(startedAt?: string): OpenRunLog;
  /** After so many more appended outcomes nothing can be written. */
  fillUpAfter(outcomes: number): void;
}

export const diskIsFull: Problem = problem('data.write-failed', 'the disk is full');

export function memoryRunLog(): MemoryRunLog {
  const entries: ReportEntry[] = [];
  const reports: RunReport[] = [];
  const blocked = new Set<SourceAnchor>();
  const deleted = new Set<SourceAnchor>();
  const links = new Map<ObjectGuid, SourceAnchor>();
  const had = new Map<ObjectGuid, Had>();
  const unknown = new Map<string, UnknownChange>();
  const counted: { at: string; kind: string; digest: ChangeDigest }[] = [];
  const escrows = new Map<ChangeDigest, Escrow>();
  const learnEscrow = (outcome: Outcome, at: string) => {
    const { kind, change } = outcome;
    if (kind === 'applied') escrows.delete(change.digest);
    if (kind !== 'failed' || outcome.nextAttemptAt === undefined) return;
    const firstFailedAt = escrows.get(change.digest)?.firstFailedAt ?? at;
    escrows.set(change.digest, { firstFailedAt, nextAttemptAt: outcome.nextAttemptAt, problem: outcome.problem });
  };
  const keepLink = (objectGuid: ObjectGuid, anchor: SourceAnchor, atFirst: Had) => {
    if (links.has(objectGuid)) return;
    links.set(objectGuid, anchor);
    had.set(objectGuid, atFirst);
  };
  const isHeldStripped = (since: number, objectGuid: ObjectGuid) =>
    entries
      .slice(since)
      .some(
        (entry) =>
          entry.kind === 'outcome' &&
          entry.outcome.kind === 'held' &&
          entry.outcome.findings?.includes(strippedObjects.name) === true &&
          entry.outcome.change.objectGuid === objectGuid,
      );
  let appendsLeft = Number.POSITIVE_INFINITY;
  let runs = 0;
  let isFilled = false;
  const filled = new Set<string>();
  let privileged: ReadonlySet<TenantObjectId> | null = null;
  const write = (work: () => void): Result<void> => {
    if (appendsLeft <= 0) return fail(diskIsFull);
    work();
    return succeed(undefined);
  };
  const begin = (runId: OpenRunLog['runId'], startedAt: string, begunAt = entries.length): OpenRunLog => ({
    runId,
    startedAt,
    hold: (held) => write(() => entries.push(...held.map((object) => ({ kind: 'held' as const, held: object })))),
    observe: (joined, settled) =>
      write(() => {
        for (const { change } of settled) unknown.delete(change.digest);
        for (const { objectGuid, anchor, isSignInAllowed, hasName, hasMail } of joined) {
          keepLink(objectGuid, anchor, { name: null, mail: null });
          const { name = null, mail = null } = had.get(objectGuid) ?? {};
          had.set(objectGuid, { name: hasName || name, mail: hasMail || mail });
          deleted.delete(anchor);
          if (isSignInAllowed) blocked.delete(anchor);
        }
      }),
    intend: (intentions) =>
      write(() => {
        for (const { change, counted: kinds } of intentions) {
          counted.push(...kinds.map((kind) => ({ at: startedAt, kind, digest: change.digest })));
          const blocks = change.attributes.some(({ name, after }) => name === 'accountEnabled' && after === false);
          if (blocks) blocked.add(change.anchor);
          if (change.kind === 'delete') deleted.add(change.anchor);
          unknown.set(change.digest, { runId, change });
        }
      }),
    append: (outcomes) => {
      const written = write(() => {
        for (const outcome of outcomes) {
          entries.push({ kind: 'outcome', outcome });
          if (outcome.kind !== 'unknown') unknown.delete(outcome.change.digest);
          learnEscrow(outcome, startedAt);
          if (outcome.kind !== 'applied') continue;
          if (outcome.change.kind === 'create') deleted.delete(outcome.change.anchor);
          const { kind, objectGuid, anchor, digest } = outcome.change;
          if (['create', 'update', 'restore', 'enable'].includes(kind)) {
            const atFirst = kind === 'create' ? false : null;
            keepLink(objectGuid, anchor, { name: atFirst, mail: atFirst });
            const isStripped = counted.some((one) => one.digest === digest && one.kind === strippedObjects.name);
            if (isStripped && !isHeldStripped(begunAt, objectGuid)) had.set(objectGuid, { name: false, mail: false });
          }
          if (outcome.change.kind === 'enable') blocked.delete(outcome.change.anchor);
        }
      });
      appendsLeft -= outcomes.length;
      return written;
    },
    finish: (report, filledDomains = []) =>
      write(() => {
        reports.push(report);
        const { result, tenant, counts } = report;
        const isWhole = result !== 'cancelled' && tenant.isComplete && counts.notAttempted + counts.unknown === 0;
        isFilled ||= isWhole && links.size > 0;
        if (isWhole && isFilled) for (const domain of filledDomains) filled.add(domain);
      }),
  });
  return {
    blocks: { read: () => new Set(blocked) },
    deletions: { read: () => new Set(deleted) },
    links: {
      read: () => new Map(links),
      among: (objectGuids, anchors) => ({
        anchors: new Map([...links].filter(([guid, anchor]) => objectGuids.includes(guid) || anchors.includes(anchor))),
        had,
      }),
    },
    escrows: { read: () => new Map(escrows) },
    unknown: { read: () => [...unknown.values()] },
    guardHistory: {
      contested: () => new Set(),
      countSince: (since, planned) => {
        const made = new Map<string, Set<ChangeDigest>>();
        for (const { at, kind, digest } of counted)
          if (at >= since && !planned.includes(digest)) made.set(kind, (made.get(kind) ?? new Set()).add(digest));
        return new Map([...made].map(([kind, digests]) => [kind, digests.size]));
      },
      isFilled: () => isFilled,
      filledDomains: () => filled,
      knownPrivileged: () => privileged,
      keepPrivileged: (holders) => {
        privileged = holders;
        return succeed(undefined);
      },
    },
    entries,
    reports,
    report: (runId) => reports.find((report) => report.runId === runId) ?? null,
    begin: (runId, startedAt) => succeed(begin(runId, startedAt)),
    open: (startedAt = '2026-03-02T08:00:00.000Z') => {
      runs += 1;
      return begin(runIdFor(runs), startedAt);
    },
    fillUpAfter: (outcomes) => {
      appendsLeft = outcomes;
    },
  };
}
