/**
 * What users and groups have in common when they are removed: each must be seen to be gone in so many runs in a row, and what only
 * cannot be found is held (rules R1 and R5).
 */
import type { ObjectGuid, SourceAnchor } from '../contract/identifiers.ts';
import type { Evidence, HeldObject } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import type { RemovalWait } from '../contract/run-counts.ts';
import type { RemovalSettings } from '../contract/settings.ts';
import type { Wait } from './memory.ts';

/** Nothing in the directory wants it any more. */
export interface Unwanted<Item> {
  readonly kind: 'unwanted';
  readonly objectGuid: ObjectGuid;
  readonly anchor: SourceAnchor;
  readonly displayName: string;
  readonly existing: Item;
  readonly evidence: Evidence;
}

export interface Candidate<Difference> {
  readonly named: Omit<HeldObject, 'problem'>;
  readonly evidence: Evidence;
  readonly difference: Difference;
}

export interface WaitingContext {
  readonly settings: RemovalSettings;
  /** Everything was read completely. */
  readonly mayRemove: boolean;
  /** What the runs before this one saw. */
  readonly waited: ReadonlyMap<ObjectGuid, Wait>;
  /** ISO 8601. */
  readonly now: string;
  /** How often the schedule starts a run. */
  readonly intervalSeconds: number;
}

export interface WaitingRemoval {
  readonly held: HeldObject;
  /** So many more runs must see the same; null: until the object is read in the domain it moved to. */
  readonly runsLeft: number | null;
}

export interface Waited<Difference> {
  readonly differences: readonly Difference[];
  /** Those of a later run. */
  readonly later: readonly Difference[];
  /** To be removed in a later run, if it still is so then. */
  readonly waiting: readonly WaitingRemoval[];
  readonly waited: WaitingContext['waited'];
}

export function waitForRuns<Difference>(
  candidates: readonly Candidate<Difference>[],
  { settings, mayRemove, waited, ...time }: WaitingContext,
): Waited<Difference> {
  const counted = candidates.map((one) => ({ ...one, wait: countRun(waited.get(one.named.objectGuid), time) }));
  const isDue = ({ wait }: { readonly wait: Wait }) => wait.runs > settings.waitRuns;
  const early = counted.filter((one) => !isDue(one));
  return {
    differences: counted.filter(isDue).map(({ difference }) => difference),
    later: early.map(({ difference }) => difference),
    waiting: early.map((one) => tellWaiting(one, one.wait.runs, settings)),
    // A run that learned less than everything neither counts nor forgets.
    waited: mayRemove ? new Map(counted.map(({ named, wait }) => [named.objectGuid, wait])) : waited,
  };
}

/** The schedule is not exact to the second. */
const leeway = 0.9;

/** What is seen twice in the same minute is seen once: the wait is there so that somebody can notice a mistake. */
function countRun(
  before: Wait | undefined,
  { now, intervalSeconds }: Pick<WaitingContext, 'now' | 'intervalSeconds'>,
): Wait {
  if (before === undefined) return { runs: 1, countedAt: now };
  const passedMs = Date.parse(now) - Date.parse(before.countedAt);
  if (passedMs >= leeway * intervalSeconds * 1000) return { runs: before.runs + 1, countedAt: now };
  // Somebody set the clock back: what it says of the time before is worth nothing.
  return passedMs < 0 ? { ...before, countedAt: now } : before;
}

function tellWaiting(
  { named, evidence }: Candidate<unknown>,
  run: number,
  { waitRuns }: RemovalSettings,
): WaitingRemoval {
  const why = evidence.kind === 'tombstone' ? `deleted in ${evidence.domain}` : `out of scope: ${evidence.rule}`;
  const reason = problem('object.removal-waits', `${why}; seen in ${run} of ${waitRuns + 1} runs`);
  return { held: { ...named, problem: reason }, runsLeft: waitRuns + 1 - run };
}

/** Not found where it was, and alive in another domain: it stays until it is read there. */
export function waitForMove(named: Omit<HeldObject, 'problem'>, domain: string): WaitingRemoval {
  return {
    held: { ...named, problem: problem('object.on-its-way', `seen in ${domain}, not read there yet`) },
    runsLeft: null,
  };
}

/** How many of each type wait for the same, the nearest first. */
export function countWaits(waiting: readonly WaitingRemoval[]): readonly RemovalWait[] {
  return [...Map.groupBy(waiting, ({ runsLeft }) => runsLeft)]
    .map(([runsLeft, alike]) => {
      const users = alike.filter(({ held }) => held.objectType === 'user').length;
      return { runsLeft, users, groups: alike.length - users };
    })
    .toSorted((left, right) => (left.runsLeft ?? 0) - (right.runsLeft ?? 0));
}

/** Never removed, whoever asks for it: that an object was not found proves nothing (rule R1). */
export function holdVanished(named: Omit<HeldObject, 'problem'>, detail: string): HeldObject {
  return { ...named, problem: problem('object.vanished', `${named.objectGuid}: ${detail}`) };
}
