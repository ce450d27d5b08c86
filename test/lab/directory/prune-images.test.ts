import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pruneImages } from './prune-images.ts';

const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 10, 23);
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-images-'));
});
afterEach(async () => await rm(dir, { recursive: true, force: true }));

async function addImage(name: string, unusedDays: number): Promise<void> {
  await mkdir(join(dir, name));
  const usedAt = new Date(nowMs - unusedDays * dayMs);
  await utimes(join(dir, name), usedAt, usedAt);
}

test('of one family the two images that were used last stay, of others all that were used within a month', async () => {
  await addImage('contoso-default-samba-1', 3);
  await addImage('contoso-default-samba-2', 1);
  await addImage('contoso-default-samba-3', 2);
  await addImage('contoso-small-samba-1', 29);
  await addImage('contoso-small-samba-2', 31);
  await pruneImages(dir, 'contoso-default-samba-', nowMs);
  expect((await readdir(dir)).toSorted()).toStrictEqual([
    'contoso-default-samba-2',
    'contoso-default-samba-3',
    'contoso-small-samba-1',
  ]);
});
