/** One run of Stryker: every small change of some files, against the tests that are to notice. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { projectDir, runProgramHeard } from '../../build/suite/run-program.ts';

const placeSchema = z.object({ line: z.int(), column: z.int() });
export const mutantSchema = z.object({
  mutatorName: z.string(),
  replacement: z.string().default(''),
  location: z.object({ start: placeSchema, end: placeSchema }),
  status: z.enum(['Killed', 'Survived', 'NoCoverage', 'Timeout', 'CompileError', 'RuntimeError', 'Ignored', 'Pending']),
});
export type Mutant = z.infer<typeof mutantSchema>;

const reportSchema = z.object({ files: z.record(z.string(), z.object({ mutants: z.array(mutantSchema) })) });

const stryker = join('test', 'mutation', 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');

/** Folders and files that the tests of the decisions do not need: a copy of all others is made for every run. */
const left = ['*', '!agent-core/**', '!test/**', '!package.json'];
const leftOfTests = ['desktop', 'demo', 'packaging', 'electron', 'renderer', 'sabotage', 'mutation'];

/** @returns the changes of each file that has any */
export async function runStryker(
  files: readonly string[],
  testFiles: readonly string[],
): Promise<ReadonlyMap<string, readonly Mutant[]>> {
  const dir = join(projectDir, '.cache', 'mutation');
  await mkdir(dir, { recursive: true });
  const reportPath = join(dir, 'report.json');
  const options = {
    testRunner: 'kept',
    plugins: [join(import.meta.dirname, 'kept-tests-runner.ts')],
    keptTests: { testFiles },
    mutate: files,
    // TypeScript 7 has no interface that Stryker could use: there must be no tsconfig for it.
    tsconfigFile: 'none.json',
    coverageAnalysis: 'perTest',
    concurrency: 1,
    // What was loaded for a change that acts while files are loaded is never let go.
    maxTestRunnerReuse: 400,
    timeoutMS: 10_000,
    dryRunTimeoutMinutes: 10,
    tempDirName: '.cache/mutation/copies',
    ignorePatterns: [...left, ...leftOfTests.map((folder) => `test/${folder}/**`)],
    reporters: ['json'],
    jsonReporter: { fileName: reportPath },
    allowConsoleColors: false,
    warnings: { slow: false, unknownOptions: false },
  };
  const optionsPath = join(dir, 'options.json');
  await writeFile(optionsPath, JSON.stringify(options));
  const said: string[] = [];
  const exitCode = await runProgramHeard((text) => said.push(text), getPriority())(stryker, ['run', optionsPath]);
  if (exitCode !== 0) throw new Error(said.join(''));
  const report = reportSchema.parse(JSON.parse(await readFile(reportPath, 'utf8')));
  return new Map(Object.entries(report.files).map(([file, { mutants }]) => [file, mutants]));
}
