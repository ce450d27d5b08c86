import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const programPath = fileURLToPath(new URL('lab.ts', import.meta.url));
const emptyDir = join(tmpdir(), 'a-lab-that-was-never-started');

function runLab(...args: readonly string[]) {
  return spawnSync(process.execPath, [programPath, ...args], { encoding: 'utf8' });
}

test.each([
  [[], 'Say what to do: up, down, reset, status, answers, register.'],
  [['up', 'down'], 'up takes no further word.'],
  [['register'], 'register needs the name of one file.'],
  [['restart'], 'There is no command restart.'],
  [['up', '--force'], "Unknown option '--force'."],
  [['up', '--dir', ''], '--dir needs the name of a folder.'],
  [['up', '--seed', 'huge'], 'There is no seed huge.'],
  [['up', '--address', '0.0.0.0'], '0.0.0.0 is no loopback address'],
])('the arguments %j are answered with the usage', (args, sentence) => {
  const { status, stderr } = runLab(...args);
  expect(status).toBe(2);
  expect(stderr).toContain(sentence);
  expect(stderr).toContain('Usage: npm run lab');
});

test('the state of a lab that was never started is told, and nothing is made', () => {
  const { status, stdout } = runLab('status', '--json', '--dir', emptyDir);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toStrictEqual({ ok: true, directory: 'stopped', tenant: 'stopped', facts: null });
});

test('a folder that cannot be used is a problem with a remedy', () => {
  const { status, stderr } = runLab('status', '--dir', '/dev/null/lab');
  expect(status).toBe(1);
  expect(stderr).toContain('cannot be read.\nLook at the folder');
});
