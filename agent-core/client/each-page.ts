/** Pulls a list page by page: the one way in which everybody does it who asks the agent for more than fits into an answer. */
import { type Result, succeed } from '../contract/result.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Null after the last one. */
  readonly next: number | null;
}

/** @param take is handed one page after the other, and waited for */
export async function eachPage<Item, First extends number | null>(
  first: First,
  read: (cursor: First | number) => Promise<Result<Page<Item>>>,
  take: (items: readonly Item[]) => Promise<void> | void,
): Promise<Result<void>> {
  let cursor: First | number = first;
  while (true) {
    const page = await read(cursor);
    if (!page.ok) return page;
    await take(page.value.items);
    if (page.value.next === null) return succeed(undefined);
    cursor = page.value.next;
  }
}

/** All of it at once. */
export async function readAllPages<Item>(
  read: (cursor: number) => Promise<Result<Page<Item>>>,
): Promise<Result<readonly Item[]>> {
  const all: Item[] = [];
  const ended = await eachPage(0, read, (items) => void all.push(...items));
  return ended.ok ? succeed(all) : ended;
}
