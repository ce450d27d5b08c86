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
    const words = await prepareRuns(people, changes, dir);
    const { output } = await runProgram(process.execPath, words);
    return measuredSchema.parse(JSON.parse(output)).runs;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** @returns what the runtime is started with to measure runs in this folder */
export async function prepareRuns(people: number, changes: number, dir: string): Promise<readonly string[]> {
  mkdirSync(join(dir, 'backups'));
  const [program] = await Promise.all([
    bundleProgram('measure-runs.ts', join(dir, 'program')),
    runProgram(process.execPath, [
      ...roomToPrepare,
      join(import.meta.dirname, 'prepare-world.ts'),
      String(people),
      dir,
    ]),
  ]);
  return [...runtimeWords, program, dir, String(changes)];
}

/** Whoever makes everybody up has them all at once. */
const roomToPrepare = ['--max-old-space-size=6000'];

export function lastOf(runs: readonly MeasuredRun[]): MeasuredRun {
  const run = runs.at(-1);
  if (run === undefined) throw new Error('nothing was measured');
  return run;
}
