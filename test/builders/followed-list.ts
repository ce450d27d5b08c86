/** What changed in a list since somebody last asked, for fakes that are lists: every asking is remembered whole. */
import type { TenantObjectId } from '../../agent-core/contract/identifiers.ts';

export interface FollowedList<Item> {
  /** @param since what an earlier answer ended with; null tells everything. Also what came and went meanwhile has changed. */
  changes(since: string | null, items: readonly Item[]): ChangesSince<Item>;
}

export interface ChangesSince<Item> {
  readonly since: string;
  readonly gone: readonly TenantObjectId[];
  /** With whatever it was meanwhile. */
  readonly changed: readonly { readonly now: Item; readonly before: readonly Item[] }[];
}

export function followedList<Item>(idOf: (item: Item) => TenantObjectId): FollowedList<Item> {
  const places: ReadonlyMap<TenantObjectId, Item>[] = [new Map()];
  return {
    changes: (since, items) => {
      const now = new Map(items.map((item) => [idOf(item), item]));
      places.push(now);
      const after = places.slice(Number(since ?? 0));
      const ids = new Set(after.flatMap((place) => [...place.keys()]));
      const wereOf = (id: TenantObjectId) => after.map((place) => place.get(id));
      const changed = [...ids].filter((id) => new Set(wereOf(id).map((item) => JSON.stringify(item))).size > 1);
      return {
        since: String(places.length - 1),
        gone: changed.filter((id) => !now.has(id)),
        changed: changed.flatMap((id) => {
          const item = now.get(id);
          return item === undefined ? [] : [{ now: item, before: wereOf(id).filter((were) => were !== undefined) }];
        }),
      };
    },
  };
}
