/** Distinguished names from the places of things: a name is stored once, where it is, and whatever is below follows when it changes. */
import type { SQLOutputValue, StatementSync } from 'node:sqlite';

/** The distinguished name of what has this name directly below `parent`; null when the parents do not lead up to the domain. */
export type NameBelow = (parent: SQLOutputValue | undefined, name: SQLOutputValue | undefined) => string | null;

/** Deeper than any directory; what goes on is a circle. */
const deepest = 512;

/** Good for as long as the reading does not change. @param place `parent` and `name` of one object of a reading, by its objectGUID */
export function createNames(place: StatementSync, reading: number): NameBelow {
  const known = new Map<SQLOutputValue, string | null>();
  const nameOf = (objectGuid: SQLOutputValue, depth: number): string | null => {
    const already = known.get(objectGuid);
    if (already !== undefined) return already;
    const row = depth > deepest ? undefined : place.get(reading, objectGuid);
    const name = row === undefined ? null : nameBelow(row.parent, row.name, depth + 1);
    known.set(objectGuid, name);
    return name;
  };
  const nameBelow = (parent: SQLOutputValue | undefined, name: SQLOutputValue | undefined, depth: number) => {
    if (parent === null || parent === undefined) return String(name);
    const above = nameOf(parent, depth);
    return above === null ? null : `${name},${above}`;
  };
  return (parent, name) => nameBelow(parent, name, 0);
}
