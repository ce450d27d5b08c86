/**
 * Step 6: look at the whole plan before the first change is made, and hold what could hurt.
 *
 *     plan --+-- allowed --> apply
 *            +-- held by a finding that names both numbers: how many there are, how many are allowed
 *
 * Every kind of danger (guard/) is counted in this run and together with the 24 hours before. A finding holds exactly the changes it is
 * about; all others go ahead. There is no switch that turns the guard off.
 */
import type { GuardSettings } from '../contract/guard-settings.ts';
import type { ChangeDigest } from '../contract/identifiers.ts';
import type { Change, Finding } from '../contract/plan.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { GuardFacts } from './guard/guard-kind.ts';
import { guardKinds } from './guard/guard-kinds.ts';
import { suffixOf } from './guard/sign-in-names.ts';
import { type RecentCounts, type Tally, tallyChanges } from './guard/tally.ts';
import type { Plan } from './plan.ts';

export interface GuardContext extends GuardFacts {
  readonly settings: GuardSettings;
  /** What was made in the 24 hours before. */
  readonly recent: RecentCounts;
}

export interface Guarded {
  readonly plan: Plan;
  readonly allowed: readonly Change[];
  readonly held: readonly { readonly change: Change; readonly problem: Problem }[];
  readonly findings: readonly Finding[];
  /** What each change counts as in the next 24 hours, if it is made. */
  readonly counted: ReadonlyMap<ChangeDigest, readonly string[]>;
}

export function guardPlan(plan: Plan, context: GuardContext): Guarded {
  const { settings, recent } = context;
  const tallies = guardKinds.flatMap((kind) => tallyChanges(kind, plan.changes, { facts: context, settings, recent }));
  const findings = tallies.flatMap(findTooMany);
  const reasons = new Map<ChangeDigest, Problem>();
  for (const finding of findings)
    for (const digest of finding.holds) if (!reasons.has(digest)) reasons.set(digest, finding.problem);
  return {
    plan,
    findings: [...findings, ...noteInitialDomainNames(plan.changes, context.initialDomain)],
    allowed: plan.changes.filter((change) => !reasons.has(change.digest)),
    held: plan.changes.flatMap((change) => {
      const reason = reasons.get(change.digest);
      return reason === undefined ? [] : [{ change, problem: reason }];
    }),
    counted: countedBy(tallies),
  };
}

function findTooMany(tally: Tally): readonly Finding[] {
  const { key, kind, changes, allowed } = tally;
  if (changes.length <= allowed) return [];
  return [
    {
      kind: key,
      problem: problem(kind.code, `${numbersOf(tally)}: ${namesOf(changes)}`),
      found: changes.length,
      allowed,
      holds: changes.map((change) => change.digest),
    },
  ];
}

function numbersOf({ key, kind, changes, allowed, recent, allowedInDay }: Tally): string {
  const subject = key === kind.name ? '' : `${key.slice(kind.name.length + 1)}: `;
  const before = recent === 0 ? '' : ` after ${recent} in the last 24 hours, which may hold ${allowedInDay}`;
  return `${subject}${changes.length} found, ${allowed} allowed${before}`;
}

/** Holds nothing: the account exists and can be corrected later. But many of them tell that the wrong domain was paired. */
function noteInitialDomainNames(changes: readonly Change[], initialDomain: string | null): readonly Finding[] {
  const named = changes.filter(
    (change) => change.kind === 'create' && suffixOf(change.userPrincipalName) === initialDomain,
  );
  if (named.length === 0) return [];
  const { length } = named;
  const noted = problem('guard.initial-domain-names', `${length} found, ${length} allowed: ${namesOf(named)}`);
  return [{ kind: null, problem: noted, found: length, allowed: length, holds: [] }];
}

function countedBy(tallies: readonly Tally[]): ReadonlyMap<ChangeDigest, readonly string[]> {
  const counted = new Map<ChangeDigest, string[]>();
  for (const { key, changes } of tallies)
    for (const { digest } of changes) {
      const keys = counted.get(digest);
      if (keys === undefined) counted.set(digest, [key]);
      else keys.push(key);
    }
  return counted;
}

function namesOf(changes: readonly Change[]): string {
  const shown = changes.slice(0, 5).map((change) => change.userPrincipalName ?? change.displayName);
  const more = changes.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}
