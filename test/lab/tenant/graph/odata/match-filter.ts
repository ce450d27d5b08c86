/** Says whether an object passes a filter. */
import { assertNever } from '../../assert-never.ts';
import type { ObjectRecord, PropertyValue } from '../../state/snapshot.ts';
import { elementName, type Filter, type FilterLiteral } from './filter.ts';

export function matchesFilter(filter: Filter, record: ObjectRecord): boolean {
  return passes(filter, (path) => valueAt(record, path));
}

type Look = (path: string) => PropertyValue | undefined;

function passes(filter: Filter, look: Look): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every((part) => passes(part, look));
    case 'or':
      return filter.parts.some((part) => passes(part, look));
    case 'not':
      return !passes(filter.part, look);
    case 'any': {
      const values = look(filter.property);
      return Array.isArray(values) && values.some((value) => passes(filter.test, (path) => elementOf(value, path)));
    }
    case 'in':
      return filter.values.some((value) => isEqual(filter.property, look(filter.property), value));
    case 'startsWith':
      return textOf(look(filter.property)).startsWith(filter.value.toLowerCase());
    case 'endsWith':
      return textOf(look(filter.property)).endsWith(filter.value.toLowerCase());
    case 'compare':
      return compares(filter.operator, filter.property, look(filter.property), filter.value);
    default:
      return assertNever(filter);
  }
}

function compares(
  operator: (Filter & { readonly kind: 'compare' })['operator'],
  property: string,
  value: PropertyValue | undefined,
  literal: FilterLiteral,
): boolean {
  switch (operator) {
    case 'eq':
      return isEqual(property, value, literal);
    case 'ne':
      return !isEqual(property, value, literal);
    case 'ge':
      return hasOrder(value, literal) && textOf(value) >= textOf(literal);
    case 'le':
      return hasOrder(value, literal) && textOf(value) <= textOf(literal);
    case 'gt':
      return hasOrder(value, literal) && textOf(value) > textOf(literal);
    case 'lt':
      return hasOrder(value, literal) && textOf(value) < textOf(literal);
    default:
      return assertNever(operator);
  }
}

/** Texts are equal without case, but for the ones that are keys. */
function isEqual(property: string, value: PropertyValue | undefined, literal: FilterLiteral): boolean {
  if (typeof value !== 'string' || typeof literal !== 'string') return (value ?? null) === literal;
  return exactProperties.has(property) ? value === literal : value.toLowerCase() === literal.toLowerCase();
}

const exactProperties: ReadonlySet<string> = new Set(['onPremisesImmutableId', 'uniqueName']);

const hasOrder = (value: PropertyValue | undefined, literal: FilterLiteral): boolean =>
  typeof value === 'string' && typeof literal === 'string';

const textOf = (value: PropertyValue | undefined): string => (typeof value === 'string' ? value.toLowerCase() : '');

const elementOf = (value: PropertyValue, path: string): PropertyValue | undefined =>
  path === elementName ? value : undefined;

function valueAt(record: ObjectRecord, path: string): PropertyValue | undefined {
  const [name = '', member] = path.split('/');
  const value = record[name];
  if (member === undefined) return value;
  return isMembers(value) ? value[member] : undefined;
}

const isMembers = (value: PropertyValue | undefined): value is Readonly<Record<string, PropertyValue>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
