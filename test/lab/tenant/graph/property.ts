/** One property of a Graph entity as the tenant treats it: its type, who may write it and what a value must look like. */

/** Types by their names in Graph's own schema, so that they can be compared with it. */
export type EdmType =
  | 'Edm.String'
  | 'Edm.Boolean'
  | 'Edm.DateTimeOffset'
  | 'Edm.Int32'
  | 'Edm.Guid'
  | 'Collection(Edm.String)'
  | `graph.${string}`
  | `Collection(graph.${string})`;

export interface Property {
  readonly name: string;
  readonly type: EdmType;
  readonly returned: 'by default' | 'on $select' | 'never';
  readonly onCreate: 'required' | 'optional' | 'refused';
  readonly onUpdate: 'optional' | 'refused';
  /** Whether null may be written over a value. */
  readonly clearable: boolean;
  /** In UTF-16 code units; of each value where there are several. */
  readonly maxLength?: number;
  readonly maxValues?: number;
  /** What the whole text must match; of each value where there are several. */
  readonly form?: RegExp;
  /** The operators of $filter that Graph has for it; `eq` and the like on each value where there are several. */
  readonly filters?: readonly FilterOperator[];
  /** The parts of a complex value; all of them are clearable text. */
  readonly members?: readonly PropertyMember[];
  /** Whether members that are left out of an update become null instead of staying as they are. */
  readonly replacesMembers?: boolean;
}

export type FilterOperator = 'eq' | 'ne' | 'in' | 'ge' | 'le' | 'startsWith' | 'endsWith';

/** The ways in which most properties can be filtered. */
export const filteredAs = {
  choice: ['eq', 'ne', 'in'],
  time: ['eq', 'ne', 'in', 'ge', 'le'],
  text: ['eq', 'ne', 'in', 'ge', 'le', 'startsWith'],
  address: ['eq', 'ne', 'in', 'ge', 'le', 'startsWith', 'endsWith'],
} as const satisfies Readonly<Record<string, readonly FilterOperator[]>>;

export interface PropertyMember {
  readonly name: string;
  readonly maxLength?: number;
}

export type PropertyTable = readonly Property[];

export const findProperty = (table: PropertyTable, name: string): Property | undefined =>
  table.find((property) => property.name === name);

type Refinement = Partial<Omit<Property, 'name' | 'type'>>;

export function readOnly(name: string, type: EdmType, refinement: Refinement = {}): Property {
  return {
    name,
    type,
    returned: 'on $select',
    onCreate: 'refused',
    onUpdate: 'refused',
    clearable: false,
    ...refinement,
  };
}

export function writable(name: string, type: EdmType, refinement: Refinement = {}): Property {
  return {
    name,
    type,
    returned: 'on $select',
    onCreate: 'optional',
    onUpdate: 'optional',
    clearable: false,
    ...refinement,
  };
}

/** A property that no client writes and every reply shows. */
export const served = (name: string, type: EdmType, refinement: Refinement = {}): Property =>
  readOnly(name, type, { returned: 'by default', ...refinement });

export const text = (name: string, refinement: Refinement = {}): Property =>
  writable(name, 'Edm.String', { clearable: true, ...refinement });

export const texts = (name: string, refinement: Refinement = {}): Property =>
  writable(name, 'Collection(Edm.String)', refinement);
