import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { putBackFilename } from '../../../agent-core/contract/data-files.ts';
import { restoreSnapshot, takeSnapshot } from '../../../agent-core/updater/snapshot.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

function folders() {
  const dir = temporaryFolder();
  const dataDir = join(dir, 'data');
  mkdirSync(dataDir);
  const write = (name: string, content: string) => writeFileSync(join(dataDir, name), content);
  const read = (name: string) => (existsSync(join(dataDir, name)) ? readFileSync(join(dataDir, name), 'utf8') : null);
  return { dir, dataDir, snapshotDir: join(dir, 'snapshot'), write, read };
}

test('both databases come back as they were, with what had not been moved into them, and without what came later', async () => {
  const { dataDir, snapshotDir, write, read } = folders();
  write('record.db', 'record before');
  write('record.db-wal', 'journal before');
  write('cache.db', 'cache before');
  expect(await takeSnapshot(dataDir, snapshotDir)).toMatchObject({ ok: true });
  write('record.db', 'record after');
  rmSync(join(dataDir, 'record.db-wal'));
  write('record.db-shm', 'index after');
  write('cache.db-wal', 'journal after');
  expect(await restoreSnapshot(snapshotDir, dataDir)).toMatchObject({ ok: true });
  expect(['record.db', 'record.db-wal', 'record.db-shm', 'cache.db', 'cache.db-wal'].map(read)).toEqual([
    'record before',
    'journal before',
    null,
    'cache before',
    null,
  ]);
});

test('whoever puts a snapshot back leaves word of it for the agent, and may do so twice', async () => {
  const { dataDir, snapshotDir, write, read } = folders();
  write('record.db', 'before');
  await takeSnapshot(dataDir, snapshotDir);
  expect(read(putBackFilename)).toBeNull();
  await restoreSnapshot(snapshotDir, dataDir);
  expect(await restoreSnapshot(snapshotDir, dataDir)).toMatchObject({ ok: true });
  expect(read(putBackFilename)).toBe('');
});

test('a snapshot that was cut off is none', async () => {
  const { dataDir, snapshotDir, write, read } = folders();
  write('record.db', 'before');
  await takeSnapshot(dataDir, snapshotDir);
  rmSync(join(snapshotDir, 'complete.json'));
  write('record.db', 'after');
  expect(await restoreSnapshot(snapshotDir, dataDir)).toMatchObject({
    ok: false,
    problem: { code: 'updates.cannot-return' },
  });
  expect(read('record.db')).toBe('after');
});

test('neither links nor folders of the agent lead the updater anywhere else, on either way', async () => {
  const { dir, dataDir, snapshotDir, write } = folders();
  const foreign = join(dir, 'of-the-system');
  writeFileSync(foreign, 'secret');
  const traps: Readonly<Record<string, (path: string) => void>> = {
    'a link': (path) => symlinkSync(foreign, path),
    'another name of a file': (path) => linkSync(foreign, path),
    'a folder': (path) => mkdirSync(path),
  };
  for (const [what, lay] of Object.entries(traps)) {
    for (const name of ['record.db', 'cache.db-wal', putBackFilename]) {
      const path = join(dataDir, name);
      write('record.db', 'before');
      expect((await takeSnapshot(dataDir, snapshotDir)).ok).toBe(true);
      rmSync(path, { force: true });
      lay(path);
      expect(await restoreSnapshot(snapshotDir, dataDir), what).toMatchObject({ ok: false });
      expect(await takeSnapshot(dataDir, snapshotDir), what).toMatchObject({
        ok: false,
        problem: { code: 'updates.snapshot-failed' },
      });
      rmSync(path, { recursive: true });
    }
  }
  expect(readFileSync(foreign, 'utf8')).toBe('secret');
  const linkedDir = join(dir, 'linked');
  symlinkSync(dataDir, linkedDir);
  expect(await takeSnapshot(linkedDir, snapshotDir)).toMatchObject({ ok: false });
});
