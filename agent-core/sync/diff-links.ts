/**
 * Step 4, for links: who should be a member of which group and whose manager, against what the tenant says.
 *
 *     directory                                         tenant
 *     member ------ objectGUID, or SID (rule R23) --+
 *                                                   +--> in scope and writable? --> member missing ------> link
 *     primaryGroupID ------ SID (rule R22) ---------+
 *                                                            member of ours, and seen to be none --------> unlink
 *                                                            member that nobody here knows --------------> reported, and stays
 *
 * A link ends only if both its ends are ours and the directory was read completely and shows the object without it (rule R1): an object
 * that was not read, or is only out of scope, keeps its links. A deleted object's links vanish in the directory without a change, and
 * here it is simply not seen (rule R21).
 */
import type { ObjectGuid, TenantObjectId } from '../contract/identifiers.ts';
import type { Finding, LinkRelation, LinkTarget } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import { type DirectoryGroup, type DirectoryObject, firstValue } from './directory-source.ts';
import {
  type GroupEnd,
  indexEnds,
  type KnownObject,
  type KnownObjects,
  type LinkEnd,
  type UserEnd,
} from './link-ends.ts';
import { nameFirst } from './name-first.ts';
import { isDomainUsers, primaryGroupSidOf } from './primary-groups.ts';

export interface LinkDifference {
  readonly kind: 'link' | 'unlink';
  readonly relation: LinkRelation;
  readonly holder: LinkEnd;
  readonly target: LinkTarget;
  /** The group gives its members licences (rule R25). */
  readonly takesLicences: boolean;
  /** A group that makes way for whoever is in it: they are members by links of their own from now on. */
  readonly isWay?: true;
}

export interface DiffedLinks {
  readonly differences: readonly LinkDifference[];
  readonly findings: readonly Finding[];
  readonly tenantIds: ReadonlyMap<ObjectGuid, TenantObjectId>;
}

export interface LinkSides extends KnownObjects {
  readonly users: readonly UserEnd[];
  readonly groups: readonly GroupEnd[];
  /** Everybody that was read in the directory, in scope or not. */
  readonly people: readonly DirectoryObject[];
  /** Members of the tenant's groups that are ours; a group whose members could not be read is missing. */
  readonly members: ReadonlyMap<TenantObjectId, ReadonlySet<TenantObjectId>>;
  /** Whoever has a group for primary group is a member of it (rule R22). */
  readonly withPrimaryMembers: boolean;
  /** People of whom it is not known what is due, or that cannot be made. */
  readonly held: ReadonlySet<ObjectGuid>;
  /** Both sides were read to the end, and there are marks: only then does anything end. */
  readonly mayUnlink: boolean;
}

export function diffLinks(sides: LinkSides): DiffedLinks {
  const ends = [...sides.users.map(({ end }) => end), ...sides.groups.map(({ end }) => end)];
  const index = indexEnds(ends);
  const primary = sides.withPrimaryMembers ? Map.groupBy(sides.people, primaryGroupSidOf) : new Map();
  const compared = [
    ...sides.groups.map((group) => compareMembers(group, { ...sides, index, primary })),
    ...sides.users.map((user) => compareManager(user, { ...sides, index })),
  ];
  const ids = [...sides.known].map(([id, { objectGuid }]) => [objectGuid, id] as const);
  return {
    differences: compared.flatMap(({ differences }) => differences),
    findings: [
      ...noteForeignLinks(compared),
      ...noteStaying(compared, 'kept', 'group.members-stay'),
      ...noteStaying(compared, 'ways', 'group.nested-stays'),
    ],
    tenantIds: new Map(ids),
  };
}

interface Compared {
  readonly differences: readonly LinkDifference[];
  readonly holder: LinkEnd;
  /** Links in the tenant that lead to nobody we know. */
  readonly foreign: number;
  /** Members who stay because not all who belong to the group are known. */
  readonly kept?: number;
  /** Groups in it that stay because somebody who belongs to it cannot get a link now. */
  readonly ways?: number;
}

interface MemberContext extends LinkSides {
  readonly index: ReadonlyMap<string, LinkEnd>;
  readonly primary: ReadonlyMap<string | null, readonly DirectoryObject[]>;
}

