/** Refuses a filter that Graph would refuse: unknown properties, operators a property does not have, missing consistency. */
import { accept, type Checked, type GraphRefusal, graphRefusals, refuse } from '../graph-refusal.ts';
import { type FilterOperator, findProperty, type Property, type PropertyTable } from '../property.ts';
import { elementName, type Filter, type FilterLiteral } from './filter.ts';

export interface FilterRules {
  readonly table: PropertyTable;
  readonly resource: string;
  /** Whether the request says `ConsistencyLevel: eventual` and `$count=true`. */
  readonly isAdvanced: boolean;
}

export function checkFilter(filter: Filter, rules: FilterRules): Checked<Filter> {
  const refusal = refusalOf(filter, rules);
  return refusal === undefined ? accept(filter) : refuse(refusal);
}

function refusalOf(filter: Filter, rules: FilterRules): GraphRefusal | undefined {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return first(filter.parts, rules);
    case 'not':
      return rules.isAdvanced ? refusalOf(filter.part, rules) : graphRefusals.operatorNeedsConsistency('Not');
    case 'any':
      return anyRefusal(filter.property, filter.test, rules);
    case 'in':
      return conditionRefusal({ ...filter, operator: 'in' }, rules);
    case 'compare':
      return conditionRefusal({ ...filter, values: [filter.value] }, rules);
    case 'startsWith':
    case 'endsWith':
      return conditionRefusal({ property: filter.property, operator: filter.kind, values: [filter.value] }, rules);
  }
}

const first = (filters: readonly Filter[], rules: FilterRules): GraphRefusal | undefined =>
  filters.map((filter) => refusalOf(filter, rules)).find((refusal) => refusal !== undefined);

interface Condition {
  readonly property: string;
  readonly operator: FilterOperator | 'gt' | 'lt';
  readonly values: readonly FilterLiteral[];
}

function conditionRefusal(condition: Condition, rules: FilterRules): GraphRefusal | undefined {
  const property = findPath(rules.table, condition.property);
  if (property === undefined) return graphRefusals.selectUnknown(condition.property);
  const isCollection = property.type.startsWith('Collection(');
  const isSupported = !isCollection && (property.filters ?? []).some((operator) => operator === condition.operator);
  if (!isSupported) return graphRefusals.filterUnsupported(property.name, rules.resource);
  return valueRefusal(property, condition) ?? consistencyRefusal(condition, property, rules);
}

/** A test of the values of a collection compares each of them with a text. */
function anyRefusal(name: string, test: Filter, rules: FilterRules): GraphRefusal | undefined {
  const property = findProperty(rules.table, name);
  if (property === undefined) return graphRefusals.selectUnknown(name);
  const unsupported = graphRefusals.filterUnsupported(name, rules.resource);
  if (property.type !== 'Collection(Edm.String)') return unsupported;
  const operator = operatorOnElement(test);
  if (operator === undefined || !(property.filters ?? []).includes(operator)) return unsupported;
  return consistencyRefusal({ property: name, operator, values: [] }, property, rules);
}

function operatorOnElement(test: Filter): FilterOperator | undefined {
  if (test.kind === 'startsWith' || test.kind === 'endsWith') {
    return test.property === elementName ? test.kind : undefined;
  }
  if (test.kind !== 'compare' || test.property !== elementName || typeof test.value !== 'string') return undefined;
  return test.operator === 'eq' ? 'eq' : undefined;
}

/** Some operators are answered from an index of its own, which has to be asked for. */
function consistencyRefusal(condition: Condition, property: Property, rules: FilterRules): GraphRefusal | undefined {
  if (rules.isAdvanced) return undefined;
  const { operator } = condition;
  if (operator === 'ne') return graphRefusals.operatorNeedsConsistency('NotEqualsMatch');
  if (operator === 'endsWith') return graphRefusals.operatorNeedsConsistency('endsWith');
  const isOrder = operator === 'ge' || operator === 'le';
  if (isOrder && property.type === 'Edm.String') return graphRefusals.operatorNeedsConsistency(operator);
  return undefined;
}

function valueRefusal(property: Property, { values, operator }: Condition): GraphRefusal | undefined {
  const isBoolean = property.type === 'Edm.Boolean';
  const wrong = values.find((value) => value !== null && typeof value !== (isBoolean ? 'boolean' : 'string'));
  return wrong === undefined ? undefined : graphRefusals.filterTypes(property.type, typeof wrong, operator);
}

/** `onPremisesExtensionAttributes/extensionAttribute1` is filtered as its whole is. */
function findPath(table: PropertyTable, path: string): Property | undefined {
  const [name = '', member, ...rest] = path.split('/');
  const property = findProperty(table, name);
  if (property === undefined || member === undefined) return property;
  const isMember = rest.length === 0 && property.members?.some((candidate) => candidate.name === member);
  return isMember === true ? { ...property, type: 'Edm.String' } : undefined;
}
