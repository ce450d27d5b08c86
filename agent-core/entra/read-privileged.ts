/**
 * Reads who is privileged: whoever holds a directory role, for the whole tenant or a part of it, or may activate one, and whoever is in a
 * group that roles can be given to, or owns one (rule R27).
 */
import { z } from 'zod';
import { type TenantObjectId, tenantObjectIdSchema } from '../contract/identifiers.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Reading } from '../sync/reading.ts';
import type { Graph } from './graph.ts';
import { readMembers } from './groups/read-groups.ts';
import { pageSize, readPages } from './read-pages.ts';
import { identifiedSchema } from './written-values.ts';

const principalSchema = z.object({ principalId: tenantObjectIdSchema }).transform(({ principalId }) => principalId);

/** Roles that are activated only when needed take a licence, and a tenant without one has no such list. */
const hasNoSuchList: ReadonlySet<string> = new Set(['tenant.not-found', 'tenant.refused-value', 'tenant.forbidden']);

export async function readPrivileged(graph: Graph, signal: AbortSignal): Promise<Result<ReadonlySet<TenantObjectId>>> {
  const privileged = new Set<TenantObjectId>();
  const roles = '/roleManagement/directory';
  const holders = await readPages(graph, `${roles}/roleAssignments?$select=principalId`, principalSchema, signal);
  if (holders.problem !== null) return fail(holders.problem);
  const eligible = await readPages(
    graph,
    `${roles}/roleEligibilitySchedules?$select=principalId`,
    principalSchema,
    signal,
  );
  if (eligible.problem !== null && !hasNoSuchList.has(eligible.problem.code)) return fail(eligible.problem);
  for (const id of [...holders.objects, ...eligible.objects]) privileged.add(id);
  const groups = await readAssignableGroups(graph, signal);
  if (groups.problem !== null) return fail(groups.problem);
  for (const group of groups.objects) {
    for (const read of [await readMembers(graph, group, signal), await readOwners(graph, group, signal)]) {
      if (read.problem !== null) return fail(read.problem);
      for (const id of read.objects) privileged.add(id);
    }
  }
  return succeed(privileged);
}

const idSchema = identifiedSchema.transform(({ id }) => id);

const readAssignableGroups = (graph: Graph, signal: AbortSignal): Promise<Reading<TenantObjectId>> =>
  readPages(graph, `/groups?$filter=isAssignableToRole%20eq%20true&$select=id&$top=${pageSize}`, idSchema, signal);

const readOwners = (graph: Graph, group: TenantObjectId, signal: AbortSignal): Promise<Reading<TenantObjectId>> =>
  readPages(graph, `/groups/${encodeURIComponent(group)}/owners?$select=id&$top=${pageSize}`, idSchema, signal);
