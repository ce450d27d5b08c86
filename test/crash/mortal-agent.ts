/** A real agent that is killed in the middle of what it does, and the same agent afterwards. */
import { AgentDidNotStart, type AgentProcess, startAgentWith } from '../harness/agent-process.ts';
import { startAndWait, withClient } from '../harness/run-agent.ts';
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
