/** What the demo looks at in the JSON that the command line prints. */
import { z } from 'zod';

const attributesSchema = z.array(z.object({ name: z.string(), before: z.unknown(), after: z.unknown() }));
const objectTypeSchema = z.string();
const changeSchema = z.object({ kind: z.string(), objectType: objectTypeSchema, attributes: attributesSchema });
const entrySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('outcome'),
    outcome: z.object({ kind: z.string(), change: changeSchema }),
  }),
  z.object({
    kind: z.literal('held'),
    held: z.object({
      objectGuid: z.string(),
      objectType: objectTypeSchema,
      displayName: z.string(),
      problem: z.object({ code: z.string() }),
    }),
  }),
]);
const outputSchema = z.object({
  ok: z.boolean(),
  report: z.object({
    result: z.string(),
    durationMs: z.number(),
    directory: z.object({ users: z.number() }),
    counts: z.object({
      applied: z.number(),
      failed: z.number(),
      outOfScope: z.number(),
      planned: z.object({ create: z.number() }),
    }),
  }),
  entries: z.array(entrySchema),
});

export type Run = ReturnType<typeof parseRun>;

/** A run or a plan: its report, what became of each change, and the objects that were left alone. */
export function parseRun(json: string) {
  const { report, entries } = outputSchema.parse(JSON.parse(json));
  const held = entries.flatMap((entry) => (entry.kind === 'held' ? [entry.held] : []));
  return {
    report,
    outcomes: entries.flatMap((entry) => (entry.kind === 'outcome' ? [entry.outcome] : [])),
    heldGuids: held.flatMap(({ objectType, objectGuid }) => (objectType === 'user' ? [objectGuid] : [])),
    /** Groups and contacts that Graph cannot write are shown beside the people, each with the reason. */
    notWritable: held.flatMap(({ objectType, displayName, problem: { code } }) =>
      objectType === 'user' ? [] : [{ displayName, code }],
    ),
  };
}
