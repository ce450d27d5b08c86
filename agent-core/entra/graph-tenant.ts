/** The tenant through Microsoft Graph: reads and writes users in their canonical form. */
import { z } from 'zod';
import type { TenantObjectId } from '../contract/identifiers.ts';
import type { AttributeValue } from '../contract/plan.ts';
import type { Problem } from '../contract/problem.ts';
import { type Result, succeed } from '../contract/result.ts';
import type { NewUserSettings } from '../contract/settings.ts';
import { anchorProperty } from '../contract/taken-over.ts';
import { isExtensionAttribute } from '../sync/extension-attributes.ts';
import type { Reading } from '../sync/reading.ts';
import type { TenantReader, TenantUser, TenantUserValues, TenantWriter, UserVisitor } from '../sync/tenant.ts';
import type { TenantGroupValues } from '../sync/tenant-groups.ts';
import { canonicalUserOf, selectOf, userSchema } from './canonical-user.ts';
import { collectUsers } from './collect-users.ts';
import { followUsers } from './follow-users.ts';
import type { Graph } from './graph.ts';
import { followGroups } from './groups/follow-groups.ts';
import { MemberLanes } from './groups/member-lanes.ts';
import { readGroups, readMembers } from './groups/read-groups.ts';
import { createGroup } from './groups/write-groups.ts';
import { addMembers, clearManager, removeMember, setManager } from './groups/write-members.ts';
import { makeNewUserPassword } from './new-user-password.ts';
import { readOrganization } from './read-organization.ts';
import { pageSize, readPages, visitPages } from './read-pages.ts';
import { readPrivileged } from './read-privileged.ts';
import { type Patience, repeatStep } from './repeat-step.ts';
import { identifiedSchema, withoutEmpty } from './written-values.ts';

/** What was created a moment ago is not known everywhere in the tenant for as long as this. */
export const usualPatience: Patience = { forMs: 60_000, firstPauseMs: 500 };

/** What the adapter needs of the settings. */
export interface GraphTenantOptions extends NewUserSettings {
  /** Name of the property that carries the ownership mark; null where there is none. */
  readonly ownershipExtension: string | null;
}

export function createGraphTenant(
  graph: Graph,
  options: GraphTenantOptions,
  patience = usualPatience,
): TenantReader & TenantWriter {
  const { ownershipExtension } = options;
  const named = (values: TenantUserValues | TenantGroupValues) => withPropertyNames(values, ownershipExtension);
  const ofUser = (values: TenantUserValues) => gatherExtensionAttributes(named(values));
  const lanes = new MemberLanes((group, members, signal) => addMembers(graph, group, members, patience, signal));
  return {
    readOrganization: (signal) => readOrganization(graph, signal),
    readUsers: (signal) => readUsers(graph, options, signal),
    visitUsers: (visitor, signal) => visitUsers(graph, options, visitor, signal),
    followUsers: (since, show, signal) => followUsers(graph, ownershipExtension, since, show, signal),
    followGroups: (since, show, signal) => followGroups(graph, ownershipExtension, since, show, signal),
    readDeletedUsers: (signal) => readDeletedUsers(graph, options, signal),
    readPrivileged: (signal) => readPrivileged(graph, signal),
    createUser: (anchor, values, signal) => createUser(graph, options, anchor, ofUser(values), signal),
    updateUser: (id, values, signal) => graph.patch(`/users/${encodeURIComponent(id)}`, ofUser(values), signal),
    takeOverUser: (id, anchor, values, signal) =>
      graph.patch(`/users/${encodeURIComponent(id)}`, { ...ofUser(values), [anchorProperty]: anchor }, signal),
    deleteUser: (id, signal) => graph.remove(`/users/${encodeURIComponent(id)}`, signal),
    restoreUser: (id, values, signal) => restoreUser(graph, id, ofUser(values), patience, signal),
    readGroups: (signal) => readGroups(graph, ownershipExtension, signal),
    readMembers: (group, signal) => readMembers(graph, group, signal),
    createGroup: (uniqueName, values, signal) => createGroup(graph, uniqueName, named(values), patience, signal),
    updateGroup: (id, values, signal) => graph.patch(`/groups/${encodeURIComponent(id)}`, named(values), signal),
    deleteGroup: (id, signal) => graph.remove(`/groups/${encodeURIComponent(id)}`, signal),
    addMember: (group, member, signal) => lanes.add(group, member, signal),
    removeMember: (group, member, signal) => removeMember(graph, group, member, signal),
    setManager: (user, manager, signal) => setManager(graph, user, manager, patience, signal),
    clearManager: (user, signal) => clearManager(graph, user, signal),
  };
}

