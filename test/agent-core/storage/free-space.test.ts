import { expect, test } from 'vitest';
import { checkFreeSpace, readFreeBytes } from '../../../agent-core/storage/free-space.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const mebibyte = 1024 * 1024;

test('a disk that is nearly full is a problem that names both numbers', () => {
  expect(checkFreeSpace('/data', () => 200 * mebibyte)).toMatchObject({ ok: true });
  expect(checkFreeSpace('/data', () => 200 * mebibyte - 1)).toMatchObject({
    ok: false,
    problem: { code: 'data.disk-full', detail: '199 MiB are free for /data, 200 MiB are needed' },
  });
});

test('the free space of a real disk is a number of bytes', () => {
  expect(readFreeBytes(temporaryFolder())).toBeGreaterThan(0);
});
