/** Runs a program of the bench, or a peer's, to its end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export interface Ran {
  readonly seconds: number;
  readonly output: string;
}

/** Wall time from before it is started until it has ended. Throws when it fails. */
export async function runProgram(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const startedMs = performance.now();
  const env = { ...process.env, ...environment };
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  const [output, errors, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (exitCode !== 0) throw new Error(`${program} ended with ${exitCode}: ${errors.slice(-500)}`);
  return { seconds: (performance.now() - startedMs) / 1000, output };
}

export interface StartedProgram {
  /** The first line it printed. */
  readonly line: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Resolves when it has printed its first line. */
export async function startProgram(args: readonly string[]): Promise<StartedProgram> {
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const line = await Promise.race([
    new Promise<string>((resolve) => child.stdout?.once('data', (data: Buffer) => resolve(data.toString().trim()))),
    ended.then(() => Promise.reject(new Error(`${args[0]} ended before it was ready`))),
  ]);
  const stop = async () => {
    child.stdin?.end();
    await ended;
  };
  return { line, pid: child.pid ?? 0, stop };
}
