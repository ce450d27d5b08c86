import { describe, expect, test } from 'vitest';
import { runSteps } from '../../../../agent-core/contract/run-report.ts';
import { runStepOrder } from '../../../../renderer/console/overview/run-step-order.ts';
import { stepsOfReport, stepsWhileRunning } from '../../../../renderer/console/overview/step-progress.ts';
import { reportOf } from '../../../desktop/sample-data.ts';

const kindsOf = (steps: ReturnType<typeof stepsOfReport>) => steps.map(({ kind }) => kind);

test('the page draws the steps of the contract, in its order', () => {
  expect(runStepOrder).toEqual(runSteps);
});

describe('the steps of a report', () => {
  test('are done, the last of them without a time because it writes the report', () => {
    const steps = stepsOfReport(reportOf());
    expect(kindsOf(steps)).toEqual(Array(8).fill('done'));
    expect(steps[0]).toEqual({ step: 'import', kind: 'done', durationMs: 812 });
    expect(steps[7]).toEqual({ step: 'record', kind: 'done', durationMs: null });
  });

  test('show an import that did not see everything', () => {
    const report = reportOf({ tenant: { users: 7, groups: 0, isComplete: false } });
    expect(kindsOf(stepsOfReport(report)).slice(0, 2)).toEqual(['incomplete', 'done']);
  });

  test('are not done where there was nothing to do them with, nor where the last changes had no turn', () => {
    const unread = { users: 0, groups: 0, isComplete: false };
    const failed = reportOf({
      result: 'failed',
      directory: unread,
      tenant: unread,
      counts: { unchanged: 0, outOfScope: 0, notWritable: 0 },
    });
    expect(kindsOf(stepsOfReport(failed))).toEqual(['incomplete', ...Array(6).fill('notReached'), 'done']);
    const cut = reportOf({ result: 'cancelled', counts: { notAttempted: 3 } });
    expect(kindsOf(stepsOfReport(cut))).toEqual([...Array(6).fill('done'), 'incomplete', 'done']);
  });

  test('that were never reached are not done', () => {
    expect(kindsOf(stepsOfReport(reportOf({ steps: [] })))).toEqual(Array(8).fill('notReached'));
  });
});

test('while a run is in progress one step is under way, those before are done and those after wait', () => {
  const kinds = kindsOf(stepsWhileRunning('diff'));
  expect(kinds).toEqual(['done', 'done', 'done', 'running', 'waiting', 'waiting', 'waiting', 'waiting']);
});
