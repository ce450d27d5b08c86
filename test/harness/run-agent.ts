/** Runs an agent over its control connection: what the command line does, without a process for each command. */
import { type ControlClient, connectToAgent } from '../../agent-core/client/control-client.ts';
import { readAllPages } from '../../agent-core/client/each-page.ts';
import type { Result } from '../../agent-core/contract/result.ts';
import type { ReportEntry, RunReport } from '../../agent-core/contract/run-report.ts';
import { LabProblem } from '../lab/lab-problem.ts';
import type { AgentProcess } from './agent-process.ts';

export interface Ran {
  readonly report: RunReport;
  readonly entries: readonly ReportEntry[];
}

export async function startAndWait(client: ControlClient): Promise<Ran> {
  const started = orThrow(await client.request('run.start', {}));
  return await readRun(client, orThrow(await client.request('run.wait', started)));
}

export async function readRun(client: ControlClient, report: RunReport): Promise<Ran> {
  const { runId } = report;
  return { report, entries: orThrow(await readAllPages((cursor) => client.request('run.entries', { runId, cursor }))) };
}

export async function withClient<Answer>(
  agent: AgentProcess,
  work: (client: ControlClient) => Promise<Answer>,
): Promise<Answer> {
  const { dataDir } = agent;
  const client = orThrow(await connectToAgent({ dataDir, client: { name: 'a test', version: '1' } }));
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

/** Throws a LabProblem. */
export function orThrow<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  const { title: sentence, detail, code, remedy } = result.problem;
  throw new LabProblem(`${sentence} ${detail} [${code}]`, remedy);
}
