/** Builds the agent and its command line into out/agent: a file for each program, which starts in half the time of the source. */
import { join } from 'node:path';
import { buildPart, type Part } from '../build-part.ts';

const agent: Part = {
  name: 'agent',
  sources: ['agent-core', 'build/agent'],
  bundler: join(import.meta.dirname, 'bundle-agent.ts'),
};

/** Scripts for the runtime. */
export interface AgentBuild {
  readonly agentPath: string;
  readonly commandPath: string;
}

export async function buildAgent(): Promise<AgentBuild> {
  const { dir } = await buildPart(agent);
  return { agentPath: join(dir, 'service', 'main.mjs'), commandPath: join(dir, 'cli', 'main.mjs') };
}
