/** Finds an application by its unique name, among the live ones and among the deleted. */
import { z } from 'zod';
import { type Result, succeed } from '../../contract/result.ts';
import type { RegistrationGraph } from './registration-graph.ts';

export const applicationSchema = z.object({
  id: z.string(),
  appId: z.string(),
  displayName: z.string(),
  tags: z.array(z.string()).nullish(),
});
export type Application = z.output<typeof applicationSchema>;

const foundSchema = z.object({ value: z.array(applicationSchema) });

/** Null when there is none, or none that has spread through the tenant yet. */
export async function findApplication(
  { graph, signal }: RegistrationGraph,
  uniqueName: string,
): Promise<Result<Application | null>> {
  const filter = encodeURIComponent(`uniqueName eq '${uniqueName}'`);
  const found = await graph.get(
    `/applications?$select=id,appId,displayName,tags&$filter=${filter}`,
    foundSchema,
    signal,
  );
  return found.ok ? succeed(found.value.value[0] ?? null) : found;
}

const deletedSchema = z.object({
  value: z.array(z.object({ id: z.string(), uniqueName: z.string().nullish() })),
  '@odata.nextLink': z.string().optional(),
});

/** The id of a deleted application; it keeps its unique name for thirty days. */
export async function findDeletedApplication(
  { graph, signal }: RegistrationGraph,
  uniqueName: string,
): Promise<Result<string | null>> {
  let next: string | undefined = '/directory/deletedItems/microsoft.graph.application?$select=id,uniqueName';
  while (next !== undefined) {
    const page: Result<z.output<typeof deletedSchema>> = await graph.get(next, deletedSchema, signal);
    if (!page.ok) return page;
    const found = page.value.value.find((application) => application.uniqueName === uniqueName);
    if (found !== undefined) return succeed(found.id);
    next = page.value['@odata.nextLink'];
  }
  return succeed(null);
}
