/** What an agent costs that has nothing to do: memory and wake-ups after runs over a large directory, and how soon a new one is ready. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connectToAgent } from '../../agent-core/client/control-client.ts';
import { version } from '../../agent-core/contract/version.ts';
import { startAgentProcess } from '../harness/agent-process.ts';
import { bundleProgram } from './bundle-program.ts';
import { atMost, type Part } from './part.ts';
import { readProcess } from './read-process.ts';
import { startProgram } from './run-program.ts';
import { prepareProgram } from './runs.ts';

export interface IdleMeasured {
  /** The median. */
  readonly residentMb: number;
  readonly wakeUpsPerMinute: number;
  /** Until it can be asked, the next time. */
  readonly startMs: number;
}

export interface Patience {
  /** After the runs, until it counts as idle. */
  readonly restMs: number;
  readonly watchMs: number;
  readonly everyMs: number;
}

export async function measureIdle(people: number, { restMs, watchMs, everyMs }: Patience): Promise<IdleMeasured> {
  const dir = mkdtempSync(join(tmpdir(), 'bridgehead-bench-'));
  const words = await prepareProgram('resting-agent.ts', people, dir);
  for (const worker of ['backup-worker.ts', 'damage-worker.ts'])
    await bundleProgram(join('..', '..', 'agent-core', 'storage', worker), join(dir, 'storage'));
  const agent = await startProgram(words);
  try {
    await runOnce(agent.line);
    await wait(restMs);
    const before = readProcess(agent.pid);
    const startedMs = performance.now();
    const resident: number[] = [];
    for (let passedMs = 0; passedMs < watchMs; passedMs += everyMs) {
      await wait(everyMs);
      resident.push(readProcess(agent.pid).residentMb);
    }
    const wakeUps = readProcess(agent.pid).wakeUps - before.wakeUps;
    const watchedMs = performance.now() - startedMs;
    const residentMb = resident.toSorted((left, right) => left - right)[Math.floor(resident.length / 2)] ?? 0;
    await agent.stop();
    return {
      residentMb: Math.round(residentMb),
      wakeUpsPerMinute: Math.round(wakeUps / (watchedMs / 60_000)),
      startMs: await measureStart(agent.line, 3),
    };
  } finally {
    await agent.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Over everybody. */
async function runOnce(dataDir: string): Promise<void> {
  const client = await connectToAgent({ dataDir, client: { name: 'the bench', version } });
  if (!client.ok) throw new Error(client.problem.detail);
  const started = await client.value.request('run.start', {});
  if (!started.ok) throw new Error(started.problem.detail);
  const ended = await client.value.request('run.wait', { runId: started.value.runId });
  client.value.close();
  if (!ended.ok || ended.value.result !== 'succeeded') throw new Error(JSON.stringify(ended));
}

/** Of the fastest start, of what is installed and over the folder of an agent: from the command to the line that says it can be asked. */
async function measureStart(dataDir: string, starts: number): Promise<number> {
  const took: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    const startedMs = performance.now();
    const agent = await startAgentProcess(dataDir);
    took.push(performance.now() - startedMs);
    await agent.stop();
  }
  return Math.round(Math.min(...took));
}

const inMb = (megabytes: number) => `${megabytes} MB`;
const inMs = (milliseconds: number) => `${milliseconds} ms`;

export const idle: Part = {
  name: 'idle',
  measure: async () => {
    const rested = { restMs: 600_000, watchMs: 240_000, everyMs: 2_000 };
    const { residentMb, wakeUpsPerMinute, startMs } = await measureIdle(50_000, rested);
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
