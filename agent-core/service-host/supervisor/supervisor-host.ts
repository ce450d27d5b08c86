/** The service where there is no service manager: a supervisor of our own, in the background, that outlives the terminal. */
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { readIfThere } from '../../system/read-if-there.ts';
import { type AgentProgram, stopDeadlineMs } from '../agent-program.ts';
import { findGroup } from '../find-group.ts';
import type { ServiceHost, ServiceState } from '../service-host.ts';
import { tryChange } from '../try-change.ts';
import { isAlive, type ProcessIdentity, signalProcess } from './process-identity.ts';
import { type Installation, type SupervisorRecord, serviceFilesOf } from './service-files.ts';

export interface SupervisorHostOptions {
  readonly dataDir: string;
  readonly program: AgentProgram;
}

const startDeadlineMs = 60_000;
const lookEveryMs = 50;
const shownLines = 10;

export function createSupervisorHost({ dataDir, program }: SupervisorHostOptions): ServiceHost {
  const files = serviceFilesOf(dataDir);

  const whenInstalled = <Value>(act: (installation: Installation) => Promise<Result<Value>>): Promise<Result<Value>> =>
    tryChange(files.dir, async () => {
      const installation = files.readInstallation();
      if (!installation.ok) return installation;
      if (installation.value === null) return fail(problem('service.not-installed', files.dir));
      return act(installation.value);
    });

  const isSupervised = () => {
    const record = files.readRecord();
    return record !== null && isAlive(record.supervisor);
  };

  const start = () =>
    whenInstalled(async ({ runtimePath, supervisorPath }) => {
      if (isSupervised()) return succeed(false);
      // An agent whose supervisor was killed ends by itself; it holds the data folder until it has.
      const ended = await endAll(files.readRecord());
      if (!ended.ok) return ended;
      const supervisor = spawn(runtimePath, [supervisorPath, dataDir], { detached: true, stdio: 'ignore', cwd: '/' });
      const failed = new AbortController();
      supervisor.once('error', () => failed.abort());
      // With 0 it ends because somebody else started one in the same moment.
      supervisor.once('exit', (code) => code !== 0 && failed.abort());
      supervisor.unref();
      await waitUntil(() => isSupervised() || failed.signal.aborted, startDeadlineMs);
      if (isSupervised()) return succeed(true);
      return fail(problem('service.manager-refused', `the supervisor ${supervisorPath} did not start`));
    });

  const stop = () =>
    whenInstalled(async () => {
      const record = files.readRecord();
      const ended = await endAll(record);
      if (ended.ok) rmSync(files.recordPath, { force: true });
      return ended;
    });

  return {
    kind: 'supervisor',
    name: files.dir,
    start,
    stop,
    approvers: () => {
      const installation = files.readInstallation();
      return installation.ok ? (installation.value?.approvers ?? null) : null;
    },
    install: (chosen) =>
      tryChange(files.dir, () => {
        const installation = files.readInstallation();
        if (!installation.ok) return installation;
        const approvers = chosen === undefined ? (installation.value?.approvers ?? null) : chosen;
        if (approvers !== null && findGroup(approvers) === null) return fail(problem('agent.unknown-group', approvers));
        const wanted: Installation = { ...program, dataDir, approvers };
        if (isDeepStrictEqual(installation.value, wanted)) return succeed(false);
        files.writeInstallation(wanted);
        return succeed(true);
      }),
    restart: async () => {
      const stopped = await stop();
      return stopped.ok ? start() : stopped;
    },
    read: () =>
      tryChange(files.dir, () => {
        const installation = files.readInstallation();
        if (!installation.ok) return installation;
        return succeed<ServiceState>(
          installation.value === null ? { kind: 'notInstalled' } : stateOf(files.readRecord()),
        );
      }),
    uninstall: () =>
      tryChange(files.dir, async () => {
        const installation = files.readInstallation();
        if (!installation.ok) return installation;
        if (!existsSync(files.dir)) return succeed(false);
        const ended = await endAll(files.readRecord());
        if (!ended.ok) return ended;
        rmSync(files.dir, { recursive: true });
        return succeed(true);
      }),
    account: null,
    lastLines: async () => [`${files.outputPath}.before`, files.outputPath].flatMap(linesOf).slice(-shownLines),
  };
}

function stateOf(record: SupervisorRecord | null): ServiceState {
  if (record === null || !isAlive(record.supervisor)) return { kind: 'stopped' };
  const { agent, since, restarts } = record;
  if (agent === null || !isAlive(agent)) return { kind: 'waiting', restarts };
  return { kind: 'running', pid: agent.pid, since, restarts };
}

/** Ends the supervisor, which ends its agent; an agent without one is ended by itself. @returns whether there was anything */
async function endAll(record: SupervisorRecord | null): Promise<Result<boolean>> {
  const named = [record?.supervisor, record?.agent].filter((one): one is ProcessIdentity => one != null);
  const alive = named.filter(isAlive);
  const [first] = alive;
  if (first === undefined) return succeed(false);
  signalProcess(first, 'SIGTERM');
  const areGone = await waitUntil(() => !alive.some(isAlive), stopDeadlineMs + 10_000);
  return areGone
    ? succeed(true)
    : fail(problem('service.not-stopped', `process ${alive.map(({ pid }) => pid).join(', ')}`));
}

async function waitUntil(isDone: () => boolean, deadlineMs: number): Promise<boolean> {
  const deadline = performance.now() + deadlineMs;
  while (!isDone()) {
    if (performance.now() > deadline) return false;
    await pause(lookEveryMs);
  }
  return true;
}

const linesOf = (path: string): readonly string[] =>
  (readIfThere(path) ?? '').split('\n').filter((line) => line !== '');
