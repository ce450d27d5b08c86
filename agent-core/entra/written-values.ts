/** What is common to what is written to objects of whatever kind. */
import { z } from 'zod';
import { tenantObjectIdSchema } from '../contract/identifiers.ts';

/** The answer, where only the id of the object is asked for. */
export const identifiedSchema = z.object({ id: tenantObjectIdSchema });

/** A new object has nothing to clear, and Graph refuses null for some properties. */
export function withoutEmpty<Value>(values: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