/**
 * Microsoft Graph v1.0, Restore deleted item: the answer is the object. Somebody else may have the former sign-in name by now, so that the
 * new one goes along at once. One that is not among the deleted ones may be back already.
 */
async function restoreUser(
  graph: Graph,
  id: TenantObjectId,
  values: PropertyValues,
  patience: Patience,
  signal: AbortSignal,
): Promise<Result<void>> {
  const path = encodeURIComponent(id);
  const { userPrincipalName } = values;
  const body = userPrincipalName === undefined ? {} : { newUserPrincipalName: userPrincipalName };
  const restored = await graph.post(`/directory/deletedItems/${path}/restore`, () => body, identifiedSchema, signal);
  if (!restored.ok && restored.problem.code !== 'tenant.not-found') return restored;
  if (Object.keys(values).length > 0) {
    const write = () => graph.patch(`/users/${path}`, values, signal);
    // What came back a moment ago is not known everywhere yet.
    return restored.ok ? repeatStep(write, patience, signal) : write();
  }
  if (restored.ok) return succeed(undefined);
  const found = await graph.get(`/users/${path}?$select=id`, identifiedSchema, signal);
  return found.ok ? succeed(undefined) : found;
}

/** The mark is written into the property that the settings name. */
function withPropertyNames(
  { ownershipMark, ...values }: TenantUserValues | TenantGroupValues,
  extension: string | null,
): Values {
  return extension === null || ownershipMark === undefined ? values : { ...values, [extension]: ownershipMark };
}

type Values = Readonly<Record<string, AttributeValue>>;
type PropertyValues = Readonly<Record<string, AttributeValue | Values>>;

/** Extension attributes stand in a property of their own. */
function gatherExtensionAttributes(values: Values): PropertyValues {
  const entries = Object.entries(values);
  const own = entries.filter(([name]) => isExtensionAttribute(name));
  if (own.length === 0) return values;
  const others = entries.filter(([name]) => !isExtensionAttribute(name));
  return { ...Object.fromEntries(others), onPremisesExtensionAttributes: Object.fromEntries(own) };
}

async function readUsers(graph: Graph, options: GraphTenantOptions, signal: AbortSignal): Promise<Reading<TenantUser>> {
  return await collectUsers((visitor) => visitUsers(graph, options, visitor, signal));
}

async function visitUsers(
  graph: Graph,
  { ownershipExtension: extension }: GraphTenantOptions,
  visitor: UserVisitor,
  signal: AbortSignal,
): Promise<Problem | null> {
  visitor.begin();
  const path = `/users?$select=${selectOf(extension)}&$expand=manager($select=id)&$top=${pageSize}`;
  let size = 0;
  const count = (users: readonly z.output<typeof userSchema>[]) => {
    size += users.length;
    visitor.show(users.map((user) => canonicalUserOf(user, extension)));
  };
  const problem = await visitPages(graph, path, userSchema, count, signal);
  if (problem === null) graph.learnTenantSize(size);
  return problem;
}

async function readDeletedUsers(
  graph: Graph,
  { ownershipExtension: extension }: GraphTenantOptions,
  signal: AbortSignal,
): Promise<Reading<TenantUser>> {
  const path = `/directory/deletedItems/microsoft.graph.user?$select=${selectOf(extension)}&$top=${pageSize}`;
  const { objects, problem } = await readPages(graph, path, userSchema, signal);
  return { objects: objects.map((user) => withFormerName(canonicalUserOf(user, extension))), problem };
}

/** A deleted user gives its name free: it stands behind the id without dashes, and comes back with the user. */
function withFormerName(user: TenantUser): TenantUser {
  const name = String(user.values.userPrincipalName);
  const prefix = user.tenantObjectId.replaceAll('-', '');
  const userPrincipalName = name.startsWith(prefix) ? name.slice(prefix.length) : name;
  return { ...user, values: { ...user.values, userPrincipalName } };
}

const lookUpDeadlineMs = 60_000;

async function createUser(
  graph: Graph,
  newUsers: NewUserSettings,
  anchor: string,
  values: PropertyValues,
  signal: AbortSignal,
): Promise<Result<TenantObjectId>> {
  const makeBody = () => ({
    ...withoutEmpty(values),
    onPremisesImmutableId: anchor,
    passwordPolicies: newUsers.passwordPolicies,
    passwordProfile: { password: makeNewUserPassword(), forceChangePasswordNextSignIn: false },
  });
  const created = await graph.post('/users', makeBody, identifiedSchema, signal);
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
    z.object({ value: z.array(identifiedSchema) }),
    signal,
  );
  if (!reply.ok) return reply;
  const [only, second] = reply.value.value;
  return succeed(second === undefined ? (only?.id ?? null) : null);
}
