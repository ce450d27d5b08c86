/**
 * The report of a run that did not live to write its own: only the outcomes recorded by then are known. Every other number is zero
 * because the shape asks for one; `isBroken` keeps everybody from showing it.
 */
import type { RunId } from '../contract/identifiers.ts';
import type { Problem } from '../contract/problem.ts';
import type { Outcome, RunReport } from '../contract/run-report.ts';
import { countChanges } from './plan.ts';

export function reportBrokenRun(
  runId: RunId,
  startedAt: string,
  reason: Problem,
  outcomes: readonly Outcome[],
): RunReport {
  const count = (kind: Outcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind).length;
  const unread = { users: 0, groups: 0, isComplete: false };
  return {
    runId,
    startedAt,
    durationMs: 0,
    result: 'failed',
    steps: [],
    directory: unread,
    domains: [],
    tenant: unread,
    counts: {
      planned: countChanges(outcomes.map((outcome) => outcome.change)),
      applied: count('applied'),
      failed: count('failed'),
      held: count('held'),
      notAttempted: count('notAttempted'),
      waiting: count('waiting'),
      unknown: count('unknown'),
      unchanged: 0,
      outOfScope: 0,
      leftScope: 0,
      notWritable: 0,
      removalWaits: 0,
      absent: 0,
      byType: null,
    },
    removalWaits: [],
    absentFirst: [],
    problems: [reason],
    findings: [],
    isBroken: true,
    settled: [],
    quarantine: null,
  };
}
