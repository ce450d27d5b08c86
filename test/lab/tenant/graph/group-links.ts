/** Which objects a group takes as members and owners, and how they are added: all of a request or none. */
import type { LocatedObject } from '../state/directory.ts';
import type { LinkSet } from '../state/link-set.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { accept, type Checked, type GraphRefusal, graphRefusals, refuse } from './graph-refusal.ts';
import type { GraphCall, GraphCaller } from './graph-route.ts';
import { isDynamicGroup, isExchangeGroup, isUnifiedGroup } from './group-change.ts';
import { readBinding } from './object-reference.ts';
import { isPermitted } from './permissions.ts';

export type GroupRelation = 'members' | 'owners';

/** Members and owners that one request may bring. */
export const groupBindingLimit = 20;

export interface NewLinks {
  readonly members: readonly LocatedObject[];
  readonly owners: readonly LocatedObject[];
}

/** `bindings` holds what the client wrote under `members@odata.bind` and `owners@odata.bind`. */
export function readNewLinks(
  group: ObjectRecord,
  bindings: Readonly<Record<GroupRelation, unknown>>,
  context: LinkContext,
): Checked<NewLinks> {
  const count = [bindings.members, bindings.owners].flatMap((list) => (Array.isArray(list) ? list : [])).length;
  if (count > groupBindingLimit) return refuse(graphRefusals.tooManyReferences(groupBindingLimit));
  const members = readRelation(group, 'members', bindings.members, context);
  if (!members.ok) return members;
  const owners = readRelation(group, 'owners', bindings.owners, context);
  return owners.ok ? accept({ members: members.value, owners: owners.value }) : owners;
}

export function addLinks(group: ObjectRecord, { members, owners }: NewLinks, { directory }: TenantState): void {
  for (const { record } of members) directory.members.add(group.id, record.id);
  for (const { record } of owners) directory.owners.add(group.id, record.id);
}

export type LinkContext = Pick<GraphCall, 'state' | 'caller'>;

/** Why the group does not take these objects; undefined when it does. */
export function linkRefusal(
  group: ObjectRecord,
  relation: GroupRelation,
  objects: readonly LocatedObject[],
  { state, caller }: LinkContext,
): GraphRefusal | undefined {
  if (isExchangeGroup(group)) return graphRefusals.exchangeGroup();
  if (group.onPremisesSyncEnabled === true) return graphRefusals.originatedElsewhere();
  if (relation === 'members' && isDynamicGroup(group)) return graphRefusals.notPermitted();
  const links = linksOf(relation, state);
  const isTaken = (object: LocatedObject): boolean => links.has(group.id, object.record.id);
  if (!objects.every((object) => isLinkable(group, relation, object))) return graphRefusals.referenceInvalid(relation);
  if (objects.some((object) => object.kind === 'contact') && !mayReadContacts(caller, state)) {
    return graphRefusals.notPermitted();
  }
  if (objects.some(isTaken)) return graphRefusals.referenceExists(relation);
  const ids = new Set(objects.map(({ record }) => record.id));
  return ids.size < objects.length ? graphRefusals.referenceConflict() : undefined;
}

export const linksOf = (relation: GroupRelation, { directory }: TenantState): LinkSet =>
  relation === 'members' ? directory.members : directory.owners;

function readRelation(
  group: ObjectRecord,
  relation: GroupRelation,
  value: unknown,
  context: LinkContext,
): Checked<readonly LocatedObject[]> {
  if (value === undefined) return accept([]);
  const objects = readBinding(value, context.state);
  if (!objects.ok) return objects;
  const refusal = linkRefusal(group, relation, objects.value, context);
  return refusal === undefined ? objects : refuse(refusal);
}

/** Who names a contact must be allowed to know it. */
const mayReadContacts = ({ roles }: GraphCaller, { knobs }: TenantState): boolean =>
  !knobs.read().enforcesPermissions || isPermitted(roles, ['read contacts']);

function isLinkable(group: ObjectRecord, relation: GroupRelation, { kind, record }: LocatedObject): boolean {
  if (relation === 'owners') return kind === 'user' || kind === 'servicePrincipal';
  if (record.id === group.id) return false;
  if (isUnifiedGroup(group)) return kind === 'user';
  if (kind === 'group') return group.isAssignableToRole !== true && !isUnifiedGroup(record);
  return kind === 'user' || kind === 'contact' || kind === 'servicePrincipal';
}
