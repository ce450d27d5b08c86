/** What whole runs cost, by the size of the directory and by how much changed: each in processes of its own, on both sides as an agent has them. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { runtimeWords } from '../../agent-core/service-host/agent-program.ts';
import { bundleProgram } from './bundle-program.ts';
import { runProgram } from './run-program.ts';

const measuredSchema = z.object({
  runs: z.array(
    z.object({ name: z.string(), cpuMs: z.number(), besidesMs: z.number(), peakMb: z.number(), planned: z.int() }),
  ),
});
export type MeasuredRun = z.infer<typeof measuredSchema>['runs'][number];

const known = new Map<string, Promise<readonly MeasuredRun[]>>();

/** Measured once for all parts that ask for the same. @param changes how many people change between the last two runs */
export function measureRuns(people: number, changes: number): Promise<readonly MeasuredRun[]> {
  const key = `${people} ${changes}`;
  const runs = known.get(key) ?? measureAnew(people, changes);
  known.set(key, runs);
  return runs;
}

async function measureAnew(people: number, changes: number): Promise<readonly MeasuredRun[]> {
  const dir = mkdtempSync(join(tmpdir(), 'bridgehead-bench-'));
  try {
    const words = await prepareProgram('measure-runs.ts', people, dir);
    const { output } = await runProgram(process.execPath, [...words, String(changes)]);
    return measuredSchema.parse(JSON.parse(output)).runs;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** @returns what the runtime is started with for a program over a directory of so many people, in this folder */
export async function prepareProgram(name: string, people: number, dir: string): Promise<readonly string[]> {
  mkdirSync(join(dir, 'backups'));
  const [program] = await Promise.all([
    bundleProgram(name, join(dir, 'program')),
    runProgram(process.execPath, [
      ...roomToPrepare,
      join(import.meta.dirname, 'prepare-world.ts'),
      String(people),
      dir,
    ]),
  ]);
  return [...runtimeWords, program, dir];
}

/** Whoever makes everybody up has them all at once. */
const roomToPrepare = ['--max-old-space-size=6000'];

export interface ChangedMeasured {
  /** Of all threads, the median of the runs in which some changed. */
  readonly cpuMs: number;
  /** That passed besides the answers, in the fastest of them. */
  readonly besidesMs: number;
  /** Of all runs until then. */
  readonly peakMb: number;
  /** The same in each. */
  readonly planned: number;
}

export function someChangedIn(runs: readonly MeasuredRun[]): ChangedMeasured {
  const changed = runs.filter(({ name }) => name === 'some changed');
  const cpuMs = changed.map((run) => run.cpuMs).toSorted((left, right) => left - right)[changed.length >> 1];
  const [planned, ...others] = new Set(changed.map((run) => run.planned));
  if (cpuMs === undefined || planned === undefined) throw new Error('nothing was measured');
  if (others.length > 0) throw new Error(`not the same was planned each time: ${[planned, ...others].join(', ')}`);
  const besidesMs = Math.min(...changed.map((run) => run.besidesMs));
  return { cpuMs, besidesMs, peakMb: Math.max(...runs.map((run) => run.peakMb)), planned };
}
