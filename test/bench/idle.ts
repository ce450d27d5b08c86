/** What an agent costs that has nothing to do: memory and wake-ups after runs over a large directory, and how soon a new one is ready. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startAgentProcess } from '../harness/agent-process.ts';
import { atMost, type Part } from './part.ts';
import { readProcess } from './read-process.ts';
import { startProgram } from './run-program.ts';
import { prepareRuns } from './runs.ts';

export interface IdleMeasured {
  /** The median. */
  readonly residentMb: number;
  readonly wakeUpsPerMinute: number;
}

export interface Patience {
  /** After the runs, until it counts as idle. */
  readonly restMs: number;
  readonly watchMs: number;
  readonly everyMs: number;
}

export async function measureIdle(people: number, { restMs, watchMs, everyMs }: Patience): Promise<IdleMeasured> {
  const dir = mkdtempSync(join(tmpdir(), 'bridgehead-bench-'));
  const agent = await startProgram([...(await prepareRuns(people, 100, dir)), 'stay']);
  try {
    await wait(restMs);
    const before = readProcess(agent.pid);
    const resident: number[] = [];
    for (let passedMs = 0; passedMs < watchMs; passedMs += everyMs) {
      await wait(everyMs);
      resident.push(readProcess(agent.pid).residentMb);
    }
    const wakeUps = readProcess(agent.pid).wakeUps - before.wakeUps;
    const residentMb = resident.toSorted((left, right) => left - right)[Math.floor(resident.length / 2)] ?? 0;
    return { residentMb: Math.round(residentMb), wakeUpsPerMinute: Math.round(wakeUps / (watchMs / 60_000)) };
  } finally {
    await agent.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Of the fastest start: from the command to the line that says it can be asked. */
export async function measureStart(starts: number): Promise<number> {
  const took: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    const dir = mkdtempSync(join(tmpdir(), 'bridgehead-bench-'));
    const startedMs = performance.now();
    const agent = await startAgentProcess(dir);
    took.push(performance.now() - startedMs);
    await agent.stop();
    rmSync(dir, { recursive: true, force: true });
  }
  return Math.round(Math.min(...took));
}

const inMb = (megabytes: number) => `${megabytes} MB`;
const inMs = (milliseconds: number) => `${milliseconds} ms`;

export const idle: Part = {
  name: 'idle',
  measure: async () => {
    // The first start of all builds the agent.
    await measureStart(1);
    const startMs = await measureStart(3);
    const rested = { restMs: 600_000, watchMs: 240_000, everyMs: 2_000 };
    const { residentMb, wakeUpsPerMinute } = await measureIdle(50_000, rested);
    return {
      rows: [
        atMost('ten minutes after a run over 50,000 people: resident', residentMb, 100, inMb),
        atMost('wake-ups a minute', wakeUpsPerMinute, 60, String),
        atMost('from start to ready', startMs, 1_000, inMs),
      ],
      json: { residentMb, wakeUpsPerMinute, startMs },
    };
  },
};
