import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readIfThere } from '../../../agent-core/system/read-if-there.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

test('a file is read, none is null, and whatever else the system refuses is told', () => {
  const dir = temporaryFolder();
  const path = join(dir, 'file');
  expect(readIfThere(path)).toBeNull();
  writeFileSync(path, 'ä');
  expect(readIfThere(path)).toBe('ä');
  expect(() => readIfThere(dir)).toThrow('EISDIR');
});
