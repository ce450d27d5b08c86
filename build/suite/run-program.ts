/** Runs one program of the suite in the foreground and says how it ended. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const projectDir = join(import.meta.dirname, '..', '..');

/** Scripts run under the pinned runtime, native programs directly. @returns the exit code */
export async function runProgram(program: string, commandLine: readonly string[]): Promise<number> {
  const path = join(projectDir, program);
  const isScript = /\.(m?js|ts)$/.test(program);
  const [command, first] = isScript ? [process.execPath, [path]] : [path, []];
  const child = spawn(command, [...first, ...commandLine], { cwd: projectDir, stdio: 'inherit' });
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
