/**
 * Groups that the settings want written with everybody who is in them, and that are not written at all (rule R26). Whoever was to get a
 * licence by one gets none, and nothing else would say so: the directory may have no such group, it may be out of scope, or of a kind that
 * Graph lets nobody write.
 */
import type { Finding } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import type { GroupSettings } from '../contract/settings.ts';
import { nameFirst } from './name-first.ts';
import { referenceText } from './scope.ts';
import type { ScopedGroups } from './scope-groups.ts';

/** @param isWhole the directory was read to the end. Holds nothing. Of a group that may not have been read, or of whose scope nobody knows, something else tells. */
export function findUnwritten(
  { transitiveMembers, areSynchronised }: GroupSettings,
  scoped: ScopedGroups,
  isWhole: boolean,
): readonly Finding[] {
  if (!areSynchronised || transitiveMembers.length === 0) return [];
  const known = new Set(
    [...scoped.inScope, ...scoped.undecided.map(({ object }) => object)].map((one) => one.objectGuid),
  );
  const reasons = new Map([
    ...scoped.outOfScope.map(({ object, rule }) => [object.objectGuid, `out of scope, ${rule}`] as const),
    ...scoped.notWritable.map((one) => [one.object.objectGuid, one.problem.title.replace(/\.$/, '')] as const),
  ]);
  const unwritten = transitiveMembers.flatMap((reference) => {
    const { objectGuid } = reference;
    const reason = reasons.get(objectGuid) ?? (isWhole && !known.has(objectGuid) ? 'no such group is found' : null);
    return reason === null ? [] : [`${referenceText(reference)}: ${reason}`];
  });
  if (unwritten.length === 0) return [];
  const told = problem('group.transitive-not-written', nameFirst(unwritten, '; '));
  return [{ kind: null, problem: told, found: unwritten.length, allowed: 0, holds: [] }];
}
