/**
 * What the agent remembers of a directory between runs, so that a run asks only for what changed. A cache: it may vanish at any
 * time, and one full read brings it back.
 *
 *     nothing --beginAnew--> being read (beside the old one) --complete--> current --change--> current
 *
 * Data and the position they belong to are written together: after a crash at any instant they still fit.
 */
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { Result } from '../contract/result.ts';
import type { DirectoryGroup, DirectoryObject, MemberReference } from './directory-source.ts';

export interface DirectoryMemory {
  of(domain: string): DomainMemory;
  read(domain: string): RememberedDomain;
}

export interface DomainMemory {
  /** Where the changes begin that are not remembered yet; null when nothing is remembered. */
  position(): Position | null;
  /** What is remembered stays until the new reading is complete. */
  beginAnew(): Result<NewReading>;
  change(changes: MemoryChanges, position: Position): Result<void>;
  /** Those of these objects that are remembered. */
  kindsOf(objectGuids: Iterable<ObjectGuid>): ReadonlyMap<ObjectGuid, RememberedKind>;
  /** Those that name one of these objects as their manager, or as what they are managed by. */
  holdersOf(objectGuids: Iterable<ObjectGuid>): ReadonlySet<ObjectGuid>;
  /** Dynamic objects that are remembered and whose time is over by now: nothing tells that they vanished (rule R24). @param now ISO 8601 */
  overdue(now: string): readonly ObjectGuid[];
}

/** The last complete reading. Null when the places in it do not lead up to the domain: then it is worth nothing. */
export interface RememberedDomain {
  users(): readonly DirectoryObject[] | null;
  groups(): readonly DirectoryGroup[] | null;
  contacts(): readonly DirectoryObject[] | null;
}

/** A reading from nothing. Until it is complete, nobody sees it. */
export interface NewReading extends Pick<DomainMemory, 'kindsOf'> {
  add(changes: MemoryChanges): Result<void>;
  complete(position: Position): Result<void>;
}

/** How far the changes of a domain are known, and to whom the cookie means something (rule R6). */
export interface Position {
  readonly cookie: Uint8Array;
  /** objectGUID of the controller's settings: stays when the controller is restored. */
  readonly controller: string;
  /** Its DNS name. */
  readonly host: string;
  /** Stands for the controller's database; a restored one gets another. */
  readonly invocationId: string;
  /** highestCommittedUSN before the cookie was given. 64 bits (rule R16). */
  readonly highestUsn: bigint;
  /** ISO 8601. */
  readonly takenAt: string;
}

/** A place is whatever else has something below it, of any class (rule R24). */
export type RememberedKind = 'user' | 'group' | 'contact' | 'place';

export interface RememberedObject {
  readonly objectGuid: ObjectGuid;
  readonly kind: RememberedKind;
  /** What it is directly below. Null at the top; then `name` is its whole distinguished name. */
  readonly parent: ObjectGuid | null;
  /** The first part of its distinguished name: the rest follows from the parents, so that whoever renames a unit renames all below it. */
  readonly name: string;
  /** Without distinguishedName. */
  readonly attributes: DirectoryObject['attributes'];
}

/** Carried out in this order. */
export interface MemoryChanges {
  /** Forgotten with all their memberships, on both ends (rule R21). */
  readonly removed: readonly ObjectGuid[];
  readonly objects: readonly RememberedObject[];
  readonly members: readonly MemberChange[];
}

export type MemberChange =
  | { readonly kind: 'added'; readonly group: ObjectGuid; readonly member: MemberReference }
  | { readonly kind: 'removed'; readonly group: ObjectGuid; readonly member: MemberReference }
  /** These and no others. */
  | { readonly kind: 'replaced'; readonly group: ObjectGuid; readonly members: readonly MemberReference[] }
  /** It is a member of these groups and of no others. */
  | { readonly kind: 'belongs'; readonly groups: readonly ObjectGuid[]; readonly member: MemberReference };
