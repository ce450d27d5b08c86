/** Runs one program of the suite and says how it ended: in the foreground, or beside others with its words kept for later. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export const projectDir = join(import.meta.dirname, '..', '..');

/** @returns the exit code */
export type RunProgram = (program: string, commandLine: readonly string[]) => Promise<number>;

/** Scripts run under the pinned runtime, native programs directly. */
export const runProgram: RunProgram = (program, commandLine) => {
  const [command, words] = wordsOf(program, commandLine);
  return endOf(spawn(command, words, { cwd: projectDir, stdio: 'inherit' }));
};

/** Runs without a terminal, with this priority (os.setPriority) for it and all that it starts; what the program says goes to `hear`, in the order it was said. */
export function runProgramHeard(hear: (text: string) => void, priority = 0): RunProgram {
  return async (program, commandLine) => {
    const [command, words] = wordsOf(program, commandLine);
    const child = spawn(command, words, { cwd: projectDir, stdio: ['ignore', 'pipe', 'pipe'] });
    if (child.pid !== undefined) setPriority(child.pid, priority);
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear);
    const silence = once(child, 'close');
    const exitCode = await endOf(child);
    // Its last words may still be on their way. Whoever it left behind with the same ends of the pipes is not waited for.
    await Promise.race([silence, wait(lastWordsMs)]);
    return exitCode;
  };
}

const lastWordsMs = 2_000;

function wordsOf(program: string, commandLine: readonly string[]): readonly [string, readonly string[]] {
  const path = join(projectDir, program);
  const isScript = /\.(m?js|ts)$/.test(program);
  return isScript ? [process.execPath, [path, ...commandLine]] : [path, commandLine];
}

async function endOf(child: ChildProcess): Promise<number> {
  const forward = () => child.kill('SIGTERM');
  process.on('SIGTERM', forward);
  process.on('SIGINT', forward);
  try {
    await once(child, 'exit');
    return child.exitCode ?? 1;
  } finally {
    process.off('SIGTERM', forward);
    process.off('SIGINT', forward);
  }
}

export const programs = {
  typeScript: 'node_modules/.bin/tsc',
  biome: 'node_modules/.bin/biome',
  vitest: 'node_modules/vitest/vitest.mjs',
  demo: 'test/demo/demo.ts',
} as const;
