/** What a person would call a change: whom it is about, and of a link both ends, since whoever decides about it must see both. */

import { foldMemberships, membershipsText } from '../contract/fold-memberships.ts';
import { numberText } from '../contract/number-text.ts';
import type { Change } from '../contract/plan.ts';

export function nameChange(change: Change): string {
  const name = change.userPrincipalName ?? change.displayName;
  return change.kind === 'link' || change.kind === 'unlink' ? `${name}: ${change.target.displayName}` : name;
}

/** With what would be done, where nothing beside it says so. */
export const nameDeed = (change: Change): string =>
  `${change.kind} ${change.objectType === 'group' ? 'group ' : ''}${nameChange(change)}`;

/** Where the group is named already: of a link whom it is about. */
export const nameEnd = (change: Change): string =>
  change.kind === 'link' || change.kind === 'unlink' ? change.target.displayName : nameChange(change);

/**
 * Of many changes, each once: a group that is made anew with the number of its members, and one that goes with those that it has.
 * @param memberCounts of groups of the tenant, as far as they are known
 */
export const nameChanges = (
  changes: readonly Change[],
  memberCounts: ReadonlyMap<string, number> = new Map(),
): readonly string[] =>
  foldMemberships(changes, (change) => change).map(({ item, memberships }) => {
    const count = item.kind === 'delete' ? memberCounts.get(item.tenantObjectId) : undefined;
    return `${nameChange(item)}${membershipsText(memberships)}${count === undefined ? '' : memberCountText(count)}`;
  });

const memberCountText = (count: number) => ` (${numberText(count, 'member', 'members')})`;
