import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readWindowSize, writeWindowSize } from '../../electron/window-size.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'bridgehead-size-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const firstSize = { width: 1024, height: 700 };

test('what was written is read', () => {
  writeWindowSize(join(dir, 'size.json'), { width: 900, height: 640 });
  expect(readWindowSize(join(dir, 'size.json'))).toEqual({ width: 900, height: 640 });
});

test.each(['', '{}', '{"width":1,"height":700}', '{"width":1e9,"height":700}', '{"width":800,"height":700,"x":4}'])(
  'the file %j counts as none',
  async (content) => {
    await writeFile(join(dir, 'size.json'), content);
    expect(readWindowSize(join(dir, 'size.json'))).toEqual(firstSize);
  },
);

test('a folder that cannot be written costs nothing', () => {
  writeWindowSize(join(dir, 'missing', 'size.json'), { width: 900, height: 640 });
  expect(readWindowSize(join(dir, 'missing', 'size.json'))).toEqual(firstSize);
});
