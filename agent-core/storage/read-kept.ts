/** Reads again, with doubt, what was kept as text: without it one whole reading will do. */
import type { z } from 'zod';

/** @returns null when there is none, or none that can be understood */
export function readKept<Schema extends z.ZodType>(schema: Schema, text: unknown): z.output<Schema> | null {
  if (typeof text !== 'string') return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
