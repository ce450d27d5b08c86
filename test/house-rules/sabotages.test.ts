import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sabotages } from '../sabotage/sabotages.ts';
import { projectDir, readProjectFile } from './source-files.ts';

/** The campaign itself is slow; this keeps its list from rotting unnoticed. */
describe.each(sabotages)('sabotage "$breaks"', ({ file, find, test: testFile, project }) => {
  test('finds its line exactly once, and its test is there', () => {
    expect(readProjectFile(file).split(find)).toHaveLength(2);
    expect(existsSync(join(projectDir, testFile))).toBe(true);
    const level =
      /\.(process|lab|own-lab|desktop)\.test\.ts$/.exec(testFile)?.[1] ??
      (testFile.includes('/scenarios/') ? 'scenario' : 'pure');
    expect(project).toBe(level);
  });
});
