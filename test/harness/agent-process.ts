/** A real agent in a process of its own, and the real command line beside it: what an administrator has, for demo and tests. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { runtimeWords } from '../../agent-core/service-host/agent-program.ts';
import { type AgentBuild, buildAgent } from '../../build/agent/build-agent.ts';

const startDeadlineMs = 90_000;

let build: Promise<AgentBuild> | null = null;
/** What is installed, not the source: it starts in half the time. Built once for everything that a process starts. */
const built = () => {
  build ??= buildAgent();
  return build;
};

export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface AgentProcess {
  readonly dataDir: string;
  readonly pid: number;
  /** Everything it said until now, on standard output and standard error. */
  output(): string;
  /** Runs `bridgehead` against this agent. */
  bridgehead(...commandLine: readonly string[]): Promise<CommandResult>;
  /** Ends the agent as a service manager would, and gives its exit code. */
  stop(): Promise<number>;
  /** Ends the agent without a chance to clean up. */
  kill(): Promise<void>;
  /** How it ended, whoever ended it. */
  readonly ended: Promise<AgentEnd>;
}

interface AgentEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** What an agent said that did not start. */
export class AgentDidNotStart extends Error {
  readonly signal: NodeJS.Signals | null;

  constructor(said: string, signal: NodeJS.Signals | null) {
    super(said);
    this.signal = signal;
  }
}

export function startAgentProcess(dataDir: string, ...options: readonly string[]): Promise<AgentProcess> {
  return startAgentWith([], dataDir, options);
}

/** @param runtimeOptions such as a module that is loaded before the agent */
export async function startAgentWith(
  runtimeOptions: readonly string[],
  dataDir: string,
  options: readonly string[] = [],
  runtimePath = process.execPath,
): Promise<AgentProcess> {
  const { agentPath } = await built();
  const child = spawn(runtimePath, [...runtimeWords, ...runtimeOptions, agentPath, '--data-dir', dataDir, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Nobody may be left behind when a test is interrupted.
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const ended = once(child, 'exit').then((): AgentEnd => {
    process.off('exit', killWithUs);
    return { exitCode: child.exitCode, signal: child.signalCode };
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  await ready(child, said);
  return {
    dataDir,
    pid: child.pid ?? 0,
    output: () => said.join(''),
    bridgehead: (...commandLine) => runBridgehead([...commandLine, '--data-dir', dataDir], runtimePath),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode ?? -1;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    ended,
  };
}

/** Resolves with the line that says so, rejects when the agent ends or says nothing. */
async function ready(child: ChildProcess & { readonly stdout: Readable }, said: readonly string[]): Promise<void> {
  const signal = AbortSignal.timeout(startDeadlineMs);
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line', { signal }), once(child, 'exit')]).catch(() => []);
  if (typeof first[0] === 'string' && first[0].includes('"ready":true')) return;
  const { signalCode } = child;
  child.kill('SIGKILL');
  throw new AgentDidNotStart(said.join(''), signalCode);
}

export async function runBridgehead(
  commandLine: readonly string[],
  runtimePath = process.execPath,
): Promise<CommandResult> {
  const { commandPath } = await built();
  const child = spawn(runtimePath, [commandPath, ...commandLine], { stdio: ['ignore', 'pipe', 'pipe'] });
  const stdout: string[] = [];
  const stderr: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
  await once(child, 'close');
  return { exitCode: child.exitCode ?? -1, stdout: stdout.join(''), stderr: stderr.join('') };
}
