/** Many rows go with one statement, as one list in JSON; never so many that their text is large. */
const portion = 1_000;

export function* portionsOf<Item>(items: readonly Item[]): Iterable<readonly Item[]> {
  for (let start = 0; start < items.length; start += portion) yield items.slice(start, start + portion);
}
