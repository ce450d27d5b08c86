/**
 * What the steps are given in place of everything: what is still open on both sides, and whatever that refers to.
 *
 * What is equal on both sides is taken out of the links first, so that a group of thousands with one newcomer is a group of one, and
 * nobody's manager brings along a manager of their own.
 */
import { type ObjectGuid, objectGuidSchema, type SourceAnchor, type TenantObjectId } from '../contract/identifiers.ts';
import type { GroupSettings } from '../contract/settings.ts';
import type { BothSides, Unmatched } from './both-sides.ts';
import { anchorClaimOf, signInNameClaimOf } from './collisions.ts';
import type { DirectoryGroup, DirectoryObject } from './directory-source.ts';
import { managerOf } from './judge-users.ts';
import { mailAddressesOf } from './match-keys.ts';
import type { Links } from './memory.ts';
import { objectOfMark } from './ownership-mark.ts';
import { ownPrimaryGroupSidOf } from './primary-groups.ts';
import { isManagerRight, mayBeLinked, type Sifted } from './sift.ts';
import type { Organization, TenantUser } from './tenant.ts';
import type { TenantGroup } from './tenant-groups.ts';

export interface OpenSides {
  /** Whatever is left, also what is not there any more. */
  readonly open: readonly ObjectGuid[];
  readonly users: readonly DirectoryObject[];
  readonly groups: readonly DirectoryGroup[];
  readonly tenantUsers: readonly TenantUser[];
  readonly tenantGroups: readonly TenantGroup[];
  readonly members: ReadonlyMap<TenantObjectId, ReadonlySet<TenantObjectId>>;
  readonly memberCounts: ReadonlyMap<TenantObjectId, number>;
  readonly links: ReadonlyMap<ObjectGuid, SourceAnchor>;
}

export interface GatherContext {
  readonly sifted: Sifted;
  readonly links: Links;
  readonly organization: Organization;
  readonly configurationId: string;
  readonly groups: GroupSettings;
}

export function gatherOpen(memory: BothSides, context: GatherContext): OpenSides {
  const first = gatherLeft(memory, context);
  const all = gatherReferred(memory, context, first);
  const tenantUsers = distinct(all.tenantUsers);
  const tenantGroups = distinct(all.tenantGroups);
  const rightManagers = findRightManagers(memory, all.users, tenantUsers);
  const unmatched = new Map(
    all.groups.flatMap((group) => {
      const found = first.unmatched.get(group.objectGuid);
      if (found === undefined) return [];
      const members = context.groups.withPrimaryMembers ? withPrimary(memory, group, found, all.users) : found;
      return [[group.objectGuid, members] as const];
    }),
  );
  const linked = linkedGroups(memory, unmatched, all.groups, tenantGroups);
  return {
    ...linked,
    open: first.open,
    users: all.users.map((user) => (rightManagers.guids.has(user.objectGuid) ? withoutManager(user) : user)),
    tenantUsers: tenantUsers.map((user) =>
      rightManagers.ids.has(user.tenantObjectId) ? { ...user, managerId: null } : user,
    ),
    tenantGroups,
    links: linksOf(context.links, first.open, all, tenantUsers, tenantGroups),
  };
}

interface Gathered {
  readonly users: readonly DirectoryObject[];
  readonly groups: readonly DirectoryGroup[];
  readonly tenantUsers: readonly TenantUser[];
  readonly tenantGroups: readonly TenantGroup[];
}

interface Left extends Gathered {
  readonly open: readonly ObjectGuid[];
  readonly unmatched: ReadonlyMap<ObjectGuid, Unmatched>;
}

/** What is still open, its counterparts, and whoever has a name that it would take. */
function gatherLeft(memory: BothSides, { sifted, links, organization, groups: settings }: GatherContext): Left {
  const open = memory.stillOpen();
  const users = memory.users(open);
  const primarySids = users.map(ownPrimaryGroupSidOf).filter((sid) => sid !== null);
  // Who is in them changes without a change of their own: they are looked at in every run, as primary groups are.
  const transitive = new Set(settings.transitiveMembers.map(({ objectGuid }) => objectGuid));
  const groups = memory.groups([...new Set([...open, ...memory.withSids([...new Set(primarySids)]), ...transitive])]);
  const groupGuids = groups.map(({ objectGuid }) => objectGuid);
  const tenantGroups = memory.tenantGroups([...new Set([...open, ...groupGuids])]);
  const keys = new Set<string | null>(tenantGroups.map(({ uniqueName }) => uniqueName));
  const names = users.map((user) => signInNameClaimOf(user, organization)).filter((name) => name !== null);
  return {
    open,
    users,
    groups,
    tenantGroups,
    tenantUsers: memory.tenantUsers({
      names: [...new Set(names)],
      addresses: [...new Set(users.flatMap(mailAddressesOf))],
      // Also of those who are not there any more.
      markedFor: open,
      anchors: anchorsOf(users, open, links),
    }),
    unmatched: new Map(
      groupGuids
        .filter((objectGuid) => sifted.comingGroups.has(objectGuid) || keys.has(objectGuid))
        .map((objectGuid) => [
          objectGuid,
          transitive.has(objectGuid) ? memory.unmatchedTransitively(objectGuid) : memory.unmatchedMembers(objectGuid),
        ]),
    ),
  };
}

