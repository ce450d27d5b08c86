/** A real agent that is killed in the middle of what it does, and the same agent afterwards. */
import { type ControlClient, connectToAgent } from '../../agent-core/client/control-client.ts';
import type { ReportEntry, RunReport } from '../../agent-core/contract/run-report.ts';
import { AgentDidNotStart, type AgentProcess, startAgentWith } from '../harness/agent-process.ts';
import { type Death, deathModule } from './failpoints.ts';

/** Starts the agent and lets it run, until it is killed or the run has ended. */
export async function runMortal(dataDir: string, death: Death): Promise<'killed' | 'survived'> {
  const agent = await startMortal(dataDir, death);
  if (agent === 'killed') return 'killed';
  const running = withClient(agent, async (client) => {
    await startAndWait(client);
  }).then(
    () => 'survived' as const,
    // Its end is told by the process itself, not by the connection that broke.
    () => agent.ended.then(() => 'killed' as const),
  );
  const ending = await Promise.race([running, agent.ended.then(() => 'killed' as const)]);
  await agent.kill();
  return ending;
}

async function startMortal(dataDir: string, death: Death): Promise<AgentProcess | 'killed'> {
  try {
    return await startAgentWith(['--import', deathModule(death)], dataDir);
  } catch (error) {
    if (error instanceof AgentDidNotStart && error.signal === 'SIGKILL') return 'killed';
    throw error;
  }
}

export interface Ran {
  readonly report: RunReport;
  readonly entries: readonly ReportEntry[];
}

export async function startAndWait(client: ControlClient): Promise<Ran> {
  const started = await client.request('run.start', {});
  if (!started.ok) throw new Error(`${started.problem.code}: ${started.problem.detail}`);
  const ended = await client.request('run.wait', started.value);
  if (!ended.ok) throw new Error(`${ended.problem.code}: ${ended.problem.detail}`);
  const entries = await client.request('run.entries', { ...started.value, limit: 500 });
  if (!entries.ok) throw new Error(`${entries.problem.code}: ${entries.problem.detail}`);
  return { report: ended.value, entries: entries.value.items };
}

export async function withClient<Answer>(
  agent: AgentProcess,
  work: (client: ControlClient) => Promise<Answer>,
): Promise<Answer> {
  const client = { name: 'the crash campaign', version: '1' };
  const connected = await connectToAgent({ dataDir: agent.dataDir, client });
  if (!connected.ok) throw new Error(`${connected.problem.code}: ${connected.problem.detail}`);
  try {
    return await work(connected.value);
  } finally {
    connected.value.close();
  }
}
