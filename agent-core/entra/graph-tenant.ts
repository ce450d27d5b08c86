/** The tenant through Microsoft Graph: reads and writes users in their canonical form. */
import { z } from 'zod';
import { type TenantObjectId, tenantObjectIdSchema } from '../contract/identifiers.ts';
import { problem } from '../contract/problem.ts';
import { type Result, succeed } from '../contract/result.ts';
import type { NewUserSettings } from '../contract/settings.ts';
import type { Reading } from '../sync/reading.ts';
import {
  type TenantReader,
  type TenantUser,
  type TenantUserValues,
  type TenantWriter,
  tenantUserAttributes,
} from '../sync/tenant.ts';
import type { Graph } from './graph.ts';
import { makeNewUserPassword } from './new-user-password.ts';
import { readOrganization } from './read-organization.ts';

/** Microsoft Graph v1.0, List users: the largest page. */
const pageSize = 999;
const userSelect = ['id', 'onPremisesImmutableId', ...tenantUserAttributes].join(',');

export function createGraphTenant(graph: Graph, newUsers: NewUserSettings): TenantReader & TenantWriter {
  return {
    readOrganization: (signal) => readOrganization(graph, signal),
    readUsers: (signal) => readUsers(graph, signal),
    createUser: (anchor, values, signal) => createUser(graph, newUsers, anchor, values, signal),
    updateUser: (id, values, signal) => graph.patch(`/users/${encodeURIComponent(id)}`, values, signal),
    deleteUser: async (id, signal) => doneIfGone(await graph.remove(`/users/${encodeURIComponent(id)}`, signal)),
    restoreUser: (id, values, signal) => restoreUser(graph, id, values, signal),
  };
}

/** A lost reply leads to a second attempt, and that one finds nothing (rule R30). */
function doneIfGone(removed: Result<void>): Result<void> {
  return !removed.ok && removed.problem.code === 'tenant.not-found' ? succeed(undefined) : removed;
}

/** Microsoft Graph v1.0, Restore deleted item: the answer is the object. One that is not among the deleted ones may be back already. */
async function restoreUser(
  graph: Graph,
  id: TenantObjectId,
  values: TenantUserValues,
  signal: AbortSignal,
): Promise<Result<void>> {
  const path = encodeURIComponent(id);
  const restored = await graph.post(`/directory/deletedItems/${path}/restore`, () => ({}), createdSchema, signal);
  if (!restored.ok && restored.problem.code !== 'tenant.not-found') return restored;
  if (Object.keys(values).length > 0) return graph.patch(`/users/${path}`, values, signal);
  if (restored.ok) return succeed(undefined);
  const found = await graph.get(`/users/${path}?$select=id`, createdSchema, signal);
  return found.ok ? succeed(undefined) : found;
}

const valueSchema = z.union([z.string(), z.boolean(), z.array(z.string()), z.null()]);
const userSchema = z.looseObject({ id: tenantObjectIdSchema, onPremisesImmutableId: z.string().nullish() });
const usersSchema = z.object({ value: z.array(userSchema), '@odata.nextLink': z.string().optional() });

async function readUsers(graph: Graph, signal: AbortSignal): Promise<Reading<TenantUser>> {
  const objects: TenantUser[] = [];
  const visited = new Set<string>();
  let next: string | undefined = `/users?$select=${userSelect}&$top=${pageSize}`;
  while (next !== undefined) {
    if (visited.has(next))
      return { objects, problem: problem('tenant.unreadable-answer', 'a page leads back to an earlier one') };
    visited.add(next);
    const page: Result<z.output<typeof usersSchema>> = await graph.get(next, usersSchema, signal);
    if (!page.ok) return { objects, problem: page.problem };
    objects.push(...page.value.value.map(canonicalUserOf));
    next = page.value['@odata.nextLink'];
  }
  return { objects, problem: null };
}

function canonicalUserOf(user: z.output<typeof userSchema>): TenantUser {
  const values = tenantUserAttributes.map((name) => [name, canonicalValueOf(user[name])]);
  return {
    tenantObjectId: user.id,
    anchor: user.onPremisesImmutableId ?? null,
    values: Object.fromEntries(values),
  };
}

function canonicalValueOf(value: unknown) {
  const parsed = valueSchema.safeParse(value);
  return parsed.success && parsed.data !== '' ? parsed.data : null;
}

const lookUpDeadlineMs = 60_000;
const createdSchema = z.object({ id: tenantObjectIdSchema });

async function createUser(
  graph: Graph,
  newUsers: NewUserSettings,
  anchor: string,
  values: TenantUserValues,
  signal: AbortSignal,
): Promise<Result<TenantObjectId>> {
  const makeBody = () => ({
    ...withoutEmpty(values),
    onPremisesImmutableId: anchor,
    passwordPolicies: newUsers.passwordPolicies,
    passwordProfile: { password: makeNewUserPassword(), forceChangePasswordNextSignIn: false },
  });
  const created = await graph.post('/users', makeBody, createdSchema, signal);
  if (created.ok) return succeed(created.value.id);
  if (!mayHaveBeenCreated.has(created.problem.code)) return created;
  // Also when the run is being stopped: otherwise nobody would know of the user.
  const found = await findByAnchor(graph, anchor, AbortSignal.timeout(lookUpDeadlineMs));
  return found.ok && found.value !== null ? succeed(found.value) : created;
}

/** The reply was lost, or the values are taken, perhaps by the user that an earlier request with a lost reply made (rule R30). */
const mayHaveBeenCreated: ReadonlySet<string> = new Set([
  'tenant.no-answer',
  'tenant.unavailable',
  'tenant.unreadable-answer',
  'tenant.conflict',
]);

/** Only what carries exactly our anchor is ours. */
async function findByAnchor(graph: Graph, anchor: string, signal: AbortSignal): Promise<Result<TenantObjectId | null>> {
  const filter = encodeURIComponent(`onPremisesImmutableId eq '${anchor}'`);
  const reply = await graph.get(
    `/users?$select=id&$filter=${filter}`,
    z.object({ value: z.array(createdSchema) }),
    signal,
  );
  if (!reply.ok) return reply;
  const [only, second] = reply.value.value;
  return succeed(second === undefined ? (only?.id ?? null) : null);
}

/** A new user has nothing to clear, and Graph refuses null for some properties. */
function withoutEmpty(values: TenantUserValues): TenantUserValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