function compareMembers(
  { end: holder, group }: GroupEnd,
  { index, primary, members, known, remembered, held, mayUnlink }: MemberContext,
): Compared {
  const directoryGroup = group.desired.group;
  const current = holder.tenantObjectId === null ? new Set<TenantObjectId>() : members.get(holder.tenantObjectId);
  if (current === undefined) return { holder, differences: [], foreign: 0 };
  const primaryMembers = isDomainUsers(directoryGroup.sid) ? [] : (primary.get(directoryGroup.sid) ?? []);
  const wanted = wantedMembers(directoryGroup, primaryMembers, index);
  wanted.delete(holder.objectGuid);
  const makes = [...wanted.values()].filter(({ tenantObjectId: id }) => id === null || !current.has(id));
  const wantedIds = new Set([...wanted.values()].map(({ tenantObjectId }) => tenantObjectId));
  const others = [...current].filter((id) => !wantedIds.has(id));
  const isMember = memberTest(directoryGroup, primaryMembers);
  const gone = others.flatMap((id) => known.get(id) ?? []).filter((target) => !isMember(target));
  const isStuck = ([id, member]: readonly [TenantObjectId, KnownObject]) =>
    held.has(member.objectGuid) && !current.has(id) && isMember(member);
  // Who belongs to the group and is held cannot get a link now, and must not lose the way through a group in it.
  const isWayKept =
    directoryGroup.unresolved !== undefined &&
    gone.some(({ objectType }) => objectType === 'group') &&
    [...known].some(isStuck);
  const ends = isWayKept ? gone.filter(({ objectType }) => objectType !== 'group') : gone;
  const difference = (kind: 'link' | 'unlink', target: LinkTarget): LinkDifference => ({
    kind,
    relation: 'members',
    holder,
    target,
    takesLicences: group.existing?.hasLicences ?? false,
  });
  // Whoever cannot be found may be a group, with whoever is in it (rule R1).
  const isKept = mayUnlink && (directoryGroup.unresolved ?? 0) > 0;
  return {
    holder,
    kept: isKept ? gone.length : 0,
    ways: isWayKept && mayUnlink && !isKept ? gone.length - ends.length : 0,
    foreign: others.filter((id) => !known.has(id) && !remembered.has(id)).length,
    differences: [
      ...makes.map((target) => difference('link', target)),
      ...(mayUnlink && !isKept ? ends : []).map((target) => ({
        ...difference('unlink', target),
        ...(directoryGroup.ways?.has(target.objectGuid) === true && { isWay: true as const }),
      })),
    ],
  };
}

function wantedMembers(
  group: DirectoryGroup,
  primaryMembers: readonly DirectoryObject[],
  index: MemberContext['index'],
): Map<ObjectGuid, LinkEnd> {
  const wanted = new Map<ObjectGuid, LinkEnd>();
  const want = (end: LinkEnd | undefined) => {
    if (end !== undefined) wanted.set(end.objectGuid, end);
  };
  for (const { objectGuid, sid } of group.members) want(index.get(objectGuid) ?? index.get(sid ?? ''));
  for (const { objectGuid } of primaryMembers) want(index.get(objectGuid));
  return wanted;
}

/** Whether the directory says that the object is a member, whatever its scope. Built when it is first asked: most groups need it not. */
function memberTest(group: DirectoryGroup, primaryMembers: readonly DirectoryObject[]) {
  let keys: ReadonlySet<string> | null = null;
  return ({ objectGuid, sid }: KnownObject): boolean => {
    keys ??= new Set([
      ...group.members.flatMap((member) => [member.objectGuid, ...(member.sid === null ? [] : [member.sid])]),
      ...primaryMembers.map((member) => member.objectGuid),
    ]);
    return keys.has(objectGuid) || (sid !== null && keys.has(sid));
  };
}

function compareManager(
  { end: holder, object, managerId, isOurs }: UserEnd,
  { index, known, remembered, mayUnlink }: Omit<MemberContext, 'primary'>,
): Compared {
  const wanted = firstValue(object, 'manager');
  const target = index.get(wanted ?? '');
  const current = managerId === null ? undefined : known.get(managerId);
  const difference = (kind: 'link' | 'unlink', to: LinkTarget): Compared => ({
    holder,
    foreign: 0,
    differences: [{ kind, relation: 'manager', holder, target: to, takesLicences: false }],
  });
  const isForeign = managerId !== null && current === undefined && !remembered.has(managerId);
  const nothing = { holder, differences: [], foreign: isForeign ? 1 : 0 };
  if (target?.objectType === 'user' && target.objectGuid !== holder.objectGuid) {
    const isThere = target.tenantObjectId !== null && target.tenantObjectId === managerId;
    return isThere ? { ...nothing, foreign: 0 } : difference('link', target);
  }
  const isOver = current !== undefined && current.objectGuid !== wanted;
  return isOver && isOurs && mayUnlink ? difference('unlink', current) : nothing;
}

/** Holds nothing and changes nothing: somebody made these links, and they stay (rule R26). */
function noteForeignLinks(compared: readonly Compared[]): readonly Finding[] {
  const holders = compared.filter(({ foreign }) => foreign > 0);
  if (holders.length === 0) return [];
  const found = holders.reduce((sum, { foreign }) => sum + foreign, 0);
  const names = holders.map(({ holder, foreign }) => `${holder.displayName} (${foreign})`);
  const noted = problem('group.foreign-links', `${found} found: ${nameFirst(names.toSorted(), ', ')}`);
  return [{ kind: null, problem: noted, found, allowed: found, holds: [] }];
}

/** Holds nothing: what would end of these groups does not. */
function noteStaying(
  compared: readonly Compared[],
  key: 'kept' | 'ways',
  code: 'group.members-stay' | 'group.nested-stays',
): readonly Finding[] {
  const groups = compared.flatMap(({ holder, [key]: staying = 0 }) =>
    staying > 0 ? [{ name: holder.displayName, staying }] : [],
  );
  if (groups.length === 0) return [];
  const found = groups.reduce((sum, { staying }) => sum + staying, 0);
  const names = groups.map(({ name, staying }) => `${name} (${staying})`);
  const noted = problem(code, `${found} found: ${nameFirst(names.toSorted(), ', ')}`);
  return [{ kind: null, problem: noted, found, allowed: found, holds: [] }];
}
