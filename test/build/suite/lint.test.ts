import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lint } from '../../../build/suite/lint.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

function project() {
  const dir = temporaryFolder();
  const write = (path: string, text: string) => writeFileSync(join(dir, path), text);
  for (const folder of ['agent-core', 'out']) mkdirSync(join(dir, folder));
  write('.biome.json', '{}');
  write('agent-core/run.ts', 'one');
  const ends: number[] = [];
  const runs = { count: 0 };
  const run = async () => {
    runs.count += 1;
    return ends.shift() ?? 0;
  };
  return { write, ends, runs, check: () => lint(run, { dir, stampPath: join(dir, '.cache', 'linted') }) };
}

test('what was in order is not linted again until a file, a rule or a file beside them changes', async () => {
  const { write, runs, check } = project();
  expect([await check(), await check()]).toEqual([true, true]);
  expect(runs.count).toBe(1);
  write('out/main.mjs', 'built');
  await check();
  expect(runs.count).toBe(1);
  const edits = [
    ['agent-core/run.ts', 'two'] as const,
    ['.biome.json', '{ }'] as const,
    ['agent-core/new.ts', ''] as const,
  ];
  for (const [index, [path, text]] of edits.entries()) {
    write(path, text);
    expect([await check(), await check()]).toEqual([true, true]);
    expect(runs.count).toBe(index + 2);
  }
});

test('what was not in order is linted again, also unchanged', async () => {
  const { ends, runs, check } = project();
  ends.push(1, 1);
  expect([await check(), await check(), await check(), await check()]).toEqual([false, false, true, true]);
  expect(runs.count).toBe(3);
});
