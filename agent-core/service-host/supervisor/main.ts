/** `main.ts DATA-FOLDER`: the supervisor as a process. There is one for each data folder; a second one ends at once. */
import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { stopDeadlineMs } from '../agent-program.ts';
import { identifyProcess } from './process-identity.ts';
import { type ServiceFiles, serviceFilesOf } from './service-files.ts';
import { spawnAgent } from './spawn-agent.ts';
import { supervise } from './supervise.ts';

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new TypeError('The data folder is missing.');
process.umask(0o077);
const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort());
// The terminal it was started from may go away.
process.on('SIGHUP', () => {});

const files = serviceFilesOf(dataDir);
const lock = claimLock(files.lockPath);
if (lock !== null) await superviseWith(files, stop.signal);

async function superviseWith(files: ServiceFiles, stop: AbortSignal): Promise<void> {
  const installation = files.readInstallation();
  const supervisor = identifyProcess(process.pid);
  if (!installation.ok || installation.value === null || supervisor === null) throw new Error('not installed');
  const installed = installation.value;
  await supervise({
    startAgent: () => spawnAgent(installed, files.outputPath),
    stop,
    stopDeadlineMs,
    monotonicMs: () => performance.now(),
    onChange: (supervision) => {
      const agent = supervision.kind === 'running' ? identifyProcess(supervision.agentPid) : null;
      const { restarts } = supervision;
      files.writeRecord({ supervisor, agent, since: new Date().toISOString(), restarts });
    },
  });
  rmSync(files.recordPath, { force: true });
}

/** The operating system gives the lock up with the process, however it ends. @returns null when somebody else holds it */
function claimLock(path: string): DatabaseSync | null {
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch {
    lock.close();
    return null;
  }
}
