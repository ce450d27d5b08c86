/** Builds the agent and its command line into out/agent: a file for each program, which starts in half the time of the source. */
import { join } from 'node:path';
import { buildPart, type Part } from '../build-part.ts';

/** @param version what it calls itself, in place of what the source says; a build of another version stands beside */
const agentPart = (version?: string): Part => ({
  name: version === undefined ? 'agent' : `agent-${version}`,
  sources: ['agent-core', 'build/agent'],
  bundler: join(import.meta.dirname, 'bundle-agent.ts'),
  words: version === undefined ? [] : [version],
  variables: ['BRIDGEHEAD_UPDATE_KEY', 'BRIDGEHEAD_UPDATE_FEED', 'BRIDGEHEAD_UPDATE_AUTHENTICODE'],
});

/** Of a key that nobody has, as long as every other. */
export const placeOfUpdateKey = Buffer.alloc(32).toString('base64');

/** As a release pins its key, with a text in its place that takes any other: a test has its own, and unchanged source is not bundled for it again. */
export async function buildAgentForAnyKey(): Promise<string> {
  const environment = { BRIDGEHEAD_UPDATE_KEY: placeOfUpdateKey };
  const { dir } = await buildPart({ ...agentPart(), name: 'agent-for-any-key', environment });
  return dir;
}

/** Scripts for the runtime. */
export interface AgentBuild {
  readonly dir: string;
  readonly agentPath: string;
  readonly commandPath: string;
}

export async function buildAgent(version?: string): Promise<AgentBuild> {
  const { dir } = await buildPart(agentPart(version));
  return { dir, agentPath: join(dir, 'service', 'main.mjs'), commandPath: join(dir, 'cli', 'main.mjs') };
}
