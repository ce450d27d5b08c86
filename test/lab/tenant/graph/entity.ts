/** Turns stored values into the JSON entity a client asked for. */
import type { LocatedObject } from '../state/directory.ts';
import type { ExtensionProperty } from '../state/snapshot.ts';
import type { TenantState } from '../state/tenant-state.ts';
import type { EntityType } from './entity-type.ts';
import { entityTypes } from './entity-types.ts';
import { type EdmType, filteredAs, type Property, type PropertyTable, writable } from './property.ts';

export type StoredValues = Readonly<Record<string, unknown>>;
export type Entity = Readonly<Record<string, unknown>>;

/** Properties come in the order of the table; what was never written shows as null or as an empty collection. */
export const renderEntity = (
  table: PropertyTable,
  values: StoredValues,
  select: readonly string[] | undefined,
): Entity =>
  Object.fromEntries(
    table
      .filter((property) =>
        select === undefined ? property.returned === 'by default' : select.includes(property.name),
      )
      .map((property) => [property.name, renderValue(property, values[property.name])]),
  );

/** An object among others of any type: it says what it is, and shows what its type has of the selected properties. */
export const renderObject = (
  { kind, record }: LocatedObject,
  select: readonly string[] | undefined,
  state: TenantState,
): Entity => ({
  '@odata.type': entityTypes[kind].odataType,
  ...renderEntity(tableOf(entityTypes[kind], state), record, select),
});

/** The properties of a type in this tenant: Graph's own, and those that applications have added. */
export function tableOf(type: EntityType, { extensions }: TenantState): PropertyTable {
  const added = extensions.on(type.resource);
  return added.length === 0 ? type.table : [...type.table, ...added.map(extensionAsProperty)];
}

const extensionEdmTypes = {
  String: 'Edm.String',
  Boolean: 'Edm.Boolean',
  DateTime: 'Edm.DateTimeOffset',
  Integer: 'Edm.Int32',
} as const satisfies Readonly<Record<ExtensionProperty['dataType'], EdmType>>;

function extensionAsProperty({ name, dataType, isMultiValued }: ExtensionProperty): Property {
  const rules = { clearable: true, maxLength: 256, filters: filteredAs.text };
  return isMultiValued
    ? writable(name, 'Collection(Edm.String)', { ...rules, filters: ['eq', 'startsWith'] })
    : writable(name, extensionEdmTypes[dataType], rules);
}

/** Names the shape of a reply in `@odata.context`. */
export const contextUrl = (origin: string, set: string, select: readonly string[] | undefined): string =>
  `${origin}/v1.0/$metadata#${set}${select === undefined ? '' : `(${select.join(',')})`}`;

function renderValue(property: Property, value: unknown): unknown {
  if (property.returned === 'never') return null;
  if (property.type.startsWith('Collection(')) return value ?? [];
  if (property.members !== undefined && !property.replacesMembers) {
    return { ...Object.fromEntries(property.members.map(({ name }) => [name, null])), ...asObject(value) };
  }
  return value ?? null;
}

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});
