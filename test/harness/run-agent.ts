/** Runs an agent over its control connection: what the command line does, without a process for each command. */
import { type ControlClient, connectToAgent } from '../../agent-core/client/control-client.ts';
import type { ReportEntry, RunReport } from '../../agent-core/contract/run-report.ts';
import type { AgentProcess } from './agent-process.ts';

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
  const client = { name: 'a test', version: '1' };
  const connected = await connectToAgent({ dataDir: agent.dataDir, client });
  if (!connected.ok) throw new Error(`${connected.problem.code}: ${connected.problem.detail}`);
  try {
    return await work(connected.value);
  } finally {
    connected.value.close();
  }
}
