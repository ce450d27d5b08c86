/** Decides whether a JSON value may be written to a property, from nothing but the property's row in the table. */
import type { PropertyValue } from '../state/snapshot.ts';
import { accept, type Checked, graphRefusals, refuse } from './graph-refusal.ts';
import type { Property } from './property.ts';

export function checkPropertyValue(property: Property, value: unknown, resource: string): Checked<PropertyValue> {
  if (value === null) return property.clearable ? accept(null) : invalid(property, resource);
  switch (property.type) {
    case 'Edm.Boolean':
      return typeof value === 'boolean' ? accept(value) : mismatch(property);
    case 'Edm.Int32':
      return Number.isInteger(value) ? accept(Number(value)) : mismatch(property);
    case 'Edm.DateTimeOffset':
      return checkTime(property, value);
    case 'Edm.String':
      if (typeof value !== 'string') return mismatch(property);
      return isAllowedText(property, value) ? accept(value) : invalid(property, resource);
    case 'Collection(Edm.String)':
      return checkTexts(property, value, resource);
    default:
      return checkMembers(property, value, resource);
  }
}

function checkTime(property: Property, value: unknown): Checked<PropertyValue> {
  const isTime =
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})$/.test(value) &&
    !Number.isNaN(Date.parse(value));
  return isTime ? accept(new Date(value).toISOString().replace('.000Z', 'Z')) : mismatch(property);
}

function checkTexts(property: Property, value: unknown, resource: string): Checked<PropertyValue> {
  if (!Array.isArray(value)) return mismatch(property);
  const values: readonly unknown[] = value;
  if (!values.every((one) => typeof one === 'string')) return mismatch(property);
  const isAllowed =
    values.length <= (property.maxValues ?? Number.POSITIVE_INFINITY) &&
    values.every((one) => isAllowedText(property, one));
  return isAllowed ? accept(values) : invalid(property, resource);
}

function checkMembers(property: Property, value: unknown, resource: string): Checked<PropertyValue> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return mismatch(property);
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const written: Record<string, string | null> = {};
  for (const [name, part] of entries) {
    if (isAnnotation(name)) continue;
    const member = property.members?.find((candidate) => candidate.name === name);
    if (member === undefined) return refuse(graphRefusals.propertyUnknown(name));
    if (part !== null && typeof part !== 'string') return refuse(graphRefusals.typeMismatch('Edm.String'));
    if (part !== null && !isAllowedText(member, part)) return invalid(member, resource);
    written[name] = part;
  }
  return accept(written);
}

/** Entra refuses an empty text: whoever means "no value" writes null. */
const isAllowedText = (rule: Pick<Property, 'maxLength' | 'form'>, value: string): boolean =>
  value !== '' && value.length <= (rule.maxLength ?? Number.POSITIVE_INFINITY) && (rule.form?.test(value) ?? true);

/** OData annotations such as `@odata.type` describe a value and are not part of it. */
export const isAnnotation = (name: string): boolean => name.startsWith('@') || name.includes('@odata.type');

const invalid = (property: Pick<Property, 'name'>, resource: string): Checked<never> =>
  refuse(graphRefusals.propertyInvalid(property.name, resource));

const mismatch = (property: Property): Checked<never> => refuse(graphRefusals.typeMismatch(property.type));
