/**
 * A run, from the first read to the last line of its report. These eight steps are the product: everything else feeds them,
 * carries them out or shows them. A preview is the same run with nothing in its hands that could write.
 */
import type { RunReport } from '../contract/run-report.ts';
import { applyPlan } from './apply.ts';
import { diffSides } from './diff-sides.ts';
import { holdBackWaiting } from './escrow.ts';
import { guardPlan } from './guard.ts';
import { importEverything } from './import-everything.ts';
import { lapseDecisions } from './lapse-decisions.ts';
import { mapSides } from './map-sides.ts';
import { planChanges } from './plan.ts';
import { readPrivileged } from './read-privileged.ts';
import { recordRun } from './record.ts';
import {
  contestedOf,
  escrowContextOf,
  guardContextOf,
  mapContextOf,
  type RunContext,
  removalContextOf,
} from './run-context.ts';
import { scopeSides } from './scope-sides.ts';
import { timeSteps } from './time-steps.ts';

/** @param signal stops the run between two changes; what was applied stays applied and is recorded. */
export async function run(context: RunContext, signal: AbortSignal): Promise<RunReport> {
  const { settings, seen, intent, log } = context;
  const { step, measured } = timeSteps(context);
  const contested = contestedOf(context);

  const { imported, removed } = await step('import', () => importEverything(context, signal));
  const scoped = await step('scope', () => scopeSides(imported, settings.groups));
  const mapped = await step('map', () => mapSides(scoped, mapContextOf(settings, imported)));
  const diffed = await step('diff', () => diffSides(mapped, imported, removalContextOf(context, imported, removed)));
  const plan = await step('plan', () => planChanges(diffed, contested));
  const guarded = await step('guard', async () => {
    const privileged = await readPrivileged(plan, context, signal);
    return guardPlan(plan, guardContextOf(context, { imported, scoped, plan, contested, privileged }));
  });
  // Part of apply, before anything is written: what failed before waits on its own clock, with what cannot go without it.
  const due = holdBackWaiting(guarded, escrowContextOf(context));
  const applied = await step('apply', () => applyPlan(due, imported.settled, intent, log, signal));
  const { quarantineBefore } = context;
  return step('record', () => {
    const ran = { imported, guarded, applied, isCancelled: signal.aborted };
    const lapsed = lapseDecisions(context, ran);
    return recordRun({ ...ran, scoped, lapsed, measured, quarantineBefore }, seen, log);
  });
}
