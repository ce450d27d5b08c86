import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openCacheDatabase } from '../../../agent-core/storage/cache-database.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { objectGuidFor } from '../../builders/identifiers.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const now = '2026-03-02T08:00:00.000Z';

function openCache(path = join(temporaryFolder(), 'cache.db')) {
  const cache = openCacheDatabase(path, now);
  let isOpen = true;
  const close = () => {
    if (isOpen) cache.close();
    isOpen = false;
  };
  onTestFinished(close);
  return { ...cache, path, close };
}

describe('what was seen of the directory', () => {
  test('is remembered across restarts, keyed by objectGUID', () => {
    const cache = openCache();
    expect(cache.seen.remember([directoryUser('ada'), directoryUser('bob')])).toMatchObject({ ok: true });
    cache.close();
    const again = openCache(cache.path);
    expect(again.problem).toBeNull();
    expect(again.seen.countAbsent([], ['contoso.com'])).toBe(2);
    expect(again.seen.countAbsent([directoryUser('bob'), directoryUser('new')], ['contoso.com'])).toBe(1);
  });

  test('is replaced object by object; whoever is not named stays: absence proves nothing', () => {
    const { seen, path } = openCache();
    seen.remember([directoryUser('ada'), directoryUser('bob')]);
    seen.remember([directoryUser('ada', { title: 'Engineer' })]);
    expect(seen.countAbsent([], ['contoso.com'])).toBe(2);
    const reader = new DatabaseSync(path, { readOnly: true });
    const row = reader
      .prepare('SELECT attributes FROM directory_objects WHERE object_guid = ?')
      .get(objectGuidFor('ada'));
    reader.close();
    expect(String(row?.attributes)).toContain('Engineer');
  });
});

describe('a cache that cannot be used', () => {
  test('because it is damaged is set aside unchanged and begun anew, and says so', () => {
    const path = join(temporaryFolder(), 'cache.db');
    writeFileSync(path, 'this is no database '.repeat(50));
    const cache = openCache(path);
    expect(cache.problem).toMatchObject({ code: 'data.cache-rebuilt' });
    const aside = `${path}.damaged-20260302080000000`;
    expect(cache.problem?.detail).toContain(aside);
    expect(readFileSync(aside, 'utf8')).toMatch(/^this is no database/);
    expect(cache.seen.countAbsent([], ['contoso.com'])).toBe(0);
    expect(cache.seen.remember([directoryUser('ada')])).toMatchObject({ ok: true });
  });

  test('because a newer version wrote it is begun anew, without a word: nothing was lost', () => {
    const cache = openCache();
    cache.seen.remember([directoryUser('ada')]);
    cache.close();
    const database = new DatabaseSync(cache.path);
    database.exec('PRAGMA user_version = 99');
    database.close();
    const again = openCache(cache.path);
    expect(again.problem).toBeNull();
    expect(again.seen.countAbsent([], ['contoso.com'])).toBe(0);
  });
});

test('a cache that was deleted is begun anew, and nothing is amiss', () => {
  expect(openCache().problem).toBeNull();
});
