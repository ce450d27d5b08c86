/** The danger of many new or restored accounts: a scope that grew by mistake costs licences and opens doors. */
import type { Change } from '../../contract/plan.ts';
import { type GuardKind, usersToBe } from './guard-kind.ts';

/**
 * The first run of an installation fills the tenant: nothing of ours is in it yet, and whoever set it up saw the scope. A domain that is
 * added later, or could not be read then, is counted apart until it is filled: the newcomers of the others do not wait for it.
 */
export const creates: GuardKind = {
  name: 'creates',
  code: 'guard.too-many-creates',
  countsIn: (change, { isFilled, newDomains }) =>
    isFilled && isCreation(change) ? [newDomains.get(change.objectGuid) ?? ''] : [],
  wholeOf: usersToBe,
  limitOf: (settings) => settings.creates,
  fewest: 10,
};

const isCreation = ({ kind }: Change) => kind === 'create' || kind === 'restore';

/** Of which everything is known and no creation is held: from now on its newcomers are those of everybody. */
export function filledDomains(
  readDomains: readonly string[],
  held: readonly { readonly change: Change }[],
  objects: readonly { readonly objectGuid: string; readonly domain: string }[],
): readonly string[] {
  const waiting = new Set<string>(held.flatMap(({ change }) => (isCreation(change) ? [change.objectGuid] : [])));
  const unfilled = new Set(objects.flatMap(({ objectGuid, domain }) => (waiting.has(objectGuid) ? [domain] : [])));
  return readDomains.filter((domain) => !unfilled.has(domain));
}
