/** What a kind of danger is to the guard. There is one small file for each kind or family, and `guard-kinds.ts` lists them. */
import type { GuardSettings, Limit } from '../../contract/guard-settings.ts';
import type { ObjectGuid, SourceAnchor, TenantObjectId } from '../../contract/identifiers.ts';
import type { Change } from '../../contract/plan.ts';
import type { Problem } from '../../contract/problem.ts';
import type { ProblemCode } from '../../contract/problem-catalogue.ts';

/** What the kinds know besides the change. */
export interface GuardFacts {
  /** Users in scope whom the tenant had before this run, changed or not: newcomers of the same run loosen no limit. */
  readonly usersInScope: number;
  /** Users in scope whom the tenant does not have yet. */
  readonly newcomers: number;
  /** Accounts that hold a directory role, or reach one (rule R27). */
  readonly privileged: ReadonlySet<TenantObjectId>;
  /** Null when they were read in this run; otherwise they are those of the last time. */
  readonly unreadableRoles: UnreadableRoles | null;
  /** Objects of the directory that were read and are out of scope. */
  readonly outOfScope: ReadonlySet<ObjectGuid>;
  /** The anchors by which objects were joined in earlier runs: these accounts are ours, marked or not. */
  readonly links: ReadonlyMap<ObjectGuid, SourceAnchor>;
  /** How many members groups of the tenant have; one that could not be read is missing. */
  readonly memberCounts: ReadonlyMap<string, number>;
  /** The settings name where marks stand; without them only the links tell whose an account is. */
  readonly hasMarks: boolean;
  /** Accounts whose sign-in this agent blocked; only these blocks may be lifted (rule R13). */
  readonly ownBlocks: ReadonlySet<SourceAnchor>;
  /** The anchors of accounts that this agent deleted; only these come back without asking (rule R13). */
  readonly ownDeletions: ReadonlySet<SourceAnchor>;
  /** Where sign-in names go whose suffix is not verified. Null when the tenant could not be asked; then nothing is planned. */
  readonly initialDomain: string | null;
  /** Objects that returned without what they are matched by (rule R7). */
  readonly stripped: ReadonlySet<ObjectGuid>;
  /** A run has filled the tenant before: nothing is created in great numbers any more. */
  readonly isFilled: boolean;
  /** Objects of domains that no run has filled yet, by domain. */
  readonly newDomains: ReadonlyMap<ObjectGuid, string>;
  /** Values that somebody else writes back again and again, by `contestKeyOf`. */
  readonly contested: ReadonlySet<string>;
}

export interface UnreadableRoles {
  readonly problem: Problem;
  /** The application was never given the permission, which is said in every run, and accepted. Anything else is trouble. */
  readonly isNeverGranted: boolean;
}

export interface Whole {
  readonly count: number;
  /** What they are, for people. */
  readonly of: string;
}

export interface GuardKind {
  /** Names it in findings, approvals and settings. */
  readonly name: string;
  /** What is said of more than is allowed. */
  readonly code: ProblemCode;
  /** Of what a change does of this kind: nothing, `one`, or several subjects that are counted apart, such as attributes. */
  readonly countsIn: (change: Change, facts: GuardFacts) => readonly string[];
  /** What the share is a share of. @param subject one of those that are counted apart */
  readonly wholeOf: (facts: GuardFacts, subject: string) => Whole;
  /** What a subject is called where its name is not for people. */
  readonly nameOf?: (change: Change) => string;
  readonly limitOf: (settings: GuardSettings) => Limit;
  /** However small the whole is, this many are allowed, unless the limit says none at all. */
  readonly fewest: number;
}

/** The subject of a kind that counts changes and tells nothing apart. */
const one: readonly string[] = [''];
export const oneIf = (isCounted: boolean): readonly string[] => (isCounted ? one : []);

export const usersInScope = ({ usersInScope: count }: GuardFacts): Whole => ({
  count,
  of: 'users in scope whom the tenant had',
});

/** Where newcomers are what is counted, or what the set-up was about. */
export const usersToBe = (facts: GuardFacts): Whole => ({
  count: facts.usersInScope + facts.newcomers,
  of: 'users in scope',
});

/** Of what nothing goes ahead without an approval. */
export const nothing = (): Limit => ({ count: 0, percent: 0, dayCount: null, dayPercent: null });

/** What the rolling count, a finding and an approval are kept under. */
export const tallyOf = ({ name }: Pick<GuardKind, 'name'>, subject: string): string =>
  subject === '' ? name : `${name} ${subject}`;
