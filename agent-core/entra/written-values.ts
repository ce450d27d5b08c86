/** What is common to what is written to objects of whatever kind. */
import { z } from 'zod';
import { tenantObjectIdSchema } from '../contract/identifiers.ts';
import type { AttributeValue } from '../contract/plan.ts';

/** The answer, where only the id of the object is asked for. */
export const identifiedSchema = z.object({ id: tenantObjectIdSchema });

/** A new object has nothing to clear, and Graph refuses null for some properties. */
export function withoutEmpty(
  values: Readonly<Record<string, AttributeValue | undefined>>,
): Readonly<Record<string, AttributeValue | undefined>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
