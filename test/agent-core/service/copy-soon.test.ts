import { expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../../agent-core/contract/result.ts';
import { copySoon } from '../../../agent-core/service/copy-soon.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { memoryAgentLog } from '../../builders/memory-agent-log.ts';

function parts() {
  const clock = drivenClock();
  const log = memoryAgentLog();
  const begun: ((result: Result<void>) => void)[] = [];
  const backUp = () => new Promise<Result<void>>((resolve) => begun.push(resolve));
  const end = async (nth: number, result: Result<void> = succeed(undefined)) => {
    begun[nth]?.(result);
    await new Promise(setImmediate);
  };
  return { log, begun, end, ask: copySoon({ backUp, clock, log }) };
}

test('a decision is copied at once, and however many follow while that is done are copied once more', async () => {
  const { begun, end, ask } = parts();
  ask();
  expect(begun).toHaveLength(1);
  for (let count = 0; count < 50; count += 1) ask();
  expect(begun).toHaveLength(1);
  await end(0);
  expect(begun).toHaveLength(2);
  await end(1);
  expect(begun).toHaveLength(2);
  ask();
  expect(begun).toHaveLength(3);
});

test('a copy that fails is told, and the next decision is copied all the same', async () => {
  const { begun, end, ask, log } = parts();
  ask();
  await end(0, fail(problem('data.write-failed', 'the disk is full')));
  expect(log.lines).toEqual(['warn the record could not be backed up {"detail":"the disk is full"}']);
  ask();
  expect(begun).toHaveLength(2);
});

test('a defect is told as one, and copies go on', async () => {
  const log = memoryAgentLog();
  let count = 0;
  const backUp = () => {
    count += 1;
    return Promise.reject(new Error('a thread died'));
  };
  const ask = copySoon({ backUp, clock: drivenClock(), log });
  ask();
  await new Promise(setImmediate);
  expect(log.lines.join()).toContain('unexpected');
  ask();
  expect(count).toBe(2);
});
