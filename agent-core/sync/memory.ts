/** What the agent remembers between runs, one port per question. */
import type { Decision } from '../contract/approval-requests.ts';
import type { ChangeDigest, ObjectGuid, RunId, SourceAnchor, TenantObjectId } from '../contract/identifiers.ts';
import type { Change, HeldObject } from '../contract/plan.ts';
import type { Result } from '../contract/result.ts';
import type { Outcome, RunReport, SettledChange } from '../contract/run-report.ts';
import type { DirectoryObject } from './directory-source.ts';
import type { Escrow } from './escrow.ts';
import type { Decisions } from './guard/decisions.ts';

/** Users and groups of the directory as last seen. A cache: it may vanish at any time and one full run rebuilds it. */
export interface SeenObjects {
  /** What was seen before in one of these domains and is not among these objects, whichever domain they are in now. */
  findAbsent(objects: readonly DirectoryObject[], domains: readonly string[]): readonly SeenBefore[];
  /** Those of these that were seen before in one of these domains. */
  among(objectGuids: readonly ObjectGuid[], domains: readonly string[]): readonly SeenBefore[];
  /** Objects that are not named stay remembered: absence proves nothing. */
  remember(objects: readonly DirectoryObject[], missing?: Missed): Result<void>;
  /** In how many runs in a row objects were to be removed. When it is lost, the waiting begins anew. */
  waited(): ReadonlyMap<ObjectGuid, Wait>;
  rememberWaited(waited: ReadonlyMap<ObjectGuid, Wait>): Result<void>;
}

/** How long an object was to be removed already. */
export interface Wait {
  /** In a row; runs that follow each other faster than the schedule count as one. */
  readonly runs: number;
  /** When the last of them was counted, ISO 8601. */
  readonly countedAt: string;
}

/** A directory object that was seen in an earlier run. */
export interface SeenBefore {
  readonly objectGuid: ObjectGuid;
  readonly objectType: 'user' | 'group';
  /** ISO 8601: the first run that did not find it any more; null where this is the first. */
  readonly since: string | null;
}

/** What was not among the objects. */
export interface Missed {
  /** ISO 8601: of this run. */
  readonly at: string;
  /** From now on absent, unless it was before. */
  readonly absent: readonly ObjectGuid[];
  /** Gone on both sides: forgotten. */
  readonly gone: readonly ObjectGuid[];
}

/** The anchor by which each directory object was first joined to its tenant user. Kept for good (rule R4). */
export interface Links {
  read(): ReadonlyMap<ObjectGuid, SourceAnchor>;
  /** Those of these objects, and those by one of these anchors. */
  among(objectGuids: readonly ObjectGuid[], anchors: readonly string[]): KnownLinks;
}

export interface KnownLinks {
  readonly anchors: ReadonlyMap<ObjectGuid, SourceAnchor>;
  /** Whoever is missing here is one of whom nothing is known. */
  readonly had: ReadonlyMap<ObjectGuid, Had>;
}

/**
 * Whether an object was ever seen with what it is matched by while it was joined; null where nobody knows. It stays true when the object
 * loses it, until a person approves what follows from that (rule R7).
 */
export interface Had {
  /** A userPrincipalName of its own. */
  readonly name: boolean | null;
  readonly mail: boolean | null;
}

/** The anchors of accounts whose sign-in this agent blocked. Only these blocks may be lifted (rule R13). */
export interface SignInBlocks {
  read(): ReadonlySet<SourceAnchor>;
}

/** The anchors of tenant objects that this agent deleted. Only these are restored, or made anew, without asking (rule R13). */
export interface OwnDeletions {
  read(): ReadonlySet<SourceAnchor>;
}

/** What was done that could hurt, and not long ago (rule R10). It survives restarts and broken runs. */
export interface GuardHistory {
  /**
   * How many changes were made, or attempted and not known to have failed, by what they count as.
   * @param since ISO 8601 @param planned these are left out: they count with the plan they are in
   */
  countSince(since: string, planned: readonly ChangeDigest[]): ReadonlyMap<string, number>;
  /** Values that were written three times and did not stay, by `contestKeyOf`. @param since ISO 8601 */
  contested(since: string): ReadonlySet<string>;
  /** Whether a run has joined somebody, tried everything it planned and lost no reply. From then on for good, whatever becomes of the reports. */
  isFilled(): boolean;
  /** Of which a run that filled the tenant, or a later one, has read all and held no creation. For good, too. */
  filledDomains(): ReadonlySet<string>;
  /** The accounts that held a directory role when that was last read; null where it never was (rule R27). */
  knownPrivileged(): ReadonlySet<TenantObjectId> | null;
  keepPrivileged(holders: ReadonlySet<TenantObjectId>): Result<void>;
}

/** What people decided about changes that the guard held (rule R12). */
export interface Approvals {
  /** Those in force. @param now ISO 8601 */
  read(now: string): Decisions;
  /** These are over, and the audit trail says so. @param at ISO 8601 */
  lapse(decided: readonly Decision[], at: string): Result<void>;
}

/** The clocks of changes that failed. */
export interface Escrows {
  read(): ReadonlyMap<ChangeDigest, Escrow>;
}

/** Changes that were attempted by a run that did not live to learn how they went. */
export interface UnknownChanges {
  read(): readonly UnknownChange[];
}

export interface UnknownChange {
  readonly runId: RunId;
  readonly change: Change;
}

/** A directory object and its tenant user, as both sides were read. */
export interface Joined {
  readonly objectGuid: ObjectGuid;
  readonly anchor: SourceAnchor;
  readonly isSignInAllowed: boolean;
  /** The directory has a userPrincipalName, and a mail address. */
  readonly hasName: boolean;
  readonly hasMail: boolean;
}

/** Opens the record of a run. A run takes an open record, so that one that cannot be recorded does not start. */
export interface RunLog {
  /** @param startedBy in words, such as `the schedule` */
  begin(runId: RunId, startedAt: string, startedBy: string): Result<OpenRunLog>;
}

/** A change that is about to be sent. */
export interface Intention {
  readonly change: Change;
  /** What the change counts as, from now on until it is known that it was not made. */
  readonly counted: readonly string[];
}

/** Where a run is recorded while it happens. If that fails, the run stops. */
export interface OpenRunLog {
  readonly runId: RunId;
  readonly startedAt: string;
  /**
   * Before anything is changed: keeps the links, forgets the blocks that somebody lifted meanwhile, and writes down what became of
   * changes that an earlier run did not live to know about.
   */
  observe(joined: readonly Joined[], settled: readonly SettledChange[]): Result<void>;
  /**
   * Before the first of these changes is sent, all of them or none. If nobody ever learns how the requests ended, the record says that
   * they were attempted, and blocks that may have been made are remembered.
   */
  intend(intentions: readonly Intention[]): Result<void>;
  /** Durable, all of them or none, before anything more is attempted. */
  append(outcomes: readonly Outcome[]): Result<void>;
  hold(held: readonly HeldObject[]): Result<void>;
  /** @param filledDomains those of which everything was read, and no creation is held */
  finish(report: RunReport, filledDomains?: readonly string[]): Result<void>;
}
