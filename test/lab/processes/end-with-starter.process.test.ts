import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const modulePath = fileURLToPath(new URL('end-with-starter.ts', import.meta.url));

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'end-with-starter-'));
});
afterEach(async () => await rm(dir, { recursive: true, force: true }));

/** A process that wants `cleared` made when it is gone, and says so before it goes on with `then`. */
async function startStarter(then: string): Promise<ChildProcess> {
  const clear = JSON.stringify(['touch', join(dir, 'cleared')]);
  const script = [
    `import { endWithStarter } from ${JSON.stringify(modulePath)};`,
    `const release = endWithStarter(${clear});`,
    "process.stdout.write('ready');",
    then,
  ].join('\n');
  const starter = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(starter.stdout, 'data');
  return starter;
}

const isCleared = () => existsSync(join(dir, 'cleared'));
const untilTold = 'process.stdin.resume();';

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'what a process started is cleared away when it ends by %s',
  async (signal) => {
    const starter = await startStarter(untilTold);
    expect(isCleared()).toBe(false);
    starter.kill(signal);
    await expect.poll(isCleared).toBe(true);
  },
);

test('it does not keep its starter from ending, and is cleared away then', async () => {
  const starter = await startStarter('');
  expect(await once(starter, 'exit')).toEqual([0, null]);
  await expect.poll(isCleared).toBe(true);
});

test('what was released is left alone', async () => {
  const starter = await startStarter('await release();');
  expect(await once(starter, 'exit')).toEqual([0, null]);
  expect(isCleared()).toBe(false);
});
