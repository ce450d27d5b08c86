import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { replaceFile } from '../../../agent-core/system/replace-file.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

/** As Windows does while somebody reads the file. */
function refusingRename(times: number, code: string) {
  const asked: string[] = [];
  const rename: typeof renameSync = (from, to) => {
    asked.push(String(to));
    if (asked.length <= times) throw Object.assign(new Error('refused'), { code });
    renameSync(from, to);
  };
  return { rename, asked };
}

function existingFile() {
  const dir = temporaryFolder();
  const path = join(dir, 'status.json');
  writeFileSync(path, 'old');
  return { dir, path };
}

test('the new content is there with its mode, and nothing besides', () => {
  const { dir, path } = existingFile();
  replaceFile(path, 'new', 0o600);
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(dir)).toEqual(['status.json']);
});

test.each(['EPERM', 'EACCES', 'EBUSY'])('a refusal that passes is outlasted: %s', (code) => {
  const { path } = existingFile();
  const { rename, asked } = refusingRename(2, code);
  replaceFile(path, 'new', 0o600, rename);
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(asked).toHaveLength(3);
});

test('what does not pass is thrown after a second, with the old content in place and nothing left beside it', () => {
  const { dir, path } = existingFile();
  const { rename, asked } = refusingRename(Number.POSITIVE_INFINITY, 'EPERM');
  expect(() => replaceFile(path, 'new', 0o600, rename)).toThrow('refused');
  expect(asked).toHaveLength(20);
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(dir)).toEqual(['status.json']);
});

test('what trying again does not help against is thrown at once', () => {
  const { path } = existingFile();
  const { rename, asked } = refusingRename(1, 'ENOSPC');
  expect(() => replaceFile(path, 'new', 0o600, rename)).toThrow('refused');
  expect(asked).toHaveLength(1);
});

test('a link that somebody put where the new content goes is not followed', () => {
  const { dir, path } = existingFile();
  const elsewhere = join(dir, 'elsewhere');
  mkdirSync(elsewhere);
  symlinkSync(join(elsewhere, 'victim'), join(dir, `.status.json.${process.pid}.new`));
  replaceFile(path, 'new', 0o600);
  expect(readdirSync(elsewhere)).toEqual([]);
  expect(readFileSync(path, 'utf8')).toBe('new');
});
