/** Follows the changes of one type of object through all pages of a delta query (learn.microsoft.com/graph/delta-query-overview). */
import { z } from 'zod';
import { tenantObjectIdSchema } from '../contract/identifiers.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Graph } from './graph.ts';
import { pageSchemaOf } from './page-schema.ts';
import { pageSize } from './read-pages.ts';
import { identifiedSchema } from './written-values.ts';

/** A delta query knows no $top. */
const inLargePages = { prefer: `odata.maxpagesize=${pageSize}` };

const removedSchema = z.object({ '@removed': z.looseObject({}) });
/** What went has nothing but its id. */
export const goneSchema = removedSchema.extend({ id: tenantObjectIdSchema });
/** A manager or member; one that is left of a link that went is marked. */
export const followedLinkSchema = identifiedSchema.extend(removedSchema.partial().shape);

/**
 * @param start the path that everything is told at; where an earlier round ended means nothing to a query for something else
 * @param since what an earlier call returned; null tells everything
 * @returns where to go on from. Problems: tenant.changes-expired, and those of asking.
 */
export async function followChanges<Schema extends z.ZodType>(
  graph: Graph,
  { start, since }: { readonly start: string; readonly since: string | null },
  entrySchema: Schema,
  show: (entries: readonly z.output<Schema>[]) => void,
  signal: AbortSignal,
): Promise<Result<string>> {
  const pageSchema = pageSchemaOf(entrySchema);
  const prefix = `${start} `;
  if (since !== null && !since.startsWith(prefix))
    return fail(problem('tenant.changes-expired', 'something else was asked for before'));
  const visited = new Set<string>();
  for (let next = since === null ? start : since.slice(prefix.length); ; ) {
    if (visited.has(next)) return fail(problem('tenant.unreadable-answer', 'a page leads back to an earlier one'));
    visited.add(next);
    const page = await graph.get(next, pageSchema, signal, inLargePages);
    if (!page.ok) return page;
    const { value, '@odata.nextLink': nextLink, '@odata.deltaLink': deltaLink } = page.value;
    show(value);
    if (deltaLink !== undefined) return succeed(`${prefix}${deltaLink}`);
    if (nextLink === undefined) return fail(problem('tenant.unreadable-answer', 'changes that lead nowhere'));
    next = nextLink;
  }
}
