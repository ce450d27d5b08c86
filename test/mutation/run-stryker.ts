/** One run of Stryker: some mutants of one file against some test files. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { projectDir, runProgramHeard } from '../../build/suite/run-program.ts';

const placeSchema = z.object({ line: z.int(), column: z.int() });
const mutantSchema = z.object({
  mutatorName: z.string(),
  replacement: z.string().default(''),
  location: z.object({ start: placeSchema, end: placeSchema }),
  status: z.enum(['Killed', 'Survived', 'NoCoverage', 'Timeout', 'CompileError', 'RuntimeError', 'Ignored', 'Pending']),
});
export type Mutant = z.infer<typeof mutantSchema>;

const reportSchema = z.object({ files: z.record(z.string(), z.object({ mutants: z.array(mutantSchema) })) });

const stryker = join('test', 'mutation', 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');

/** Folders and files that the tests of the decisions do not need: a copy of all others is made for every run. */
const left = ['*', '!agent-core/**', '!test/**', '!package.json', '**/tsconfig.json'];
const leftOfTests = ['lab', 'desktop', 'demo', 'bench', 'crash', 'contract', 'electron', 'renderer', 'sabotage'];

/**
 * @param ranges of the file to mutate, such as `agent-core/sync/anchor.ts:3:1-3:20`, or the file itself
 * @param testFiles those that may notice; none means all
 */
export async function runStryker(ranges: readonly string[], testFiles: readonly string[]): Promise<readonly Mutant[]> {
  const dir = join(projectDir, '.cache', 'mutation');
  await mkdir(dir, { recursive: true });
  const reportPath = join(dir, 'report.json');
  const options = {
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    mutate: ranges,
    ...(testFiles.length === 0 ? {} : { testFiles }),
    // TypeScript 7 has no interface that Stryker could use: there must be no tsconfig for it.
    tsconfigFile: 'none.json',
    coverageAnalysis: 'perTest',
    concurrency: 1,
    timeoutMS: 20_000,
    dryRunTimeoutMinutes: 10,
    tempDirName: '.cache/mutation/copies',
    ignorePatterns: [...left, ...leftOfTests.map((folder) => `test/${folder}/**`), 'test/mutation/node_modules/**'],
    reporters: ['json'],
    jsonReporter: { fileName: reportPath },
    allowConsoleColors: false,
    warnings: { slow: false },
  };
  const optionsPath = join(dir, 'options.json');
  await writeFile(optionsPath, JSON.stringify(options));
  const said: string[] = [];
  const exitCode = await runProgramHeard((text) => said.push(text))(stryker, ['run', optionsPath]);
  if (exitCode !== 0) throw new Error(said.join(''));
  const { files } = reportSchema.parse(JSON.parse(await readFile(reportPath, 'utf8')));
  return Object.values(files).flatMap(({ mutants }) => mutants);
}
