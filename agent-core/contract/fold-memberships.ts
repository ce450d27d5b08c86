/**
 * Folds the members of a group that is made anew under its creation: whether they belong to it is decided with the group, and a thousand
 * lines would hide everything else.
 */
import { numberText } from './number-text.ts';
import type { Change } from './plan.ts';

export interface Folded<Item> {
  readonly item: Item;
  /** So many of the group that it creates are not among the items any more. */
  readonly memberships: number;
}

export function foldMemberships<Item>(
  items: readonly Item[],
  changeOf: (item: Item) => Change,
): readonly Folded<Item>[] {
  const members = new Map<string, number>();
  for (const { kind, objectType, objectGuid } of items.map(changeOf))
    if (kind === 'create' && objectType === 'group') members.set(objectGuid, 0);
  if (members.size === 0) return items.map((item) => ({ item, memberships: 0 }));
  const others = items.filter((item) => {
    const { kind, objectGuid } = changeOf(item);
    const count = kind === 'link' ? members.get(objectGuid) : undefined;
    if (count === undefined) return true;
    members.set(objectGuid, count + 1);
    return false;
  });
  return others.map((item) => ({ item, memberships: members.get(changeOf(item).objectGuid) ?? 0 }));
}

/** ` and 1,203 memberships`; nothing where there are none. */
export const membershipsText = (count: number): string =>
  count === 0 ? '' : ` and ${numberText(count, 'membership', 'memberships')}`;
