/** Changes as a line of the audit trail tells them. */
import { numberText } from '../contract/number-text.ts';
import { nameFirst } from '../sync/name-first.ts';

/** So many fit into a line. */
export const mostAudited = 100;

/**
 * Such as `2 changes of finding 1f…: delete Ada […]; delete Bob […]`.
 * @param about what is said of all of them, with a space or a comma before
 * @param count how many they are, where a name stands for several
 */
export function auditedChanges(names: readonly string[], about: string, count = names.length): string {
  return `${numberText(count, 'change', 'changes')}${about}: ${nameFirst(names, '; ', mostAudited)}`;
}

/** @param finding null for changes that were named by themselves */
export const ofFinding = (finding: string | null): string => (finding === null ? '' : ` of finding ${finding}`);
