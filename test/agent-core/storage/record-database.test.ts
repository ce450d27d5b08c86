import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { openRecordDatabase } from '../../../agent-core/storage/record-database.ts';
import { createSettingsStore } from '../../../agent-core/storage/settings-store.ts';
import { settings } from '../../builders/settings.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

function recordFolder() {
  const dir = temporaryFolder();
  const backupsDir = join(dir, 'backups');
  mkdirSync(backupsDir);
  const path = join(dir, 'record.db');
  const open = (day = '2026-03-02', isNewRecordWanted = false) =>
    openRecordDatabase({ path, backupsDir, now: `${day}T08:00:00.000Z`, isNewRecordWanted });
  /** Opens it, does something with it and closes it again. */
  const use = <Value>(work: (database: DatabaseSync) => Value, day?: string, isNewRecordWanted?: boolean): Value => {
    const record = open(day, isNewRecordWanted);
    if (record.kind === 'protected') throw new Error(record.problem.detail);
    const value = work(record.database);
    record.database.close();
    return value;
  };
  return { dir, path, backupsDir, open, use, backups: () => readdirSync(backupsDir).toSorted() };
}

const nothing = () => undefined;
const save = (tenantDisplayName: string) => (database: DatabaseSync) =>
  createSettingsStore(database).save(
    { settings: settings(), tenantDisplayName, passwordSecrets: { 'contoso.com': 'p' } },
    'now',
    'a test',
  );
const savedName = (database: DatabaseSync) => createSettingsStore(database).read()?.tenantDisplayName ?? null;
const damage = (path: string) => writeFileSync(path, 'this is no database '.repeat(50));

test('a backup in place of a record whose agent died is what it was: the journal that was left is set aside', () => {
  const folder = recordFolder();
  folder.use(save('Contoso'));
  folder.use(nothing, '2026-03-03');
  const record = folder.open('2026-03-03');
  if (record.kind === 'protected') throw new Error(record.problem.detail);
  save('Fabrikam')(record.database);
  // As the disk is after a power failure.
  const [journal, ...copies] = [`${folder.path}-wal`, `${folder.path}-shm`, folder.path].map((path) =>
    readFileSync(path),
  );
  record.database.close();
  writeFileSync(`${folder.path}-wal`, journal ?? '');
  writeFileSync(`${folder.path}-shm`, copies[0] ?? '');
  copyFileSync(join(folder.backupsDir, 'record-2026-03-03.db'), folder.path);
  expect(folder.use(savedName, '2026-03-04')).toBe('Contoso');
  expect(readdirSync(folder.dir).filter((name) => name.endsWith('-wal'))).toEqual([
    'record.db.was-damaged-20260304080000000-wal',
  ]);
});

test('the journal of an agent that died belongs to its record, and is played into that', () => {
  const folder = recordFolder();
  const record = folder.open();
  if (record.kind === 'protected') throw new Error(record.problem.detail);
  save('Contoso')(record.database);
  const files = ['', '-wal'].map((suffix) => [folder.path + suffix, readFileSync(folder.path + suffix)] as const);
  record.database.close();
  for (const [path, content] of files) writeFileSync(path, content);
  expect(folder.use(savedName)).toBe('Contoso');
});

describe('a damaged record', () => {
  test('is set aside unchanged, and the agent is protected from writing', () => {
    const folder = recordFolder();
    folder.use(save('Contoso'));
    damage(folder.path);
    const record = folder.open();
    expect(record).toMatchObject({ kind: 'protected', problem: { code: 'data.record-damaged' } });
    const aside = `${folder.path}.damaged-20260302080000000`;
    expect(readFileSync(aside, 'utf8')).toMatch(/^this is no database/);
    if (record.kind !== 'protected') return;
    expect(record.problem.detail).toContain(aside);
    expect(record.problem.detail).toContain(folder.backupsDir);
  });

  test('keeps the agent protected after every restart, until somebody decides', () => {
    const folder = recordFolder();
    folder.use(save('Contoso'));
    damage(folder.path);
    for (const day of ['2026-03-02', '2026-03-03', '2026-03-04']) {
      expect(folder.open(day)).toMatchObject({ kind: 'protected', problem: { code: 'data.record-damaged' } });
    }
  });

  test('is restored by copying a backup in its place', () => {
    const folder = recordFolder();
    folder.use(save('Contoso'), '2026-03-01');
    folder.use(nothing, '2026-03-02');
    damage(folder.path);
    expect(folder.open('2026-03-03').kind).toBe('protected');
    copyFileSync(join(folder.backupsDir, 'record-2026-03-02.db'), folder.path);
    expect(folder.use(savedName, '2026-03-03')).toBe('Contoso');
  });

  test('is replaced by a new one on purpose, and then the agent goes on', () => {
    const folder = recordFolder();
    folder.use(save('Contoso'));
    damage(folder.path);
    expect(folder.open().kind).toBe('protected');
    expect(folder.use(savedName, '2026-03-03', true)).toBeNull();
    expect(folder.use(savedName, '2026-03-04')).toBeNull();
  });

  test('can be replaced in the same start that finds it', () => {
    const folder = recordFolder();
    folder.use(save('Contoso'));
    damage(folder.path);
    expect(folder.use(savedName, '2026-03-03', true)).toBeNull();
    expect(readdirSync(folder.dir).filter((name) => name.includes('damaged'))).toHaveLength(1);
  });

  test('that was emptied is damaged, too: it is never taken for a new one', () => {
    const folder = recordFolder();
    folder.use(save('Contoso'));
    truncateSync(folder.path, 0);
    expect(folder.open()).toMatchObject({ kind: 'protected', problem: { code: 'data.record-damaged' } });
  });
});

