/** The report of a run that went well and had nothing to do. */
import { type RunReport, runSteps } from '../../agent-core/contract/run-report.ts';
import { runIdFor } from './identifiers.ts';
import { noneCounted } from './run-counts.ts';

export function runReport(changes: Partial<RunReport> = {}): RunReport {
  return {
    runId: runIdFor(1),
    startedAt: '2026-03-02T08:00:00.000Z',
    durationMs: 1234,
    result: 'succeeded',
    steps: runSteps.map((step) => ({ step, durationMs: 1 })),
    directory: { users: 20, groups: 0, isComplete: true },
    domains: [{ domain: 'contoso.com', users: 20, groups: 0, isComplete: true, problem: null, fullRead: null }],
    tenant: { users: 18, groups: 0, isComplete: true },
    counts: { ...noneCounted(), unchanged: 18, outOfScope: 2, byType: null },
    removalWaits: [],
    absentFirst: [],
    problems: [],
    findings: [],
    isBroken: false,
    settled: [],
    quarantine: null,
    ...changes,
  };
}
