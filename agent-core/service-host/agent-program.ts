/** Which program the service starts: the one this very program belongs to, on the runtime it runs on. */
import { join } from 'node:path';

export interface AgentProgram {
  readonly runtimePath: string;
  readonly agentPath: string;
  readonly supervisorPath: string;
}

const agentCoreDir = join(import.meta.dirname, '..');

export const agentProgram: AgentProgram = {
  runtimePath: process.execPath,
  agentPath: join(agentCoreDir, 'service', 'main.ts'),
  supervisorPath: join(agentCoreDir, 'service-host', 'supervisor', 'main.ts'),
};

/** A stop lets the change under way end; nothing an agent waits for takes longer than this. */
export const stopDeadlineMs = 120_000;