/** Together with whoever is at the other end of a link, or is named by a mark: each seen, and none of them missing. */
function gatherReferred(memory: BothSides, context: GatherContext, first: Left): Gathered {
  const seen = new Set<ObjectGuid>([...first.users, ...first.groups].map(({ objectGuid }) => objectGuid));
  const referred = referredBy(memory, first);
  const namedBy = (tenantUsers: readonly TenantUser[]) =>
    tenantUsers.flatMap(({ values }) => objectOfMark(values.ownershipMark, context.configurationId)?.objectGuid ?? []);
  let all: Gathered = { ...first, tenantUsers: [...first.tenantUsers, ...referred.tenantUsers] };
  let wanted: readonly ObjectGuid[] = [...referred.objectGuids, ...namedBy(all.tenantUsers)];
  for (;;) {
    const missing = [...new Set(wanted)].filter((objectGuid) => !seen.has(objectGuid));
    if (missing.length === 0) return all;
    for (const objectGuid of missing) seen.add(objectGuid);
    const users = memory.users(missing);
    const tenantUsers = counterpartsOf(memory, users, context.links);
    wanted = namedBy(tenantUsers);
    all = {
      users: [...all.users, ...users],
      groups: [...all.groups, ...memory.groups(missing)],
      tenantUsers: [...all.tenantUsers, ...tenantUsers],
      tenantGroups: [...all.tenantGroups, ...memory.tenantGroups(missing)],
    };
  }
}

/** The other ends of links that do not fit. */
function referredBy(memory: BothSides, { users, tenantUsers, unmatched }: Left) {
  const right = findRightManagers(memory, users, tenantUsers);
  const managers = users.filter(({ objectGuid }) => !right.guids.has(objectGuid)).map(managerOf);
  const managerIds = tenantUsers
    .filter(({ tenantObjectId }) => !right.ids.has(tenantObjectId))
    .map(({ managerId }) => managerId);
  const members = [...unmatched.values()];
  const references = members.flatMap((one) => one.references.filter((reference) => mayBeLinked(memory, reference)));
  const ids = [...new Set([...managerIds.filter((id) => id !== null), ...members.flatMap((one) => one.ids)])];
  const ends = memory.tenantUsers({ ids });
  // Also whoever has a name or an address that somebody needs.
  const anchors = [...tenantUsers, ...ends].map(({ anchor }) => anchor).filter((anchor) => anchor !== null);
  const sids = references.map(({ sid }) => sid).filter((sid) => sid !== null);
  return {
    tenantUsers: ends,
    objectGuids: [
      ...managers.filter((guid) => guid !== null),
      ...references.map(({ objectGuid }) => objectGuid),
      ...memory.withSids([...new Set(sids)]),
      ...memory.ownersOf(ids, anchors),
    ],
  };
}

/** Of users whose manager is the same on both sides, that need not be said: who they are, and who their counterparts are. */
function findRightManagers(
  memory: BothSides,
  users: readonly DirectoryObject[],
  tenantUsers: readonly TenantUser[],
): { readonly guids: ReadonlySet<ObjectGuid>; readonly ids: ReadonlySet<TenantObjectId> } {
  const byAnchor = Map.groupBy(tenantUsers, ({ anchor }) => anchor);
  const ends = memory.knownEnds(users.map(managerOf).filter((guid) => guid !== null));
  const guids = new Set<ObjectGuid>();
  const ids = new Set<TenantObjectId>();
  for (const user of users) {
    const managerGuid = managerOf(user);
    const [counterpart] = byAnchor.get(anchorClaimOf(user)) ?? [];
    const manager = managerGuid === null ? null : (ends.get(managerGuid) ?? null);
    if (counterpart === undefined || !isManagerRight({ managerId: counterpart.managerId, manager })) continue;
    guids.add(user.objectGuid);
    ids.add(counterpart.tenantObjectId);
  }
  return { guids, ids };
}

