/** Compares what an object of the tenant holds with what it should hold. */
import type { AttributeChange, AttributeValue } from '../contract/plan.ts';

/** Attributes that `desired` does not name are not compared. The order is that of the attribute list, so plans can be compared. */
export function compareValues<Name extends string>(
  names: readonly Name[],
  existing: Readonly<Partial<Record<Name, AttributeValue>>>,
  desired: Readonly<Partial<Record<Name, AttributeValue>>>,
): readonly AttributeChange[] {
  const changes: AttributeChange[] = [];
  // Asked of everybody for every name, and nearly always for nothing: no list is made for each.
  for (const name of names) {
    const after = desired[name];
    if (after === undefined) continue;
    const before = existing[name] ?? null;
    if (!isSame(before, after)) changes.push({ name, before, after });
  }
  return changes;
}

/** Both sides are canonical; nothing and an empty list are the same. */
export function isSame(before: AttributeValue, after: AttributeValue): boolean {
  // Nearly all of what is compared in a run are texts that are the same.
  if (!Array.isArray(before) && !Array.isArray(after)) return before === after;
  return JSON.stringify(emptyToNull(before)) === JSON.stringify(emptyToNull(after));
}

function emptyToNull(value: AttributeValue): AttributeValue {
  return Array.isArray(value) && value.length === 0 ? null : value;
}
