/** Step 8: sum up what happened and close the record. */
import type { Problem } from '../contract/problem.ts';
import type { RunReport, SideReport } from '../contract/run-report.ts';
import type { Applied } from './apply.ts';
import type { Guarded } from './guard.ts';
import type { Imported } from './import.ts';
import type { OpenRunLog, SeenObjects } from './memory.ts';
import { countChanges } from './plan.ts';
import { judgeQuarantine } from './quarantine.ts';
import type { Reading } from './reading.ts';
import type { Scoped } from './scope.ts';

export interface Recorded {
  readonly imported: Imported;
  readonly scoped: Scoped;
  readonly guarded: Guarded;
  readonly applied: Applied;
  /** What each step took until now, and all of them together. */
  readonly measured: () => Pick<RunReport, 'steps' | 'durationMs'>;
  readonly isCancelled: boolean;
  /** As the run before left it. */
  readonly quarantineBefore: Problem | null;
}

/** The report says so itself when it could not be written. */
export function recordRun(recorded: Recorded, seen: SeenObjects, log: OpenRunLog): RunReport {
  const { imported, scoped, guarded, applied } = recorded;
  const written = [
    log.hold([...guarded.plan.held, ...guarded.plan.leftScope, ...guarded.plan.waiting, ...guarded.plan.notWritable]),
    seen.remember(imported.directory.objects),
    seen.rememberWaited(guarded.plan.waited),
  ];
  const count = (kind: Applied['outcomes'][number]['kind']) =>
    applied.outcomes.filter((outcome) => outcome.kind === kind).length;
  const counts = {
    planned: countChanges(guarded.plan.changes),
    applied: count('applied'),
    failed: count('failed'),
    held: count('held') + guarded.plan.held.length,
    notAttempted: count('notAttempted'),
    waiting: count('waiting'),
    unknown: count('unknown'),
    unchanged: guarded.plan.unchanged,
    outOfScope: scoped.outOfScope.length,
    leftScope: guarded.plan.leftScope.length,
    notWritable: guarded.plan.notWritable.length,
    absent: imported.absent,
  };
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
    directory: sideOf(imported.directory, imported.groups.directory),
    domains: imported.domains.map(({ domain, reading }) => ({
      domain,
      users: reading.objects.length,
      groups: imported.groups.directory.objects.filter((group) => group.domain === domain).length,
      isComplete: reading.problem === null,
      problem: reading.problem,
      fullRead: reading.fullRead ?? null,
    })),
    tenant: sideOf(imported.tenant, imported.groups.tenant),
    counts,
    problems,
    findings: [
      ...scoped.findings,
      ...guarded.plan.findings,
      ...guarded.findings.map((finding) => ({ ...finding, holds: [] })),
    ],
    isBroken: false,
    settled: imported.settled,
    quarantine: isCutShort ? recorded.quarantineBefore : judgeQuarantine(applied.outcomes),
  };
  const finished = log.finish(report);
  return finished.ok ? report : { ...report, result: 'failed', problems: [...problems, finished.problem] };
}

function sideOf(users: Reading<unknown>, groups: Reading<unknown>): SideReport {
  return {
    users: users.objects.length,
    groups: groups.objects.length,
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
