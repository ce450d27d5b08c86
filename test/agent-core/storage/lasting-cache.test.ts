import { closeSync, existsSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openCacheDatabase } from '../../../agent-core/storage/cache-database.ts';
import { openLastingCache } from '../../../agent-core/storage/lasting-cache.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const now = '2026-03-02T08:00:00.000Z';
const people = Array.from({ length: 2_000 }, (_, index) => directoryUser(`user ${index}`));

/** Of many pages, closed. */
function filledCache(): string {
  const path = join(temporaryFolder(), 'cache.db');
  const cache = openCacheDatabase(path, now);
  cache.seen.remember(people);
  cache.close();
  return path;
}

/** As after a start, where every cache is a large one. */
function openAsLarge(path: string) {
  const cache = openLastingCache(path, () => now, false, 0);
  onTestFinished(() => cache.close());
  return cache;
}

test('a large cache that is whole is found to be so when it is needed, and stays', async () => {
  const cache = openAsLarge(filledCache());
  expect(await cache.ensureWhole()).toBeNull();
  expect(cache.seen.findAbsent([], ['contoso.com'])).toHaveLength(people.length);
});

test('a large cache that is damaged opens; before it is relied on it is set aside, and whoever holds a part of it has the new one', async () => {
  const path = filledCache();
  const file = openSync(path, 'r+');
  const firstOfItsLast = Math.floor((statSync(path).size * 3) / 4 / 4096) * 4096;
  writeSync(file, 'x'.repeat(4096 * 3), firstOfItsLast);
  closeSync(file);

  const cache = openAsLarge(path);
  const memory = cache.directories.of('contoso.com');
  expect(cache.problem).toBeNull();
  const aside = `${path}.damaged-20260302080000000`;
  expect(await cache.ensureWhole()).toMatchObject({ code: 'data.cache-rebuilt', detail: `set aside as ${aside}` });
  expect(existsSync(aside)).toBe(true);
  expect(memory.position()).toBeNull();
  expect(cache.seen.findAbsent([], ['contoso.com'])).toEqual([]);
  expect(cache.seen.remember(people)).toEqual({ ok: true, value: undefined });
  expect(await cache.ensureWhole()).toBeNull();
  expect(cache.seen.findAbsent([], ['contoso.com'])).toHaveLength(people.length);
});
