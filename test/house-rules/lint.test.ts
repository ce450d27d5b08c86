import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectDir, readProjectFile } from './source-files.ts';

const fixtures = ['floating-promise.ts', 'forgotten-case.ts', 'too-long.ts'];
let dir = '';
let findings = '';

/** The fixtures fail the project's rules on purpose, so they are linted by the same rules in a folder of their own. */
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'bridgehead-lint-'));
  const rules: object = JSON.parse(readProjectFile('.biome.json'));
  writeFileSync(join(dir, 'biome.json'), JSON.stringify({ ...rules, vcs: { enabled: false } }));
  for (const fixture of fixtures)
    copyFileSync(join(projectDir, 'test', 'house-rules', 'fixtures', fixture), join(dir, fixture));
  const biome = join(projectDir, 'node_modules', '.bin', 'biome');
  const { stdout, stderr } = spawnSync(biome, ['lint', '--colors=off', '--max-diagnostics=none', '.'], {
    cwd: dir,
    encoding: 'utf8',
  });
  findings = stdout + stderr;
});

afterAll(() => rmSync(dir, { recursive: true }));

test.each([
  ['a promise that nobody waits for', 'floating-promise.ts', 'lint/nursery/noFloatingPromises'],
  ['a switch that forgets a member of its union', 'forgotten-case.ts', 'lint/nursery/useExhaustiveSwitchCases'],
  ['a file over 400 lines', 'too-long.ts', 'lint/style/noExcessiveLinesPerFile'],
])('%s is a lint error', (_what, file, rule) => {
  expect(findings).toMatch(new RegExp(`${file}[:\\d ]*${rule}`));
});
