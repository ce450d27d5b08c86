/**
 * Both sides as they are remembered between runs, and of each object of the directory whether there is anything to be done about it.
 *
 *     changed on either side, or never judged ----> open --judged: nothing to be done--> quiet
 *                                                    ^                                     |
 *                                                    +---------- changed again ------------+
 *
 * An object stays quiet as long as nothing that was looked at has changed. A cache: when it vanishes, everything is open.
 */
import type { ObjectGuid, TenantObjectId } from '../contract/identifiers.ts';
import type { ObjectType } from '../contract/plan.ts';
import type { DirectoryGroup, DirectoryObject, MemberReference } from './directory-source.ts';
import type { Expired } from './expired-accounts.ts';
import type { Joined } from './memory.ts';
import type { SideCounts } from './standing.ts';
import type { TenantUser } from './tenant.ts';
import type { TenantGroup } from './tenant-groups.ts';

/** What came of looking at one object and its counterpart. */
export interface Verdict {
  readonly objectGuid: ObjectGuid;
  readonly domain: string;
  readonly objectType: ObjectType;
  /** Read as a user, and none (rule R15). */
  readonly isMachine: boolean;
  readonly isQuiet: boolean;
  /** What the record does not say yet. Where it is quiet, that is all there is to be done. */
  readonly unrecorded: Joined | null;
  readonly isInScope: boolean;
  /** Its counterpart, if the two are joined. Null also while it is still to be created. */
  readonly tenantObjectId: TenantObjectId | null;
  /** It is to be created: links that lead to it become possible. */
  readonly isComing: boolean;
  readonly claims: Claims;
  readonly sid: string | null;
  readonly managerGuid: ObjectGuid | null;
  readonly managerId: TenantObjectId | null;
  /** ISO 8601: when the account expires in the directory, if it may sign in on both sides (rule R24). */
  readonly expiresAt: string | null;
}

/** Values that only one object may have, in the form in which they are compared; null where it claims none. */
export interface Claims {
  readonly anchor: string | null;
  readonly signInName: string | null;
  readonly mail: string | null;
}

/** What is known of an object that a link leads to. */
export interface KnownEnd {
  readonly isQuiet: boolean;
  readonly tenantObjectId: TenantObjectId | null;
}

/** The manager of somebody who is quiet otherwise, on both sides. */
export interface ManagerLink {
  readonly objectGuid: ObjectGuid;
  readonly managerGuid: ObjectGuid | null;
  readonly managerId: TenantObjectId | null;
  /** Null when the directory has no such user or group. */
  readonly manager: KnownEnd | null;
}

/** What of the members of a group does not fit together. */
export interface Unmatched {
  /** Members in the directory whose counterpart is not a member in the tenant. */
  readonly references: readonly (MemberReference & { readonly end: KnownEnd | null })[];
  /** Members in the tenant whose object is not a member in the directory. */
  readonly ids: readonly TenantObjectId[];
  /** Of a group that has the members of the groups in it, too; null of any other. */
  readonly nested: NestedMembers | null;
}

export interface NestedMembers {
  /** Of the groups in it, however deep. */
  readonly sids: readonly string[];
  /** So many of their members, and its own, are remembered in no domain. */
  readonly unresolved: number;
  /** The groups in it, however deep. */
  readonly ways: ReadonlySet<ObjectGuid>;
}

/** Some of the objects that are open, and have not been judged in this pass. */
export interface OpenObjects {
  readonly users: readonly DirectoryObject[];
  /** Without their members. */
  readonly groups: readonly DirectoryGroup[];
  /** Neither is there any more, or ever was here. */
  readonly others: readonly ObjectGuid[];
}

export interface Totals {
  /** Of each domain, by its name. */
  readonly domains: ReadonlyMap<string, SideCounts>;
  readonly tenant: SideCounts;
  /** Of those who are quiet; machines are no users. */
  readonly quiet: { readonly users: ScopeCounts; readonly groups: ScopeCounts };
}

export interface ScopeCounts {
  readonly inScope: number;
  readonly outOfScope: number;
}

/** Only of domains that could be brought up to date; what is remembered of others is not shown. */
export interface BothSides {
  /** A verdict holds as long as this is the same: what it was judged by, besides the two objects. The next pass is over all otherwise. */
  judgeBy(basis: string): void;
  /**
   * A pass over all that is open, whole or not at all: in between, objects count as quiet that are opened again at its end, and whoever
   * ended there would never look at them again.
   */
  pass(work: () => void): void;
  /** @returns null when all were judged, of whom none need be open where all have to be. Judging one can open others, or open them again. */
  nextOpen(): OpenObjects | null;
  /** Opens whatever refers to an object that is joined to another counterpart than before, or is coming. */
  note(verdicts: readonly Verdict[]): void;
  /** Nothing in the tenant stands for them either: as if they had never been seen. */
  forget(objectGuids: readonly ObjectGuid[]): void;
  /** Keeps from being quiet. */
  keepOpen(objectGuids: readonly ObjectGuid[]): void;
  /** Of those who were judged in this pass, or share something with one who was. */
  sharing(): readonly ObjectGuid[];
  managerLinks(): Iterable<ManagerLink>;
  /** Groups that were judged in this pass, are in the tenant, and would be quiet but for their members. */
  quietGroups(): readonly ObjectGuid[];
  /** Some of those who are quiet and not recorded; none when all are. */
  nextUnrecorded(): readonly Joined[];
  noteRecorded(objectGuids: readonly ObjectGuid[]): void;
  unmatchedMembers(group: ObjectGuid): Unmatched;
  /** How many members a group of the tenant has; null where they were not told. */
  memberCount(group: TenantObjectId): number | null;
  /** The same of all who are in it, however deep, in place of the groups in it. */
  unmatchedTransitively(group: ObjectGuid): Unmatched;
  /** Whether the counterpart of the group has this member. */
  hasMember(group: ObjectGuid, member: TenantObjectId): boolean;
  /** After the pass: what is left. */
  stillOpen(): readonly ObjectGuid[];

  /** False when the places of a domain do not lead up to it: then it has to be read anew. */
  fitsTogether(): boolean;
  users(objectGuids: readonly ObjectGuid[]): readonly DirectoryObject[];
  /** Without their members. */
  groups(objectGuids: readonly ObjectGuid[]): readonly DirectoryGroup[];
  contacts(): readonly DirectoryObject[];
  /** With all their members. */
  allGroups(): readonly DirectoryGroup[];
  withSids(sids: readonly string[]): readonly ObjectGuid[];
  /** Whose verdict names one of these counterparts, or who claim one of these anchors. */
  ownersOf(tenantIds: readonly TenantObjectId[], anchors: readonly string[]): readonly ObjectGuid[];
  tenantUsers(by: TenantUserKeys): readonly TenantUser[];
  /** By the objectGUID that they were created with. */
  tenantGroups(objectGuids: readonly ObjectGuid[]): readonly TenantGroup[];
  knownEnds(objectGuids: readonly ObjectGuid[]): ReadonlyMap<ObjectGuid, KnownEnd>;
  /** @param now ISO 8601 */
  expired(now: string): Expired;
  totals(): Totals;
}

export interface TenantUserKeys {
  readonly ids?: readonly TenantObjectId[];
  readonly anchors?: readonly string[];
  /** Lower case. */
  readonly names?: readonly string[];
  /** Lower case, of mail. */
  readonly addresses?: readonly string[];
  /** Whose mark names one of these objects. */
  readonly markedFor?: readonly ObjectGuid[];
}
