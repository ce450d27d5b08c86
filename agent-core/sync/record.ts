/** Step 8: sum up what happened and close the record. */
import type { Finding, HeldObject } from '../contract/plan.ts';
import type { Problem } from '../contract/problem.ts';
import type { Result } from '../contract/result.ts';
import type { RunReport, SideReport } from '../contract/run-report.ts';
import { describeAbsent, tellAbsent, withoutEvidence } from './absent.ts';
import type { Applied } from './apply.ts';
import { countRun } from './count-run.ts';
import { findExpired, noteExpired } from './expired-accounts.ts';
import { filledDomains } from './guard/creates.ts';
import type { Guarded } from './guard.ts';
import type { Imported } from './import.ts';
import type { OpenRunLog, SeenObjects } from './memory.ts';
import { judgeQuarantine } from './quarantine.ts';
import type { Reading } from './reading.ts';
import { countWaits } from './removal-waiting.ts';
import { people } from './scope.ts';
import type { ScopedSides } from './scope-sides.ts';

export interface Recorded {
  readonly imported: Imported;
  readonly scoped: ScopedSides;
  readonly guarded: Guarded;
  readonly applied: Applied;
  /** What is said of approvals that are over by this run. */
  readonly lapsed: Result<readonly Finding[]>;
  /** What each step took until now, and all of them together. */
  readonly measured: () => Pick<RunReport, 'steps' | 'durationMs'>;
  readonly isCancelled: boolean;
  /** As the run before left it. */
  readonly quarantineBefore: Problem | null;
}

/** The report says so itself when it could not be written. */
export function recordRun(recorded: Recorded, seen: SeenObjects, log: OpenRunLog): RunReport {
  const { imported, scoped, guarded, applied } = recorded;
  const { standing } = imported;
  const { held, leftScope, waiting, notWritable } = guarded.plan;
  const left = [...held, ...leftScope, ...waiting.map((one) => one.held), ...notWritable];
  const missed = {
    at: log.startedAt,
    absent: imported.absent.there.map(({ objectGuid }) => objectGuid),
    gone: imported.absent.gone,
  };
  const written = [
    log.hold([...left, ...untoldAbsent(recorded, left, log.startedAt)]),
    seen.remember([...imported.directory.objects, ...imported.groups.directory.objects], missed),
    seen.rememberWaited(guarded.plan.waited),
    recorded.lapsed,
  ];
  const counts = countRun(recorded);
  const problems = [
    ...imported.problems,
    ...(applied.endedBy === null ? [] : [applied.endedBy]),
    ...written.flatMap((result) => (result.ok ? [] : [result.problem])),
  ];
  // What was not planned or not tried cannot have failed.
  const isCutShort = recorded.isCancelled || problems.length > 0;
  const report: RunReport = {
    runId: log.runId,
    startedAt: log.startedAt,
    ...recorded.measured(),
    result: resultOf(recorded, problems, counts),
    directory: sideOf(
      { ...imported.directory, objects: people(imported.directory.objects) },
      imported.groups.directory,
      [...standing.domains.values()],
    ),
    domains: imported.domains.map(({ domain, reading }) => ({
      domain,
      users: (standing.domains.get(domain)?.users ?? 0) + people(reading.objects).length,
      groups:
        (standing.domains.get(domain)?.groups ?? 0) +
        imported.groups.directory.objects.filter((group) => group.domain === domain).length,
      isComplete: reading.problem === null,
      problem: reading.problem,
      fullRead: reading.fullRead ?? null,
    })),
    tenant: {
      ...sideOf(imported.tenant, imported.groups.tenant, [standing.tenant]),
      ...(imported.tenant.fullRead !== undefined && { fullRead: imported.tenant.fullRead }),
    },
    counts,
    removalWaits: countWaits(waiting),
    absentFirst: withoutEvidence(imported.absent.there, guarded.plan)
      .slice(0, absentNamed)
      .map((one) => describeAbsent(one, log.startedAt)),
    problems,
    findings: [
      ...scoped.findings,
      ...guarded.plan.findings,
      ...noteExpired(standing.expired ?? findExpired(scoped.inScope, imported.tenant.objects, log.startedAt)),
      ...guarded.findings.map((finding) => ({ ...finding, holds: [] })),
      ...(recorded.lapsed.ok ? recorded.lapsed.value : []),
    ],
    isBroken: false,
    settled: imported.settled,
    quarantine: isCutShort ? recorded.quarantineBefore : judgeQuarantine(applied.outcomes),
  };
  const readDomains = imported.domains.filter(({ reading }) => reading.problem === null).map(({ domain }) => domain);
  const inScope = [...scoped.inScope, ...scoped.groups.inScope];
  const finished = log.finish(report, filledDomains(readDomains, guarded.held, inScope));
  return finished.ok ? report : { ...report, result: 'failed', problems: [...problems, finished.problem] };
}

/** So many are named in the report itself; the others, too, are in its entries. */
const absentNamed = 5;

/** Whoever is deleted, held or waits to be removed is in the report with more to say than that. */
function untoldAbsent(
  { imported, guarded }: Recorded,
  left: readonly HeldObject[],
  now: string,
): readonly HeldObject[] {
  const told = new Set([...left, ...guarded.plan.changes].map(({ objectGuid }) => objectGuid));
  return imported.absent.there.filter(({ objectGuid }) => !told.has(objectGuid)).map((one) => tellAbsent(one, now));
}

/** @param standing what the steps were not given */
function sideOf(
  users: Reading<unknown>,
  groups: Reading<unknown>,
  standing: readonly Pick<SideReport, 'users' | 'groups'>[],
): SideReport {
  return {
    users: standing.reduce((sum, each) => sum + each.users, users.objects.length),
    groups: standing.reduce((sum, each) => sum + each.groups, groups.objects.length),
    isComplete: users.problem === null && groups.problem === null,
  };
}

/** A run fails when a side could not be read or it ended early; trouble with single objects is mentioned, not failure. */
function resultOf(
  { isCancelled, scoped }: Recorded,
  problems: readonly Problem[],
  counts: RunReport['counts'],
): RunReport['result'] {
  if (isCancelled) return 'cancelled';
  if (problems.length > 0) return 'failed';
  return counts.failed + counts.unknown + counts.waiting + counts.held + scoped.findings.length > 0
    ? 'succeededWithProblems'
    : 'succeeded';
}
