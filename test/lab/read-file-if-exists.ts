/** "Not there yet" is an ordinary answer for the lab's files; every other trouble with reading one is not. */
import { readFile } from 'node:fs/promises';
import { LabProblem } from './lab-problem.ts';

export async function readFileIfExists(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new LabProblem(`${path} cannot be read.`, 'Look at the folder it is in, or name another lab with --dir.', {
      cause,
    });
  }
}