function withoutManager(user: DirectoryObject): DirectoryObject {
  const { manager: _, ...attributes } = user.attributes;
  return { ...user, attributes };
}

/** Whoever has it for a primary group is a member without being listed, so that it must show who of them is one in the tenant. */
function withPrimary(
  memory: BothSides,
  { objectGuid, sid }: DirectoryGroup,
  unmatched: Unmatched,
  users: readonly DirectoryObject[],
): Unmatched {
  const nestedSids = new Set<string | null>(unmatched.nested?.sids);
  const isNested = (user: DirectoryObject) => nestedSids.has(ownPrimaryGroupSidOf(user));
  const primary = users.filter((user) => (sid !== null && ownPrimaryGroupSidOf(user) === sid) || isNested(user));
  const ends = memory.knownEnds(primary.map((user) => user.objectGuid));
  const members = [...ends.values()]
    .flatMap(({ tenantObjectId }) => tenantObjectId ?? [])
    .filter((id) => memory.hasMember(objectGuid, id));
  // Its own the steps find by themselves.
  const listed = primary.filter(isNested).map((user) => ({ objectGuid: user.objectGuid, sid: null, end: null }));
  return { ...unmatched, references: [...unmatched.references, ...listed], ids: [...unmatched.ids, ...members] };
}

/**
 * Of groups that are only referred to, nothing is said of members. How many there are the tenant's groups say: a group that left the
 * scope, or the directory, has no counterpart any more.
 */
function linkedGroups(
  memory: BothSides,
  unmatched: Left['unmatched'],
  groups: readonly DirectoryGroup[],
  tenantGroups: readonly TenantGroup[],
): Pick<OpenSides, 'groups' | 'members' | 'memberCounts'> {
  const byKey = new Map<string | null, Unmatched>(unmatched);
  const there = new Set<string | null>(groups.map(({ objectGuid }) => objectGuid));
  return {
    groups: groups.map((group) => {
      const { references = [], nested = null } = unmatched.get(group.objectGuid) ?? {};
      const transitive = nested === null ? {} : { unresolved: nested.unresolved, ways: nested.ways };
      return { ...group, members: references, ...transitive };
    }),
    members: new Map(
      tenantGroups.flatMap(({ tenantObjectId, uniqueName }) => {
        const one = byKey.get(uniqueName);
        return one === undefined ? [] : [[tenantObjectId, new Set(one.ids)] as const];
      }),
    ),
    memberCounts: new Map(
      tenantGroups.flatMap(({ tenantObjectId, uniqueName }) => {
        const isReferredTo = there.has(uniqueName) && !byKey.has(uniqueName);
        const count = isReferredTo ? null : memory.memberCount(tenantObjectId);
        return count === null ? [] : [[tenantObjectId, count] as const];
      }),
    ),
  };
}

/** By the anchor that they carry now, and by the one that they were joined by. */
function counterpartsOf(memory: BothSides, users: readonly DirectoryObject[], links: Links): readonly TenantUser[] {
  const objectGuids = users.map(({ objectGuid }) => objectGuid);
  return memory.tenantUsers({ anchors: anchorsOf(users, objectGuids, links) });
}

function anchorsOf(users: readonly DirectoryObject[], joined: readonly ObjectGuid[], links: Links): readonly string[] {
  const own = users.map(anchorClaimOf).filter((anchor) => anchor !== null);
  return [...new Set<string>([...own, ...links.among(joined, []).anchors.values()])];
}

function linksOf(
  links: Links,
  open: readonly ObjectGuid[],
  { users, groups }: Gathered,
  tenantUsers: readonly TenantUser[],
  tenantGroups: readonly TenantGroup[],
): OpenSides['links'] {
  const anchors = new Set([...users.map(anchorClaimOf), ...tenantUsers.map(({ anchor }) => anchor)]);
  const keys = tenantGroups.map(({ uniqueName }) => objectGuidSchema.safeParse(uniqueName).data ?? null);
  const objectGuids = new Set([...open, ...[...users, ...groups].map(({ objectGuid }) => objectGuid), ...keys]);
  return links.among(
    [...objectGuids].filter((guid) => guid !== null),
    [...anchors].filter((anchor) => anchor !== null),
  ).anchors;
}

function distinct<Item extends { readonly tenantObjectId: TenantObjectId }>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [item.tenantObjectId, item])).values()];
}
