/** `npm test`: every level of the suite in order, a table of what each took, and one line that counts the tests. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { programs, projectDir, runProgram } from './run-program.ts';
import { runChecks } from './static-checks.ts';

const levels = ['pure', 'scenario', 'process', 'lab', 'desktop'] as const;

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface StageResult {
  readonly name: string;
  readonly isGood: boolean;
  readonly durationMs: number;
  readonly count: Count;
}

const nothing: Count = { passed: 0, failed: 0, skipped: 0 };
const reportsDir = join(projectDir, 'test-output');
await rm(reportsDir, { recursive: true, force: true });
await mkdir(reportsDir, { recursive: true });

const results: StageResult[] = [await runStage('static', async () => countAsOne(await runChecks()))];
for (const level of levels) results.push(await runStage(level, () => runLevel(level)));
results.push(await runStage('demo', runDemo));
printSummary(results);
process.exitCode = results.every((result) => result.isGood) ? 0 : 1;

async function runStage(
  name: string,
  work: () => Promise<{ readonly isGood: boolean; readonly count: Count }>,
): Promise<StageResult> {
  process.stdout.write(`\n=== ${name}\n`);
  const startedMs = performance.now();
  return { name, ...(await work()), durationMs: performance.now() - startedMs };
}

async function runLevel(level: (typeof levels)[number]) {
  const reportPath = join(reportsDir, `${level}.json`);
  const commandLine = ['run', '--config', 'test/vitest.config.ts', '--project', level];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`];
  const exitCode = await runProgram(programs.vitest, [...commandLine, ...reporters]);
  const count = await readCount(reportPath);
  // A level that ran nothing has not been tested.
  const isGood = exitCode === 0 && count.passed > 0;
  return { isGood, count: isGood || count.failed > 0 ? count : { ...count, failed: 1 } };
}

async function readCount(reportPath: string): Promise<Count> {
  try {
    const report: unknown = JSON.parse(await readFile(reportPath, 'utf8'));
    const number = (key: string) => Number(Reflect.get(Object(report), key) ?? 0);
    return {
      passed: number('numPassedTests'),
      failed: number('numFailedTests'),
      skipped: number('numPendingTests') + number('numTodoTests'),
    };
  } catch {
    return nothing;
  }
}

/** The demo checks itself. */
async function runDemo() {
  return countAsOne((await runProgram(programs.demo, ['--json'])) === 0);
}

function countAsOne(isGood: boolean) {
  return { isGood, count: { ...nothing, [isGood ? 'passed' : 'failed']: 1 } };
}

function printSummary(stages: readonly StageResult[]): void {
  process.stdout.write('\n');
  for (const { name, isGood, durationMs, count } of stages) {
    const seconds = `${(durationMs / 1000).toFixed(1)} s`.padStart(8);
    const counts = `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`;
    process.stdout.write(`${isGood ? 'good' : 'BAD '}  ${name.padEnd(9)}${seconds}  ${counts}\n`);
  }
  const sum = (key: keyof Count) => stages.reduce((total, { count }) => total + count[key], 0);
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
}
