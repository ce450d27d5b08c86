/** Reads a list of Microsoft Graph to its last page. */
import { z } from 'zod';
import { problem } from '../contract/problem.ts';
import type { Result } from '../contract/result.ts';
import type { Reading } from '../sync/reading.ts';
import type { Graph } from './graph.ts';

/** Microsoft Graph v1.0: the largest page. */
export const pageSize = 999;

/** @returns what was read until the end or until trouble */
export async function readPages<Schema extends z.ZodType>(
  graph: Graph,
  path: string,
  itemSchema: Schema,
  signal: AbortSignal,
): Promise<Reading<z.output<Schema>>> {
  const pageSchema = z.object({ value: z.array(itemSchema), '@odata.nextLink': z.string().optional() });
  const objects: z.output<Schema>[] = [];
  const visited = new Set<string>();
  let next: string | undefined = path;
  while (next !== undefined) {
    if (visited.has(next))
      return { objects, problem: problem('tenant.unreadable-answer', 'a page leads back to an earlier one') };
    visited.add(next);
    const page: Result<z.output<typeof pageSchema>> = await graph.get(next, pageSchema, signal);
    if (!page.ok) return { objects, problem: page.problem };
    for (const item of page.value.value) objects.push(item);
    next = page.value['@odata.nextLink'];
  }
  return { objects, problem: null };
}
