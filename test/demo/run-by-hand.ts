/** The first run, when the person at the screen decides when it starts. */
import { setTimeout } from 'node:timers/promises';
import type { ControlClient } from '../../agent-core/client/control-client.ts';
import type { RunReport } from '../../agent-core/contract/run-report.ts';
import type { AgentProcess } from '../harness/agent-process.ts';
import { orThrow, readRun, withClient } from '../harness/run-agent.ts';
import { LabProblem } from '../lab/lab-problem.ts';
import { parseRun } from './command-output.ts';

const lookEveryMs = 1_000;

/** Runs that ended early are not the one: the person sees why in the window, and starts another. */
const isWhole = ({ result }: RunReport) => result.startsWith('succeeded');

/**
 * Waits until a run has ended, and pauses the schedule: from then on the demo shows runs one at a time.
 * @param isClosed whether the person has closed the window
 */
export async function awaitRunByHand(agent: AgentProcess, isClosed: () => boolean) {
  return await withClient(agent, async (client) => {
    const report = await lastRunOf(client, isClosed);
    orThrow(await client.request('schedule.pause', {}));
    return parseRun(JSON.stringify({ ok: true, ...(await readRun(client, report)) }));
  });
}

async function lastRunOf(client: ControlClient, isClosed: () => boolean): Promise<RunReport> {
  for (;;) {
    const { activity, lastRun } = orThrow(await client.request('state.read', {}));
    if (activity.kind === 'idle' && lastRun !== null && isWhole(lastRun)) return lastRun;
    if (isClosed()) throw new LabProblem('The window was closed before the first run.', 'Start the demo again.');
    await setTimeout(lookEveryMs);
  }
}
