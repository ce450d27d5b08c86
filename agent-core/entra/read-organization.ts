/** Reads which tenant this is, in which domains people may sign in and whether another program synchronises into it. */
import { z } from 'zod';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Organization } from '../sync/tenant.ts';
import type { Graph } from './graph.ts';

const organizationsSchema = z.object({
  value: z.tuple([
    z.object({
      id: z.string(),
      displayName: z.string(),
      verifiedDomains: z.array(z.object({ name: z.string(), isInitial: z.boolean().nullish() })),
      onPremisesSyncEnabled: z.boolean().nullish(),
    }),
  ]),
});

export async function readOrganization(graph: Graph, signal: AbortSignal): Promise<Result<Organization>> {
  const path = '/organization?$select=id,displayName,verifiedDomains,onPremisesSyncEnabled';
  const reply = await graph.get(path, organizationsSchema, signal);
  if (!reply.ok) return reply;
  const [organization] = reply.value.value;
  const initial = organization.verifiedDomains.find((domain) => domain.isInitial === true);
  if (initial === undefined) return fail(problem('tenant.unreadable-answer', 'the organization has no initial domain'));
  return succeed({
    tenantId: organization.id,
    displayName: organization.displayName,
    verifiedDomains: organization.verifiedDomains.map((domain) => domain.name.toLowerCase()),
    initialDomain: initial.name.toLowerCase(),
    isSynchronisedElsewhere: organization.onPremisesSyncEnabled === true,
  });
}
