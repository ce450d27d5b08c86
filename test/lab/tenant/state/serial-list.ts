/** A list in the order of ever growing serial numbers, in which finding a place and taking something out stay cheap. */

export interface SerialEntry<Item> {
  readonly serial: number;
  readonly item: Item;
}

export interface SerialList<Item> {
  readonly size: () => number;
  /** `serial` is greater than any before. */
  readonly append: (serial: number, item: Item) => void;
  readonly remove: (serial: number) => void;
  /** Everything later than `serial`, in order. */
  readonly after: (serial: number) => Generator<SerialEntry<Item>>;
}

export function createSerialList<Item>(): SerialList<Item> {
  let serials: number[] = [];
  let items: (Item | undefined)[] = [];
  let holes = 0;

  /** Holes are left where something was taken out; once they are the larger part, the list closes up. */
  const closeUp = (): void => {
    if (holes < 64 || holes * 2 < serials.length) return;
    const kept = serials.map((_, index) => index).filter((index) => items[index] !== undefined);
    serials = kept.map((index) => serials[index] ?? 0);
    items = kept.map((index) => items[index]);
    holes = 0;
  };

  return {
    size: () => serials.length - holes,
    append: (serial, item) => {
      serials.push(serial);
      items.push(item);
    },
    remove: (serial) => {
      const index = firstIndex(serials, (candidate) => candidate >= serial);
      if (serials[index] !== serial || items[index] === undefined) return;
      items[index] = undefined;
      holes += 1;
      closeUp();
    },
    after: function* (serial) {
      for (let index = firstIndex(serials, (candidate) => candidate > serial); index < serials.length; index += 1) {
        const item = items[index];
        const at = serials[index];
        if (item !== undefined && at !== undefined) yield { serial: at, item };
      }
    },
  };
}

/** The first index whose element answers yes, in an array where every later one does too; the length when none does. */
export function firstIndex<Element>(elements: readonly Element[], isReached: (element: Element) => boolean): number {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const element = elements[middle];
    if (element !== undefined && isReached(element)) high = middle;
    else low = middle + 1;
  }
  return low;
}
