/** The first run, when the person at the screen decides when it starts. */
import { setTimeout } from 'node:timers/promises';
import { readAllEntries } from '../../agent-core/cli/read-all-entries.ts';
import { type ControlClient, connectToAgent } from '../../agent-core/client/control-client.ts';
import type { Result } from '../../agent-core/contract/result.ts';
import type { RunReport } from '../../agent-core/contract/run-report.ts';
import type { AgentProcess } from '../harness/agent-process.ts';
import { LabProblem } from '../lab/lab-problem.ts';
import { parseRun } from './command-output.ts';

const lookEveryMs = 1_000;
const never = new AbortController().signal;

/** Runs that ended early are not the one: the person sees why in the window, and starts another. */
const isWhole = ({ result }: RunReport) => result.startsWith('succeeded');

/**
 * Waits until a run has ended, and pauses the schedule: from then on the demo shows runs one at a time.
 * @param isClosed whether the person has closed the window
 */
export async function awaitRunByHand(agent: AgentProcess, isClosed: () => boolean) {
  const client = orProblem(
    await connectToAgent({ dataDir: agent.dataDir, client: { name: 'the demo', version: '1' } }),
  );
  try {
    const report = await lastRunOf(client, isClosed);
    orProblem(await client.request('schedule.pause', {}));
    const entries = orProblem(await readAllEntries(client, 'run.entries', report.runId, never));
    return parseRun(JSON.stringify({ ok: true, report, entries }));
  } finally {
    client.close();
  }
}

async function lastRunOf(client: ControlClient, isClosed: () => boolean): Promise<RunReport> {
  for (;;) {
    const { activity, lastRun } = orProblem(await client.request('state.read', {}));
    if (activity.kind === 'idle' && lastRun !== null && isWhole(lastRun)) return lastRun;
    if (isClosed()) throw new LabProblem('The window was closed before the first run.', 'Start the demo again.');
    await setTimeout(lookEveryMs);
  }
}

function orProblem<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  const trouble = result.problem;
  throw new LabProblem(`${trouble.title} ${trouble.detail}`, trouble.remedy);
}
