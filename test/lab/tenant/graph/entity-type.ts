/** What the tenant has to know about one type of object to list it, read it and show it among others. */
import type { ObjectKind } from '../state/snapshot.ts';
import type { PropertyTable } from './property.ts';
import type { QuerySupport } from './query-options.ts';

export interface EntityType {
  readonly kind: ObjectKind;
  /** The first segment of its address. */
  readonly set: string;
  /** How refusals name it. */
  readonly resource: string;
  readonly odataType: `#microsoft.graph.${string}`;
  readonly table: PropertyTable;
  readonly searchable: ReadonlySet<string>;
  readonly sortable: ReadonlySet<string>;
  readonly relations: ReadonlySet<string>;
}

export const listSupport = (type: EntityType, table: PropertyTable): QuerySupport => ({
  table,
  resource: type.resource,
  options: new Set(['$select', '$top', '$filter', '$skiptoken', '$count', '$search', '$orderby', '$expand']),
  searchable: type.searchable,
  sortable: type.sortable,
  relations: type.relations,
});

export const entitySupport = (type: EntityType, table: PropertyTable): QuerySupport => ({
  table,
  resource: type.resource,
  options: new Set(['$select', '$expand']),
  relations: type.relations,
});
