/** How a person keeps what is in the lab's tenant, and reads what has changed since. */
import { resolve } from 'node:path';
import { z } from 'zod';
import { LabProblem } from './lab-problem.ts';
import { readFileIfExists } from './read-file-if-exists.ts';
import type { ComparedState, StateDifference } from './tenant/state/compare-states.ts';
import { shownStateSchema } from './tenant/state/snapshot.ts';

/** @throws LabProblem when the file is not there or holds something else */
export async function readSavedState(file: string): Promise<ComparedState> {
  const content = await readFileIfExists(resolve(file));
  if (content === undefined) throw new LabProblem(`There is no file ${file}.`, saveFirst);
  const parsed = savedStateSchema.safeParse(content);
  if (!parsed.success) throw new LabProblem(`${file} holds no state of a tenant.`, saveFirst);
  return parsed.data;
}

const savedStateSchema = z.string().transform(parseJson).pipe(shownStateSchema);
const saveFirst = 'Write one down before the changes: npm run lab -- save FILE';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function describeDifferences(differences: readonly StateDifference[]): string {
  if (differences.length === 0) return 'Nothing has changed in the tenant.\n';
  return differences.map(describeDifference).join('');
}

function describeDifference(difference: StateDifference): string {
  const line = `${difference.kind} ${difference.what} ${difference.name}\n`;
  if (difference.kind !== 'changed') return line;
  const properties = Object.entries(difference.properties).map(
    ([name, { before, after }]) => `  ${name}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}\n`,
  );
  return line + properties.join('');
}