test('a record that was damaged, restored and then lost is missing, not damaged', () => {
  const folder = recordFolder();
  folder.use(save('Contoso'), '2026-03-01');
  folder.use(nothing, '2026-03-02');
  damage(folder.path);
  expect(folder.open('2026-03-03')).toMatchObject({ problem: { code: 'data.record-damaged' } });
  copyFileSync(join(folder.backupsDir, 'record-2026-03-02.db'), folder.path);
  folder.use(nothing, '2026-03-03');
  expect(readdirSync(folder.dir)).toContain('record.db.was-damaged-20260303080000000');
  rmSync(folder.path);
  for (const day of ['2026-03-04', '2026-03-05'])
    expect(folder.open(day)).toMatchObject({ kind: 'protected', problem: { code: 'data.record-missing' } });
});

describe('a record that is gone', () => {
  const lost = () => {
    const folder = recordFolder();
    folder.use(save('Contoso'), '2026-03-01');
    folder.use(nothing, '2026-03-02');
    rmSync(folder.path);
    return folder;
  };

  test('is not taken for one that never was, as long as there are copies of it', () => {
    const folder = lost();
    for (const day of ['2026-03-02', '2026-03-03'])
      expect(folder.open(day)).toMatchObject({ kind: 'protected', problem: { code: 'data.record-missing' } });
    expect(readdirSync(folder.dir)).toEqual(['backups']);
  });

  test('leaves no journal behind that would be played into a copy', () => {
    const folder = lost();
    writeFileSync(`${folder.path}-wal`, 'what a killed agent had not put in place yet');
    const missing = { kind: 'protected', problem: { code: 'data.record-missing' } };
    expect(folder.open()).toMatchObject(missing);
    expect(readdirSync(folder.dir)).toEqual(['backups', 'record.db.damaged-20260302080000000-wal']);
    expect(folder.open()).toMatchObject(missing);
  });

  test('is restored by copying a backup in its place', () => {
    const folder = lost();
    copyFileSync(join(folder.backupsDir, 'record-2026-03-02.db'), folder.path);
    expect(folder.use(savedName, '2026-03-03')).toBe('Contoso');
  });

  test('is replaced by a new one on purpose', () => {
    const folder = lost();
    expect(folder.use(savedName, '2026-03-03', true)).toBeNull();
    expect(folder.use(savedName, '2026-03-04')).toBeNull();
  });
});

test.each(['gone', 'damaged', 'emptied'])(
  'a new record never overwrites a copy of an older one that is %s',
  async (how) => {
    const folder = recordFolder();
    folder.use(save('Contoso'), '2026-03-01');
    folder.use(nothing, '2026-03-02');
    if (how === 'gone') rmSync(folder.path);
    else if (how === 'damaged') damage(folder.path);
    else truncateSync(folder.path, 0);
    const record = folder.open('2026-03-02', true);
    if (record.kind === 'protected') throw new Error(record.problem.detail);
    expect(await record.backUp('2026-03-02T17:00:00.000Z')).toMatchObject({ ok: true });
    record.database.close();
    for (let day = 3; day <= 9; day += 1) folder.use(nothing, `2026-03-0${day}`);
    const kept = folder.backups().filter((name) => !name.startsWith('record-'));
    expect(kept).toEqual([1, 2].map((day) => `until-20260302080000000-record-2026-03-0${day}.db`));
    const copy = new DatabaseSync(join(folder.backupsDir, String(kept[1])), { readOnly: true });
    expect(savedName(copy)).toBe('Contoso');
    copy.close();
  },
);

