/** What following the changes of a domain asks of one controller, on one connection. Methods throw what the LDAP client throws. */
import type { ObjectGuid } from '../../contract/identifiers.ts';
import type { MemberChange, Position, RememberedKind } from '../../sync/directory-memory.ts';
import type { DirectoryObject, MemberReference } from '../../sync/directory-source.ts';

export interface ControllerSession {
  readState(): Promise<ControllerState>;
  /** A cookie at which the changes from now on begin, without reading what is there already. */
  readCookie(): Promise<FirstCookie>;
  readChanges(cookie: Uint8Array): AsyncIterable<Round>;
  /** Every user, contact and group, a page at a time. */
  readEverything(): AsyncIterable<EntriesPage>;
  /** Those of these objects that the account may see, whatever their class; of groups not the members. */
  readEntries(objectGuids: readonly ObjectGuid[]): Promise<readonly DirectoryEntry[]>;
  readMembers(group: ObjectGuid): Promise<readonly MemberReference[]>;
}

export type ControllerState = Pick<Position, 'controller' | 'host' | 'invocationId' | 'highestUsn'> & {
  /** For how long a deletion can be learned. */
  readonly tombstoneLifetimeDays: number;
};

/** The account may not ask for changes, or the controller does not take the question. */
export type Refusal = { readonly kind: 'forbidden' } | { readonly kind: 'refused'; readonly detail: string };

/** Blind: changes are told, but no deletions; what is deleted would be remembered for ever. */
export type FirstCookie =
  | { readonly kind: 'cookie'; readonly cookie: Uint8Array }
  | { readonly kind: 'blind' }
  | Refusal;

export type Round =
  | {
      readonly kind: 'round';
      /** Of these something is different. */
      readonly changed: readonly ObjectGuid[];
      /** Of those, who came back from being deleted, with or without the links from before. */
      readonly restored: readonly ObjectGuid[];
      readonly deleted: readonly ObjectGuid[];
      readonly members: readonly MemberChange[];
      /** Where the next round begins. */
      readonly cookie: Uint8Array;
      readonly isLast: boolean;
    }
  | Refusal;

export interface EntriesPage {
  readonly entries: readonly DirectoryEntry[];
  /** How many objects and members came without objectGUID, so that this is not everything. */
  readonly unusable: number;
}

/** An object as the account sees it now. */
export interface DirectoryEntry {
  readonly objectGuid: ObjectGuid;
  readonly kind: RememberedKind;
  readonly parent: ObjectGuid | null;
  readonly distinguishedName: string;
  readonly attributes: DirectoryObject['attributes'];
  /** Of a group all its direct members; null where they were not read. */
  readonly members: readonly MemberReference[] | null;
  /** The groups that list it, as far as this controller knows; null where they were not read. */
  readonly memberOf: readonly ObjectGuid[] | null;
  /** Those that name it as their manager, or as what they are managed by; null where they were not read. */
  readonly holders: readonly ObjectGuid[] | null;
}
