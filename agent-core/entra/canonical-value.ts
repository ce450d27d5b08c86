/** The one form of a property's value, whatever Microsoft Graph wrote for "nothing". */
import type { AttributeValue } from '../contract/plan.ts';

/** Anything but text, a truth and a list of texts is nothing. */
export function canonicalValueOf(value: unknown): AttributeValue {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'boolean') return value;
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : null;
}