test('wanting a new record does not cost a good one', () => {
  const folder = recordFolder();
  folder.use(save('Contoso'));
  expect(folder.use(savedName, '2026-03-03', true)).toBe('Contoso');
});

test('an agent that died in its first moment, before anything was recorded, begins again', () => {
  const folder = recordFolder();
  writeFileSync(folder.path, '');
  expect(folder.use(savedName)).toBeNull();
});

test('a record of a newer version is left where it is', () => {
  const folder = recordFolder();
  folder.use(save('Contoso'));
  const database = new DatabaseSync(folder.path);
  database.exec('PRAGMA user_version = 99');
  database.close();
  const newer = { kind: 'protected', problem: { code: 'data.newer-version', detail: 'record.db has version 99' } };
  expect(folder.open()).toMatchObject(newer);
  expect(folder.open('2026-03-03', true)).toMatchObject(newer);
  expect(readdirSync(folder.dir).filter((name) => name.includes('damaged'))).toEqual([]);
});

describe('a backup', () => {
  test('is made once a day, whole, and readable by nobody else', () => {
    const folder = recordFolder();
    folder.use(save('Contoso'), '2026-03-01');
    folder.use(save('Fabrikam'), '2026-03-02');
    folder.use(save('Adatum'), '2026-03-02');
    expect(folder.backups()).toEqual(['record-2026-03-01.db', 'record-2026-03-02.db']);
    const backup = new DatabaseSync(join(folder.backupsDir, 'record-2026-03-02.db'), { readOnly: true });
    expect(savedName(backup)).toBe('Contoso');
    expect(backup.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    backup.close();
  });

  test('is kept for the last seven days on which the agent started; other files stay', () => {
    const folder = recordFolder();
    writeFileSync(join(folder.backupsDir, 'record-of-mine.db'), '');
    for (let day = 1; day <= 9; day += 1) folder.use(nothing, `2026-03-0${day}`);
    const days = [3, 4, 5, 6, 7, 8, 9].map((day) => `record-2026-03-0${day}.db`);
    expect(folder.backups()).toEqual([...days, 'record-of-mine.db']);
  });

  test('on request takes the place of the earlier one of that day, and is whole while the record is written', async () => {
    const folder = recordFolder();
    const record = folder.open();
    if (record.kind === 'protected') throw new Error(record.problem.detail);
    save('Fabrikam')(record.database);
    const copied = record.backUp('2026-03-02T17:00:00.000Z');
    const again = record.backUp('2026-03-02T18:00:00.000Z');
    expect(await copied).toEqual({ ok: true, value: undefined });
    expect(await again).toEqual({ ok: true, value: undefined });
    await record.copied();
    expect(folder.backups()).toEqual(['record-2026-03-02.db']);
    const backup = new DatabaseSync(join(folder.backupsDir, 'record-2026-03-02.db'), { readOnly: true });
    expect(savedName(backup)).toBe('Fabrikam');
    backup.close();
    record.database.close();
  });

  test('that cannot be made is a problem, and the earlier one stays as it was', async () => {
    const folder = recordFolder();
    folder.use(save('Contoso'), '2026-03-01');
    const record = folder.open('2026-03-01');
    if (record.kind === 'protected') throw new Error(record.problem.detail);
    const before = readFileSync(join(folder.backupsDir, 'record-2026-03-01.db'));
    // A folder stands where the copy is made, so that SQLite cannot make it.
    mkdirSync(join(folder.backupsDir, 'record-2026-03-01.db.new', 'x'), { recursive: true });
    expect(await record.backUp('2026-03-01T17:00:00.000Z')).toMatchObject({
      problem: { code: 'data.write-failed', detail: 'ERR_FS_EISDIR' },
    });
    expect(readFileSync(join(folder.backupsDir, 'record-2026-03-01.db'))).toEqual(before);
    record.database.close();
  });

  test('is not made of a record that is damaged', () => {
    const folder = recordFolder();
    damage(folder.path);
    folder.open();
    expect(folder.backups()).toEqual([]);
  });
});

test('only the account of the agent can read the record', () => {
  const folder = recordFolder();
  folder.use(nothing);
  expect(statSync(folder.path).mode & 0o777).toBe(0o600);
});
