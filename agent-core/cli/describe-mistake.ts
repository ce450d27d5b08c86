/** What is wrong with a value of an answer file or with a setting, and what there is to do or may have been meant. */
import type { z } from 'zod';
import { describeIssue, describeIssues, placeOf, valueAt } from '../contract/describe-issue.ts';
import { didYouMean } from './nearest-word.ts';

/** @param value the whole file */
export const describeMistakes = (issues: readonly z.core.$ZodIssue[], value: unknown): string =>
  describeIssues(issues, { value, whole, hintFor });

/** @param value all settings */
export function describeMistake(issue: z.core.$ZodIssue, value: unknown): string {
  return issue.code === 'unrecognized_keys'
    ? describeUnknownKeys(issue, valueAt(value, issue.path)).join('; ')
    : describeIssue(issue, { value, whole, hintFor });
}

const whole = 'the file';

export const placeInFile = (path: readonly PropertyKey[]) => placeOf(path, whole);

/** An answer file that was saved before the registration does not know it yet. */
const hintFor = (place: string) =>
  place === 'tenant.clientId' ? ': "bridgehead register" shows it, and --client-id gives it to the set-up' : '';

/** Keys that there are not, each with the one beside it that may have been meant. @param known the keys at this place */
function describeUnknownKeys({ keys, path }: z.core.$ZodIssueUnrecognizedKeys, known: unknown): readonly string[] {
  const beside = typeof known === 'object' && known !== null ? Object.keys(known) : [];
  const others = beside.filter((key) => !keys.includes(key));
  return keys.map((key) => `${placeInFile([...path, key])}: there is no such setting${didYouMean(key, others)}`);
}
