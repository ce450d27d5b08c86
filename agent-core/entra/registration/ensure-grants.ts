/** Grants the application what it needs of Microsoft Graph, as far as the person who signed in may. */
import { z } from 'zod';
import { compareGrants, grantTable } from '../../contract/grant-table.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { repeatStep } from '../repeat-step.ts';
import type { RegistrationGraph } from './registration-graph.ts';

/** Microsoft Graph itself, by the same id in every cloud. */
const graphAppId = '00000003-0000-0000-c000-000000000000';

const resourceSchema = z.object({
  id: z.string(),
  appRoles: z.array(z.object({ id: z.string(), value: z.string().nullish() })),
});

export interface GrantableRoles {
  /** Object id of Microsoft Graph in this tenant. */
  readonly resourceId: string;
  /** Id of each permission of the grant table, by its name. */
  readonly roleIds: ReadonlyMap<string, string>;
}

/** The ids are looked up and never written down: they are Microsoft's to change. */
export async function readGrantableRoles({ graph, signal }: RegistrationGraph): Promise<Result<GrantableRoles>> {
  const path = `/servicePrincipals(appId='${graphAppId}')?$select=id,appRoles`;
  const resource = await graph.get(path, resourceSchema, signal);
  if (!resource.ok) return resource;
  const { id, appRoles } = resource.value;
  const idOf = (permission: string) => appRoles.find(({ value }) => value === permission)?.id;
  const found = grantTable.map(({ permission }) => [permission, idOf(permission)] as const);
  const missing = found.find(([, roleId]) => roleId === undefined);
  if (missing !== undefined) return fail(problem('tenant.not-found', `Microsoft Graph has no role ${missing[0]}`));
  return succeed({ resourceId: id, roleIds: new Map(found.map(([name, roleId]) => [name, roleId ?? ''])) });
}

/** As an administrator sees it in the registration, and consents to it. */
export const requiredResourceAccessOf = ({ roleIds }: GrantableRoles) => [
  { resourceAppId: graphAppId, resourceAccess: [...roleIds.values()].map((id) => ({ id, type: 'Role' })) },
];

/** @returns the permissions that are still missing, because the person may not grant them */
export function ensureGrants(
  session: RegistrationGraph,
  principalId: string,
  roles: GrantableRoles,
): Promise<Result<readonly string[]>> {
  // A grant that was made a moment ago may be refused as a duplicate before it is listed.
  const also = ['tenant.refused-value', 'tenant.conflict'] as const;
  return repeatStep(() => grantMissing(session, principalId, roles), session.patience, session.signal, also);
}

const assignmentsSchema = z.object({ value: z.array(z.object({ appRoleId: z.string(), resourceId: z.string() })) });

async function grantMissing(
  { graph, signal }: RegistrationGraph,
  principalId: string,
  { resourceId, roleIds }: GrantableRoles,
): Promise<Result<readonly string[]>> {
  const at = `/servicePrincipals/${principalId}/appRoleAssignments`;
  const assigned = await graph.get(at, assignmentsSchema, signal);
  if (!assigned.ok) return assigned;
  const grantedIds = assigned.value.value
    .filter((each) => each.resourceId === resourceId)
    .map((each) => each.appRoleId);
  const granted = [...roleIds].filter(([, id]) => grantedIds.includes(id)).map(([permission]) => permission);
  const { grantsMissing } = compareGrants(granted);
  for (const permission of grantsMissing) {
    const body = { principalId, resourceId, appRoleId: roleIds.get(permission) };
    const made = await graph.post(at, () => body, z.object({}), signal);
    // Whoever may not grant one may grant none: an administrator consents to them later.
    if (!made.ok && made.problem.code === 'tenant.forbidden') return succeed(grantsMissing);
    if (!made.ok) return made;
  }
  return succeed([]);
}
