/** The objects that links lead from and to: by objectGUID, by SID for stand-ins of another forest (rule R23), and by their tenant id. */
import type { ObjectGuid, SourceAnchor, TenantObjectId } from '../contract/identifiers.ts';
import type { LinkTarget, ObjectType } from '../contract/plan.ts';
import type { Diffed } from './diff.ts';
import { type DiffedGroups, groupsByKey, type LinkableGroup } from './diff-groups.ts';
import { type DirectoryGroup, type DirectoryObject, firstValue } from './directory-source.ts';
import { nameOf } from './held.ts';
import type { DesiredUser } from './map.ts';
import { objectOfMark, ownerOfMark } from './ownership-mark.ts';
import type { TenantUser } from './tenant.ts';
import type { TenantGroup } from './tenant-groups.ts';

/** An object in scope that is in the tenant, or will be. */
export interface LinkEnd extends LinkTarget {
  readonly anchor: SourceAnchor;
  readonly userPrincipalName: string | null;
  readonly sid: string | null;
  /** Null while it is still to be created or restored: until then no link can be written that leads there. */
  readonly tenantObjectId: TenantObjectId | null;
}

export interface UserEnd {
  readonly end: LinkEnd;
  readonly object: DirectoryObject;
  readonly managerId: TenantObjectId | null;
  /** It carries the mark of this configuration, so that its links are ours to end (rule R3). */
  readonly isOurs: boolean;
}

export function endsOfUsers(
  desired: readonly DesiredUser[],
  { differences, held }: Diffed,
  tenantUsers: readonly TenantUser[],
  configurationId: string,
): readonly UserEnd[] {
  const byAnchor = Map.groupBy(tenantUsers, ({ anchor }) => anchor);
  const heldGuids = new Set(held.map(({ objectGuid }) => objectGuid));
  const coming = new Map(
    differences.flatMap((difference) =>
      difference.kind === 'missing' || difference.kind === 'deleted'
        ? [[difference.desired.object.objectGuid, difference.kind === 'deleted' ? difference.existing : null] as const]
        : [],
    ),
  );
  return desired.flatMap(({ object, anchor, always }) => {
    const [existing = null, second] = byAnchor.get(anchor) ?? [];
    const isComing = coming.has(object.objectGuid);
    // Whoever is held has no counterpart that is known to be theirs.
    if (heldGuids.has(object.objectGuid) || second !== undefined || (existing === null && !isComing)) return [];
    const user = existing ?? coming.get(object.objectGuid) ?? null;
    const end = {
      objectType: 'user' as const,
      objectGuid: object.objectGuid,
      displayName: nameOf(object),
      anchor,
      userPrincipalName: always.userPrincipalName,
      sid: firstValue(object, 'objectSid'),
      tenantObjectId: existing?.tenantObjectId ?? null,
    };
    const isOurs = ownerOfMark(user?.values.ownershipMark, configurationId, object.objectGuid) === 'ours';
    return [{ end, object, managerId: user?.managerId ?? null, isOurs }];
  });
}

export interface GroupEnd {
  readonly end: LinkEnd;
  readonly group: LinkableGroup;
}

export function endsOfGroups({ linkable }: DiffedGroups): readonly GroupEnd[] {
  return linkable.map((one) => {
    const { group, anchor } = one.desired;
    const end = {
      objectType: 'group' as const,
      objectGuid: group.objectGuid,
      displayName: nameOf(group),
      anchor,
      userPrincipalName: null,
      sid: group.sid,
      tenantObjectId: one.existing?.tenantObjectId ?? null,
    };
    return { end, group: one };
  });
}

/** By objectGUID and by SID: the two never look alike. */
export function indexEnds(ends: readonly LinkEnd[]): ReadonlyMap<string, LinkEnd> {
  return new Map(
    ends.flatMap((end) =>
      end.sid === null ? [[end.objectGuid, end] as const] : [[end.objectGuid, end] as const, [end.sid, end] as const],
    ),
  );
}

/** An object of the directory that was read, and whose counterpart in the tenant is known: perhaps out of scope by now. */
export interface KnownObject extends LinkTarget {
  readonly sid: string | null;
}

export interface KnownObjects {
  readonly known: ReadonlyMap<TenantObjectId, KnownObject>;
  /** Objects of the tenant that were joined in an earlier run, or carry our mark, whether they were seen in this one or not: none is a stranger. */
  readonly remembered: ReadonlySet<TenantObjectId>;
}

export interface JoinedBy {
  /** The anchors by which objects were joined in earlier runs. A record that was begun anew has none of them. */
  readonly links: ReadonlyMap<ObjectGuid, SourceAnchor>;
  readonly configurationId: string;
}

export function knowObjects(
  ends: readonly LinkEnd[],
  directory: { readonly users: readonly DirectoryObject[]; readonly groups: readonly DirectoryGroup[] },
  tenant: { readonly users: readonly TenantUser[]; readonly groups: readonly TenantGroup[] },
  { links, configurationId }: JoinedBy,
): KnownObjects {
  const byAnchor = new Map(tenant.users.map((user) => [user.anchor, user.tenantObjectId]));
  const byKey = groupsByKey(tenant.groups);
  const known = new Map<TenantObjectId, KnownObject>();
  const know = (id: TenantObjectId | undefined, object: DirectoryObject, objectType: ObjectType) => {
    if (id === undefined) return;
    const { objectGuid } = object;
    known.set(id, { objectType, objectGuid, displayName: nameOf(object), sid: firstValue(object, 'objectSid') });
  };
  for (const object of directory.users) know(byAnchor.get(links.get(object.objectGuid) ?? ''), object, 'user');
  for (const group of directory.groups) know(byKey.get(group.objectGuid)?.tenantObjectId, group, 'group');
  for (const end of ends) if (end.tenantObjectId !== null) known.set(end.tenantObjectId, end);
  const joinedGuids = new Set<string>(links.keys());
  const remembered = new Set([
    ...[...links.values()].flatMap((anchor) => byAnchor.get(anchor) ?? []),
    ...tenant.groups
      .filter(({ uniqueName }) => uniqueName !== null && joinedGuids.has(uniqueName))
      .map(({ tenantObjectId }) => tenantObjectId),
    ...[...tenant.users, ...tenant.groups]
      .filter(({ values }) => objectOfMark(values.ownershipMark, configurationId) !== null)
      .map(({ tenantObjectId }) => tenantObjectId),
  ]);
  return { known, remembered };
}
