/** Chance that can be repeated: the same seed always draws the same. */

export interface Chance {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** @throws RangeError of an empty list */
  oneOf<Item>(items: readonly Item[]): Item;
  /** So many different ones, or all there are. */
  some<Item>(items: readonly Item[], count: number): readonly Item[];
  isLucky(percent: number): boolean;
}

export function seededChance(seed: number): Chance {
  let state = seed | 0;
  /** SplitMix32. */
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  const oneOf = <Item>(items: readonly Item[]): Item => {
    const item = items[between(0, items.length - 1)];
    if (item === undefined) throw new RangeError('nothing to choose from');
    return item;
  };
  const some = <Item>(items: readonly Item[], count: number): readonly Item[] => {
    if (count <= 0 || items.length === 0) return [];
    const chosen = oneOf(items);
    return [
      chosen,
      ...some(
        items.filter((item) => item !== chosen),
        count - 1,
      ),
    ];
  };
  return { between, oneOf, some, isLucky: (percent) => next() * 100 < percent };
}
