/** Where each of the eight steps stands: in a run that has ended, or in the one under way. */
import type { RunReport, RunStep } from '../../../electron/contract/bridge.ts';
import { runStepOrder } from './run-step-order.ts';

export type StepProgress =
  /** Incomplete: the step came to its end, but could not do all of its work. */
  | { readonly step: RunStep; readonly kind: 'done' | 'incomplete'; readonly durationMs: number | null }
  | { readonly step: RunStep; readonly kind: 'running' | 'waiting' | 'notReached' };

type ReportOfSteps = Pick<RunReport, 'steps' | 'directory' | 'tenant' | 'counts' | 'result'>;

export function stepsOfReport(report: ReportOfSteps): readonly StepProgress[] {
  const { directory, tenant, counts, result } = report;
  const isReadCompletely = directory.isComplete && tenant.isComplete;
  const isCutShort = counts.notAttempted > 0 && (result === 'failed' || result === 'cancelled');
  const hadNothing = !isReadCompletely && result === 'failed' && foundOut(counts) === 0;
  return runStepOrder.map((step) => {
    const measured = report.steps.find((done) => done.step === step);
    // A run that could not read goes through the other steps with empty hands.
    if (hadNothing && step !== 'import' && step !== 'record') return { step, kind: 'notReached' };
    if (measured !== undefined) {
      const isComplete = (step !== 'import' || isReadCompletely) && (step !== 'apply' || !isCutShort);
      return { step, kind: isComplete ? 'done' : 'incomplete', durationMs: measured.durationMs };
    }
    // A report is written by its last step, which therefore cannot measure itself.
    const isWriting = step === 'record' && report.steps.length > 0;
    return isWriting ? { step, kind: 'done', durationMs: null } : { step, kind: 'notReached' };
  });
}

/** What the steps after the import had to do with. */
function foundOut({
  planned,
  unchanged,
  held,
  outOfScope,
  leftScope,
  notWritable,
  absent,
}: RunReport['counts']): number {
  const changes = Object.values(planned).reduce((sum, count) => sum + count, 0);
  return changes + unchanged + held + outOfScope + leftScope + notWritable + absent;
}

export function stepsWhileRunning(current: RunStep): readonly StepProgress[] {
  const position = runStepOrder.indexOf(current);
  return runStepOrder.map((step, index) => {
    if (index < position) return { step, kind: 'done', durationMs: null };
    return { step, kind: index === position ? 'running' : 'waiting' };
  });
}
