/** Runs a program to its end, however long that takes. What it starts may live on: there is no pipe whose other end somebody would wait for. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** @returns its exit code, null when it did not start */
export async function runWithoutPipes(program: string, args: readonly string[]): Promise<number | null> {
  try {
    const [exitCode] = await once(spawn(program, args, { stdio: 'ignore', windowsHide: true }), 'exit');
    return typeof exitCode === 'number' ? exitCode : null;
  } catch {
    return null;
  }
}
