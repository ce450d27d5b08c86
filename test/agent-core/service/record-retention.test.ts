import { expect, test, vi } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import { RecordRetention } from '../../../agent-core/service/record-retention.ts';
import type { RecordPruner } from '../../../agent-core/storage/prune-record.ts';
import { configuredParts } from '../../builders/agent-parts.ts';

function retained(prune: RecordPruner['prune']) {
  const parts = configuredParts();
  const retention = new RecordRetention({ ...parts, pruner: { prune }, readSettings: () => ({ days: 90 }) });
  return { ...parts, retention };
}

test('after a run the record is pruned until nothing is left to forget, by the days of the settings', async () => {
  const answers = [500, 3, 0];
  const prune = vi.fn(() => succeed(answers.shift() ?? 0));
  const { runner } = retained(prune);
  expect(prune).not.toHaveBeenCalled();
  runner.startRun();
  await expect.poll(() => prune).toHaveBeenCalledTimes(3);
  expect(prune).toHaveBeenCalledWith({
    keepsFrom: '2025-12-02T08:00:00.000Z',
    keepsRepeatsFrom: '2026-02-28T08:00:00.000Z',
    mostRepeats: 100_000,
  });
});

test('a record that cannot be pruned is told in the log, and tried again after the next run', async () => {
  const prune = vi.fn(() => fail(problem('data.write-failed', 'the disk is full')));
  const { runner, log } = retained(prune);
  runner.startRun();
  await expect.poll(() => JSON.stringify(log.lines)).toContain('the record could not be pruned');
  runner.startRun();
  await expect.poll(() => prune).toHaveBeenCalledTimes(2);
});

test('it stops between two steps when the agent does', async () => {
  const prune = vi.fn(() => succeed(500));
  const { runner, retention } = retained(prune);
  runner.startRun();
  await expect.poll(() => prune).toHaveBeenCalled();
  await retention.stop();
  const soFar = prune.mock.calls.length;
  runner.startRun();
  await runner.settled();
  expect(prune).toHaveBeenCalledTimes(soFar);
});
