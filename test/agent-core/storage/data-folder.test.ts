import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { newRecordWishFilename } from '../../../agent-core/contract/data-files.ts';
import {
  claimDataFolder,
  type DataFolder,
  isSetAside,
  setAside,
  takeNewRecordWish,
} from '../../../agent-core/storage/data-folder.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const modeOf = (path: string) => statSync(path).mode & 0o777;

/** The umask that claiming a folder sets is given back, since other tests share this process. */
function claim(dir: string): ReturnType<typeof claimDataFolder> {
  const umask = process.umask();
  onTestFinished(() => void process.umask(umask));
  return claimDataFolder(dir);
}

function claimed(dir: string): DataFolder {
  const folder = claim(dir);
  if (!folder.ok) throw new Error(folder.problem.detail);
  onTestFinished(() => {
    try {
      folder.value.release();
    } catch {
      // The test released it itself.
    }
  });
  return folder.value;
}

describe('a folder that is claimed', () => {
  test('is made when it is missing, and others may pass through and read nothing', () => {
    const dir = join(temporaryFolder(), 'a', 'b');
    const folder = claimed(dir);
    expect(folder.dir).toBe(resolve(dir));
    expect(modeOf(dir)).toBe(0o711);
    for (const inner of [folder.backupsDir, folder.secretsDir, folder.logsDir]) expect(modeOf(inner)).toBe(0o700);
    expect(modeOf(join(dir, 'agent.lock'))).toBe(0o600);
  });

  test('leaves whatever the process creates from then on to its account alone', () => {
    const folder = claimed(temporaryFolder());
    writeFileSync(join(folder.dir, 'file'), '');
    expect(modeOf(join(folder.dir, 'file'))).toBe(0o600);
  });

  test('cannot be claimed a second time, until it is released', () => {
    const dir = temporaryFolder();
    const first = claimed(dir);
    expect(claim(dir)).toMatchObject({ ok: false, problem: { code: 'data.in-use', detail: dir } });
    first.release();
    claimed(dir);
  });
});

describe('a folder that another process holds', () => {
  test('is refused while that process lives, and free once it was killed', async () => {
    const dir = temporaryFolder();
    const other = await processThatClaims(dir);
    expect(claim(dir)).toMatchObject({ ok: false, problem: { code: 'data.in-use' } });
    other.kill('SIGKILL');
    await once(other, 'exit');
    claimed(dir);
  });
});

describe('a folder that cannot be written is a problem', () => {
  test('when a file stands in its place', () => {
    const path = join(temporaryFolder(), 'file');
    writeFileSync(path, '');
    expect(claim(path)).toMatchObject({
      ok: false,
      problem: { code: 'data.untrusted-folder', detail: `${path} is not a folder` },
    });
  });

  test('when the file system takes nothing', () => {
    expect(claim('/proc/bridgehead')).toMatchObject({ ok: false, problem: { code: 'data.not-writable' } });
  });

  test('when the lock is no lock, which is not taken for another agent', () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, 'agent.lock'), 'this is no database '.repeat(50));
    expect(claim(dir)).toMatchObject({ ok: false, problem: { code: 'data.not-writable' } });
  });

  test('when a folder stands in the place of the lock', () => {
    const dir = temporaryFolder();
    mkdirSync(join(dir, 'agent.lock'));
    expect(claim(dir)).toMatchObject({ ok: false, problem: { code: 'data.not-writable' } });
  });
});

describe('a database that is set aside', () => {
  test('takes its journals along, and its place is free', () => {
    const path = join(temporaryFolder(), 'record.db');
    for (const suffix of ['', '-wal', '-shm']) writeFileSync(path + suffix, suffix);
    expect(isSetAside(path)).toBe(false);
    const aside = setAside(path, '2026-03-02T08:00:00.123Z');
    expect(aside).toBe(`${path}.damaged-20260302080000123`);
    for (const suffix of ['', '-wal', '-shm']) {
      expect(existsSync(aside + suffix)).toBe(true);
      expect(existsSync(path + suffix)).toBe(false);
    }
    expect(isSetAside(path)).toBe(true);
  });

  test('is no matter any more when another one took its place', () => {
    const path = join(temporaryFolder(), 'record.db');
    writeFileSync(path, '');
    setAside(path, '2026-03-02');
    writeFileSync(path, '');
    expect(isSetAside(path)).toBe(false);
  });

  test('is not confused with another one', () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, 'cache.db'), '');
    setAside(join(dir, 'cache.db'), '2026-03-02');
    expect(isSetAside(join(dir, 'record.db'))).toBe(false);
  });
});

async function processThatClaims(dir: string): Promise<ChildProcess> {
  const module = new URL('../../../agent-core/storage/data-folder.ts', import.meta.url).href;
  const script = `
    const { claimDataFolder } = await import(${JSON.stringify(module)});
    process.stdout.write(String(claimDataFolder(process.argv[1]).ok));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [answer] = await once(child.stdout, 'data');
  expect(String(answer)).toBe('true');
  return child;
}

describe('a folder that may hold traps', () => {
  test('because it belongs to another account is refused', () => {
    const dir = temporaryFolder();
    chownSync(dir, 4242, 4242);
    expect(claim(dir)).toMatchObject({ ok: false, problem: { code: 'data.untrusted-folder' } });
  });

  test('because others may write to it is refused, and its mode stays', () => {
    const dir = temporaryFolder();
    chmodSync(dir, 0o777);
    expect(claim(dir)).toMatchObject({ ok: false, problem: { code: 'data.untrusted-folder' } });
    expect(statSync(dir).mode & 0o777).toBe(0o777);
  });

  test('because it is a link is refused', () => {
    const path = join(temporaryFolder(), 'link');
    symlinkSync(temporaryFolder(), path);
    expect(claim(path)).toMatchObject({ ok: false, problem: { code: 'data.untrusted-folder' } });
  });

  test('because it holds files of something else is refused, and nothing is added', () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, 'thesis.txt'), '');
    expect(claim(dir)).toMatchObject({ ok: false, problem: { code: 'data.untrusted-folder' } });
    expect(readdirSync(dir)).toEqual(['thesis.txt']);
  });
});

test('the wish for a new record is taken once', () => {
  const dir = temporaryFolder();
  expect(takeNewRecordWish({ dir })).toBe(false);
  writeFileSync(join(dir, newRecordWishFilename), '');
  expect([takeNewRecordWish({ dir }), takeNewRecordWish({ dir })]).toEqual([true, false]);
});
