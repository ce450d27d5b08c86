/** What the demo looks at in the JSON that the command line prints. */
import { z } from 'zod';

const attributesSchema = z.array(z.object({ name: z.string(), before: z.unknown(), after: z.unknown() }));
const entrySchema = z.object({
  outcome: z.object({ kind: z.string(), change: z.object({ attributes: attributesSchema }) }).optional(),
});
const outputSchema = z.object({
  ok: z.boolean(),
  report: z.object({
    result: z.string(),
    durationMs: z.number(),
    directory: z.object({ users: z.number() }),
    counts: z.object({
      applied: z.number(),
      outOfScope: z.number(),
      planned: z.object({ create: z.number() }),
    }),
  }),
  entries: z.array(entrySchema),
});

export const parseRun = (json: string) => outputSchema.parse(JSON.parse(json));
export const parsePlan = parseRun;
