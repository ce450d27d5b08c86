/** What whole runs cost, by the size of the directory and by how much changed: each in processes of its own, on both sides as an agent has them. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { runtimeWords } from '../../agent-core/service-host/agent-program.ts';
import { runProgram } from './run-program.ts';

const measuredSchema = z.object({
  runs: z.array(
    z.object({ name: z.string(), cpuMs: z.number(), besidesMs: z.number(), peakMb: z.number(), planned: z.int() }),
  ),
});
export type MeasuredRun = z.infer<typeof measuredSchema>['runs'][number];

const programPath = (name: string) => join(import.meta.dirname, name);

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
    mkdirSync(join(dir, 'backups'));
    await runProgram(process.execPath, [programPath('prepare-world.ts'), String(people), dir]);
    const words = [...runtimeWords, programPath('measure-runs.ts'), dir, String(changes)];
    const { output } = await runProgram(process.execPath, words);
    return measuredSchema.parse(JSON.parse(output)).runs;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

export function lastOf(runs: readonly MeasuredRun[]): MeasuredRun {
  const run = runs.at(-1);
  if (run === undefined) throw new Error('nothing was measured');
  return run;
}
