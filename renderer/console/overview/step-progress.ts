/** Where each of the eight steps stands: in a run that has ended, or in the one under way. */
import type { RunReport, RunStep } from '../../../electron/contract/bridge.ts';
import { runStepOrder } from './run-step-order.ts';

export type StepProgress =
  /** Incomplete: the step came to its end, but could not do all of its work. */
  | { readonly step: RunStep; readonly kind: 'done' | 'incomplete'; readonly durationMs: number | null }
  | { readonly step: RunStep; readonly kind: 'running' | 'waiting' | 'notReached' };

export function stepsOfReport(report: Pick<RunReport, 'steps' | 'directory' | 'tenant'>): readonly StepProgress[] {
  const isReadCompletely = report.directory.isComplete && report.tenant.isComplete;
  return runStepOrder.map((step) => {
    const measured = report.steps.find((done) => done.step === step);
    if (measured !== undefined) {
      const isComplete = step !== 'import' || isReadCompletely;
      return { step, kind: isComplete ? 'done' : 'incomplete', durationMs: measured.durationMs };
    }
    // A report is written by its last step, which therefore cannot measure itself.
    const isWriting = step === 'record' && report.steps.length > 0;
    return isWriting ? { step, kind: 'done', durationMs: null } : { step, kind: 'notReached' };
  });
}

export function stepsWhileRunning(current: RunStep): readonly StepProgress[] {
  const position = runStepOrder.indexOf(current);
  return runStepOrder.map((step, index) => {
    if (index < position) return { step, kind: 'done', durationMs: null };
    return { step, kind: index === position ? 'running' : 'waiting' };
  });
}
