/** The one form of a property's value, whatever Microsoft Graph wrote for "nothing". */
import { z } from 'zod';
import type { AttributeValue } from '../contract/plan.ts';

const valueSchema = z.union([z.string(), z.boolean(), z.array(z.string()), z.null()]);

export function canonicalValueOf(value: unknown): AttributeValue {
  const parsed = valueSchema.safeParse(value);
  return parsed.success && parsed.data !== '' ? parsed.data : null;
}
