/** Reads a list of Microsoft Graph to its last page. */
import type { z } from 'zod';
import { type Problem, problem } from '../contract/problem.ts';
import type { Result } from '../contract/result.ts';
import type { Reading } from '../sync/reading.ts';
import type { Graph } from './graph.ts';
import { pageSchemaOf } from './page-schema.ts';

/** Microsoft Graph v1.0: the largest page. */
export const pageSize = 999;

/** @returns what was read until the end or until trouble */
export async function readPages<Schema extends z.ZodType>(
  graph: Graph,
  path: string,
  itemSchema: Schema,
  signal: AbortSignal,
): Promise<Reading<z.output<Schema>>> {
  const objects: z.output<Schema>[] = [];
  const keep = (items: readonly z.output<Schema>[]) => {
    for (const item of items) objects.push(item);
  };
  return { objects, problem: await visitPages(graph, path, itemSchema, keep, signal) };
}

/** The same, and nothing of a page is kept. @returns why it ended early */
export async function visitPages<Schema extends z.ZodType>(
  graph: Graph,
  path: string,
  itemSchema: Schema,
  visit: (items: readonly z.output<Schema>[]) => void,
  signal: AbortSignal,
): Promise<Problem | null> {
  const pageSchema = pageSchemaOf(itemSchema);
  const visited = new Set<string>();
  let next: string | undefined = path;
  while (next !== undefined) {
    if (visited.has(next)) return problem('tenant.unreadable-answer', 'a page leads back to an earlier one');
    visited.add(next);
    const page: Result<z.output<typeof pageSchema>> = await graph.get(next, pageSchema, signal);
    if (!page.ok) return page.problem;
    visit(page.value.value);
    next = page.value['@odata.nextLink'];
  }
  return null;
}
