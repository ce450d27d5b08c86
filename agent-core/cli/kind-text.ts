/** How a kind of danger reads that is counted apart for each group: by what the group is called, not by its id. */
import { isGuid } from '../contract/is-guid.ts';
import type { Change } from '../contract/plan.ts';

/** @param change one that it holds: that of a group names the group */
export function kindText(kind: string, change: Change): string {
  const id = change.kind === 'create' ? null : change.tenantObjectId;
  return id !== null && kind.endsWith(` ${id}`) ? `${kind.slice(0, -id.length)}${change.displayName}` : kind;
}

/** Where no change is at hand: what the finding says begins with the name of the group. */
export function kindWithoutId(kind: string): string {
  const words = kind.split(' ');
  return isGuid(words.at(-1) ?? '') ? words.slice(0, -1).join(' ') : kind;
}
