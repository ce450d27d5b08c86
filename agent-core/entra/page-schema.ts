/** What a page of a list of Microsoft Graph, or of its changes, is. Made once for each kind of item: zod compiles a schema when it is first used. */
import { z } from 'zod';

export type PageSchema<Schema extends z.ZodType> = z.ZodType<{
  readonly value: readonly z.output<Schema>[];
  readonly '@odata.nextLink'?: string | undefined;
  readonly '@odata.deltaLink'?: string | undefined;
}>;

const known = new WeakMap<z.ZodType, z.ZodType>();

export function pageSchemaOf<Schema extends z.ZodType>(itemSchema: Schema): PageSchema<Schema> {
  const before = known.get(itemSchema);
  // Stands there by this very schema.
  if (before !== undefined) return before as PageSchema<Schema>;
  const schema = z.object({
    value: z.array(itemSchema),
    '@odata.nextLink': z.string().optional(),
    '@odata.deltaLink': z.string().optional(),
  });
  known.set(itemSchema, schema);
  return schema;
}
