/**
 * `npm test`: every level of the suite, a table of what each took, and one line that counts the tests. Levels that mostly wait for
 * a domain controller or a window run beside those that compute, each with what it needs for itself.
 */
import { mkdir, rm } from 'node:fs/promises';
import { constants } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { buildAgent } from '../agent/build-agent.ts';
import { buildDesktop } from '../desktop/build-desktop.ts';
import { buildLab } from '../lab/build-lab.ts';
import { type Count, type LevelReport, nothingCounted, readLevelReport } from './level-report.ts';
import { makeMemoryFolder } from './memory-folder.ts';
import { programs, projectDir, type RunProgram, runProgramHeard } from './run-program.ts';
import { runChecks } from './static-checks.ts';

interface StageResult extends LevelReport {
  readonly name: string;
  readonly isGood: boolean;
  readonly durationMs: number;
}

type Work = (run: RunProgram) => Promise<Omit<StageResult, 'name' | 'durationMs'>>;

const stages = {
  static: async (run) => countAsOne(await runChecks(run)),
  // In one start, so that the last of the one level do not leave a processor idle. Some of their files wait for servers and timers of their
  // own: a worker more than there usually are processors.
  'pure, scenario': level(['pure', 'scenario'], ['--maxWorkers=3']),
  process: level(['process']),
  lab: level(['lab']),
  'own-lab': level(['own-lab']),
  desktop: level(['desktop']),
  /** It checks itself. */
  demo: async (run) => countAsOne((await run(programs.demo, ['--json'])) === 0),
} satisfies Record<string, Work>;

interface Row {
  readonly names: readonly (keyof typeof stages)[];
  /** Of its processes: whoever waits for others most of the time goes first when their turn comes, or everybody waits for them in the end. */
  readonly priority: number;
}

/** What is in one row runs one after the other, the rows beside each other. */
const rows: readonly Row[] = [
  { names: ['static'], priority: constants.priority.PRIORITY_NORMAL },
  { names: ['pure, scenario'], priority: constants.priority.PRIORITY_BELOW_NORMAL },
  { names: ['lab'], priority: constants.priority.PRIORITY_NORMAL },
  { names: ['own-lab'], priority: constants.priority.PRIORITY_NORMAL },
  { names: ['desktop'], priority: constants.priority.PRIORITY_NORMAL },
  { names: ['process', 'demo'], priority: constants.priority.PRIORITY_NORMAL },
];

const reportsDir = join(projectDir, 'test-output');
await rm(reportsDir, { recursive: true, force: true });
await mkdir(reportsDir, { recursive: true });

const startedMs = performance.now();
const memory = process.env.TMPDIR === undefined ? await makeMemoryFolder() : null;
if (memory !== null) process.env.TMPDIR = memory.dir;
// Several rows would build them at the same time.
await Promise.all([buildAgent(), buildDesktop(), buildLab()]);
const results = (await Promise.all(rows.map(runRow))).flat();
await memory?.remove();
printSummary(results);
process.exitCode = results.every((result) => result.isGood) ? 0 : 1;

async function runRow({ names, priority }: Row): Promise<readonly StageResult[]> {
  const done: StageResult[] = [];
  for (const name of names) done.push(await runStage(name, stages[name], priority));
  return done;
}

/** What it says is kept until its end: the words of stages that run beside each other would make no sense in between each other. */
async function runStage(name: string, work: Work, priority: number): Promise<StageResult> {
  process.stdout.write(`... ${name} has begun\n`);
  const said: string[] = [];
  const beganMs = performance.now();
  const ended = await work(runProgramHeard((text) => said.push(text), priority)).catch((error: unknown) => {
    said.push(inspect(error));
    return countAsOne(false);
  });
  process.stdout.write(`\n=== ${name}\n${said.join('').trim()}\n\n`);
  return { name, ...ended, durationMs: performance.now() - beganMs };
}

function level(projects: readonly string[], words: readonly string[] = []): Work {
  return async (run) => {
    const reportPath = join(reportsDir, `${projects.join('-')}.json`);
    const chosen = projects.flatMap((name) => ['--project', name]);
    const commandLine = ['run', '--config', 'test/vitest.config.ts', ...chosen, ...words];
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`];
    const exitCode = await run(programs.vitest, [...commandLine, ...reporters]);
    const { count, failures } = await readLevelReport(reportPath, projectDir);
    // A level that ran nothing has not been tested.
    const isGood = exitCode === 0 && count.passed > 0;
    if (isGood || count.failed > 0) return { isGood, count, failures };
    const wrong = failures.length > 0 ? failures : [`no test of its own; it ended with ${exitCode}`];
    return { isGood, count: { ...count, failed: 1 }, failures: wrong };
  };
}

function countAsOne(isGood: boolean) {
  return { isGood, count: { ...nothingCounted, [isGood ? 'passed' : 'failed']: 1 }, failures: [] };
}

function printSummary(results: readonly StageResult[]): void {
  const secondsOf = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  process.stdout.write('\n');
  for (const { name, isGood, durationMs, count } of results) {
    const counts = `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`;
    process.stdout.write(
      `${isGood ? 'good' : 'BAD '}  ${name.padEnd(14)}${secondsOf(durationMs).padStart(8)}  ${counts}\n`,
    );
  }
  // Whoever sees only the end of a long output still learns what to look at.
  const failures = results.flatMap((result) => result.failures.map((failure) => `${result.name}: ${failure}\n`));
  if (failures.length > 0) process.stdout.write(`\nFailed:\n${failures.join('')}\n`);
  const sum = (key: keyof Count) => results.reduce((total, { count }) => total + count[key], 0);
  process.stdout.write(`all, beside each other: ${secondsOf(performance.now() - startedMs)}\n`);
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
}
