/** Starts the agent as a child that ends, cleanly, when its supervisor is gone: the channel between them closes with either. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, renameSync } from 'node:fs';
import { agentWords, runtimeWords } from '../agent-program.ts';
import type { Installation } from './service-files.ts';
import type { AgentLife } from './supervise.ts';

/** What it says goes to a file; that of the life before is kept beside it, and none older. */
export function spawnAgent(
  { runtimePath, agentPath, dataDir, approvers }: Installation,
  outputPath: string,
): AgentLife {
  if (existsSync(outputPath)) renameSync(outputPath, `${outputPath}.before`);
  const output = openSync(outputPath, 'w', 0o600);
  const child = spawn(runtimePath, [...runtimeWords, agentPath, ...agentWords(dataDir, approvers)], {
    cwd: '/',
    stdio: ['ignore', output, output, 'ipc'],
  });
  closeSync(output);
  const ended = new Promise<Awaited<AgentLife['ended']>>((settle) => {
    child.once('error', (error) => settle({ isClean: false, how: `it could not be started: ${error.message}` }));
    child.once('exit', (code, signal) => settle({ isClean: code === 0, how: `it ended with ${signal ?? code}` }));
  });
  return {
    pid: child.pid ?? 0,
    ended,
    stop: () => void child.kill('SIGTERM'),
    kill: () => void child.kill('SIGKILL'),
  };
}
