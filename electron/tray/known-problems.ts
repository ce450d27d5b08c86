/** Which problems a person was told of, between two starts. A file that cannot be read or written costs one notification more. */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { type Problem, problemSchema } from '../../agent-core/contract/problem.ts';
import { type KnownProblems, nothingKnown } from './tray-notices.ts';

const problemsSchema = z.array(problemSchema).readonly();

export function readKnownProblems(path: string): KnownProblems {
  try {
    return { ...nothingKnown, ofAgent: problemsSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) };
  } catch {
    return nothingKnown;
  }
}

export function writeKnownProblems(path: string, problems: readonly Problem[]): void {
  try {
    writeFileSync(path, JSON.stringify(problems));
  } catch {
    // The next start tells of nothing that is there already.
  }
}
