import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findProcess, isRunning, startProcess, stopProcess } from './lab-process.ts';
import { withLock } from './with-lock.ts';

let dir: string;
let recordPath: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-process-'));
  recordPath = join(dir, 'process.json');
});
afterEach(async () => await rm(dir, { recursive: true, force: true }));

const startSleeper = async () =>
  await startProcess({ program: 'sleep', args: ['60'], recordPath, logPath: join(dir, 'log') });

test('a started process is found by its record and ends when it is stopped', async () => {
  const started = await startSleeper();
  expect(await findProcess(recordPath)).toStrictEqual(started);
  expect(await stopProcess(recordPath)).toBe(true);
  expect(isRunning(started)).toBe(false);
  expect(await findProcess(recordPath)).toBeUndefined();
  expect(await stopProcess(recordPath)).toBe(false);
});

test('when it is stopped, whom it started is gone, too', async () => {
  const [begun, late] = [join(dir, 'begun'), join(dir, 'late')];
  const child = `trap 'sleep 0.3; touch ${late}; exit' TERM; touch ${begun}; while :; do sleep 0.02; done`;
  const parent = `sh -c "$CHILD" & trap 'kill $!; exit' TERM; wait`;
  const environment = { CHILD: child };
  await startProcess({ program: 'sh', args: ['-c', parent], environment, recordPath, logPath: join(dir, 'log') });
  await expect.poll(() => existsSync(begun)).toBe(true);
  expect(await stopProcess(recordPath)).toBe(true);
  expect(existsSync(late)).toBe(true);
});

test('a process that took over the id of an earlier one is left alone', async () => {
  const started = await startSleeper();
  const stale = { ...started, startTicks: String(Number(started.startTicks) - 1) };
  await writeFile(recordPath, JSON.stringify(stale));
  expect(await stopProcess(recordPath)).toBe(false);
  expect(isRunning(started)).toBe(true);
  await writeFile(recordPath, JSON.stringify(started));
  await stopProcess(recordPath);
});

test('a program that is not there is a problem with a remedy', async () => {
  const missing = startProcess({ program: 'no-such-program', args: [], recordPath, logPath: join(dir, 'log') });
  await expect(missing).rejects.toMatchObject({ name: 'LabProblem', message: 'no-such-program could not be started.' });
});

test('a record that names no process is a problem', async () => {
  await writeFile(recordPath, '{"pid":1}');
  await expect(findProcess(recordPath)).rejects.toMatchObject({ name: 'LabProblem' });
});

test('work on one folder is done one after the other', async () => {
  const events: string[] = [];
  const work = (name: string) => async () => {
    events.push(`${name} begins`);
    await startSleeper();
    await stopProcess(recordPath);
    events.push(`${name} ends`);
  };
  await Promise.all([withLock(dir, work('one')), withLock(dir, work('other'))]);
  expect(events).toStrictEqual(['one begins', 'one ends', 'other begins', 'other ends']);
});
