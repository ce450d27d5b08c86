import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mendDataFolder } from '../../../agent-core/storage/mend-data-folder.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const modeOf = (path: string) => statSync(path).mode & 0o777;

test('rights that others have to the files are taken away, and those that are right stay', () => {
  const dir = temporaryFolder();
  const outside = join(temporaryFolder(), 'outside');
  const secret = join(dir, 'secrets', 'password');
  const record = join(dir, 'record.db');
  mkdirSync(join(dir, 'secrets'));
  for (const path of [outside, secret, record]) writeFileSync(path, '');
  symlinkSync(outside, join(dir, 'link'));
  chmodSync(dir, 0o777);
  chmodSync(join(dir, 'secrets'), 0o755);
  chmodSync(secret, 0o644);
  chmodSync(record, 0o600);
  chmodSync(outside, 0o666);
  const mended = mendDataFolder(dir);
  expect(mended).toMatchObject({ ok: true });
  expect(mended.ok && mended.value.toSorted()).toEqual([dir, join(dir, 'secrets'), secret].toSorted());
  expect([dir, join(dir, 'secrets'), secret, record, outside].map(modeOf)).toEqual([0o711, 0o700, 0o600, 0o600, 0o666]);
  expect(mendDataFolder(dir)).toEqual({ ok: true, value: [] });
});
