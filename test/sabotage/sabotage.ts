/**
 * `npm run test:sabotage`: breaks the product in named places, one at a time and in a copy, and fails if the tests stay green.
 * A suite that does not notice is worse than none: it lets people believe.
 *
 * `-- WORDS` chooses the breaks whose text has all of them, `-- --since COMMIT` those whose file or test is another since then.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { listProjectFiles, projectDir } from '../house-rules/source-files.ts';
import { type Sabotage, sabotages } from './sabotages.ts';

const { values, positionals: wanted } = parseArgs({ options: { since: { type: 'string' } }, allowPositionals: true });
const touched = values.since === undefined ? null : pathsTouchedSince(values.since);
const chosen = sabotages
  .filter(({ breaks }) => wanted.every((word) => breaks.includes(word)))
  .filter(({ file, test }) => touched === null || touched.has(file) || touched.has(test));
const copyDir = await mkdtemp(join(tmpdir(), 'bridgehead-sabotage-'));
try {
  process.exitCode = await campaign();
} finally {
  await rm(copyDir, { recursive: true, force: true });
}

function pathsTouchedSince(commit: string): ReadonlySet<string> {
  return new Set(
    execFileSync('git', ['diff', '--name-only', commit], { cwd: projectDir, encoding: 'utf8' }).split('\n'),
  );
}

async function campaign(): Promise<number> {
  for (const path of listProjectFiles()) await cp(join(projectDir, path), join(copyDir, path));
  await symlink(join(projectDir, 'node_modules'), join(copyDir, 'node_modules'));
  // House rules ask git for the files of the project.
  execFileSync('git', ['init', '--quiet'], { cwd: copyDir });

  const tests = new Map(chosen.map(({ project, test }) => [test, project]));
  for (const [test, project] of tests) {
    // A test that is red anyway would notice everything.
    if (!(await isGreen(project, test))) return report([`${test} is red before anything is broken`]);
  }
  const unnoticed: string[] = [];
  for (const sabotage of chosen) {
    const isNoticed = await tryOut(sabotage);
    process.stdout.write(`${isNoticed ? 'noticed  ' : 'UNNOTICED'}  ${sabotage.breaks}\n`);
    if (!isNoticed) unnoticed.push(`${sabotage.breaks} (${sabotage.file})`);
  }
  return report(unnoticed);
}

async function tryOut({ file, find, replace, project, test }: Sabotage): Promise<boolean> {
  const path = join(copyDir, file);
  const original = await readFile(path, 'utf8');
  if (original.split(find).length !== 2) throw new Error(`${file} does not have this exactly once: ${find}`);
  await writeFile(
    path,
    original.replace(find, () => replace),
  );
  try {
    return !(await isGreen(project, test));
  } finally {
    await writeFile(path, original);
  }
}

async function isGreen(project: Sabotage['project'], test: string): Promise<boolean> {
  const vitest = join(projectDir, 'node_modules', 'vitest', 'vitest.mjs');
  const commandLine = [vitest, 'run', '--config', 'test/vitest.config.ts', '--project', project, '--bail=1', test];
  // What only the long form of a test notices is noticed.
  const env = { ...process.env, BRIDGEHEAD_LONG: '1' };
  const child = spawn(process.execPath, commandLine, { cwd: copyDir, stdio: ['ignore', 'pipe', 'pipe'], env });
  const output: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => output.push(text));
  await once(child, 'close');
  // "No test files" and a suite that cannot start end with a code other than zero as well; neither proves anything.
  if (child.exitCode !== 0 && !/Tests .*\d+ failed/.test(output.join(''))) {
    throw new Error(`${test} could not be run:\n${output.join('').slice(-3000)}`);
  }
  return child.exitCode === 0;
}

function report(failures: readonly string[]): number {
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  process.stdout.write(`${chosen.length - failures.length} passed, ${failures.length} failed\n`);
  return failures.length === 0 && chosen.length > 0 ? 0 : 1;
}
