/** Reads the properties a client wants to write to an object of any type, and works out the values that result. */
import type { ObjectRecord, PropertyValue } from '../state/snapshot.ts';
import { accept, type Checked, graphRefusals, refuse } from './graph-refusal.ts';
import type { Payload } from './graph-route.ts';
import { findProperty, type Property, type PropertyTable } from './property.ts';
import { checkPropertyValue, isAnnotation } from './property-value.ts';

export type WriteKind = 'create' | 'update';
export type ChangedValues = Readonly<Record<string, PropertyValue>>;

export interface ChangeRules {
  readonly table: PropertyTable;
  readonly resource: string;
  readonly kind: WriteKind;
}

/** Annotations such as `@odata.type` and `members@odata.bind` are not properties and are passed over. */
export function readChangedValues(payload: Payload, { table, resource, kind }: ChangeRules): Checked<ChangedValues> {
  const values: Record<string, PropertyValue> = {};
  for (const [name, value] of Object.entries(payload)) {
    if (isAnnotation(name)) continue;
    const property = findProperty(table, name);
    if (property === undefined) return refuse(graphRefusals.propertyUnknown(name));
    const isRefused = kind === 'create' ? property.onCreate === 'refused' : property.onUpdate === 'refused';
    if (isRefused) return refuse(graphRefusals.propertyReadOnly(name));
    // Creating with null is the same as leaving the property out, unless a value is required.
    const checked = value === null && kind === 'create' ? accept(null) : checkPropertyValue(property, value, resource);
    if (!checked.ok) return checked;
    values[name] = checked.value;
  }
  return accept(values);
}

/** The first property that must be there when an object is created, and is not. */
export const missingProperty = (payload: Payload, table: PropertyTable): Property | undefined =>
  table.find((property) => property.onCreate === 'required' && (payload[property.name] ?? null) === null);

export const withChangedValues = (before: ObjectRecord, values: ChangedValues, table: PropertyTable): ObjectRecord => ({
  ...before,
  ...Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, mergedValue(findProperty(table, name), before[name], value)]),
  ),
});

/** Most values replace what was there; extension attributes that are not mentioned stay. */
function mergedValue(
  property: Property | undefined,
  before: PropertyValue | undefined,
  written: PropertyValue,
): PropertyValue {
  if (property?.members === undefined || !isMembers(written)) return written;
  if (!property.replacesMembers) return { ...(isMembers(before) ? before : {}), ...written };
  return { ...Object.fromEntries(property.members.map((member) => [member.name, null])), ...written };
}

const isMembers = (value: PropertyValue | undefined): value is Readonly<Record<string, PropertyValue>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Graph shows times of its own to the second. */
export const seconds = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;
