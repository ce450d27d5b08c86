import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeMemoryFolder } from '../../../build/suite/memory-folder.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const plenty = { freeBytes: 2 ** 40, availableBytes: 2 ** 40 };

test('a run has a folder of its own in memory, which is gone afterwards with all that is in it', async () => {
  const memoryDir = temporaryFolder();
  const folder = await makeMemoryFolder({ dir: memoryDir, ...plenty });
  mkdirSync(join(folder?.dir ?? '', 'data'));
  expect(readdirSync(memoryDir)).toHaveLength(1);
  await folder?.remove();
  expect(readdirSync(memoryDir)).toEqual([]);
});

test('where there is little room nothing lies in memory', async () => {
  const dir = temporaryFolder();
  const little = { freeBytes: 64 * 1024 ** 2, availableBytes: 1024 ** 3 };
  expect(await makeMemoryFolder({ dir, ...plenty, freeBytes: little.freeBytes })).toBeNull();
  expect(await makeMemoryFolder({ dir, ...plenty, availableBytes: little.availableBytes })).toBeNull();
  expect(readdirSync(dir)).toEqual([]);
});

test('what a run left there that was killed is removed by the next one, and what belongs to one that goes on stays', async () => {
  const dir = temporaryFolder();
  // No process has a number as large: /proc/sys/kernel/pid_max.
  const [dead, living, foreign] = ['bh-tests-99999999', `bh-tests-${process.ppid}`, 'of-somebody-else'] as const;
  for (const name of [dead, living, foreign, `bh-tests-${process.pid}`])
    mkdirSync(join(dir, name, 'data'), { recursive: true });
  const folder = await makeMemoryFolder({ dir, ...plenty });
  expect(readdirSync(dir).toSorted()).toEqual([living, `bh-tests-${process.pid}`, foreign].toSorted());
  expect(existsSync(join(folder?.dir ?? '', 'data'))).toBe(false);
});
