/**
 * Step 6: look at the whole plan before the first change is made, and hold what could hurt.
 *
 *     plan --+-- allowed --> apply
 *            +-- held by a finding that names both numbers: how many there are, how many are allowed
 *
 * A finding holds exactly the changes it is about; all others go ahead. There is no switch that turns the guard off.
 */
import type { SourceAnchor } from '../contract/identifiers.ts';
import type { Change, Finding } from '../contract/plan.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { GuardSettings, Limit } from '../contract/settings.ts';
import type { Plan } from './plan.ts';

export interface GuardContext {
  readonly settings: GuardSettings;
  /** All users in scope, changed or not: what a share is a share of. */
  readonly usersInScope: number;
  /** Accounts whose sign-in this agent blocked; only these blocks may be lifted (rule R13). */
  readonly ownBlocks: ReadonlySet<SourceAnchor>;
  /** Where sign-in names go whose suffix is not verified. Null when the tenant could not be asked; then nothing is planned. */
  readonly initialDomain: string | null;
}

export interface Guarded {
  readonly plan: Plan;
  readonly allowed: readonly Change[];
  readonly held: readonly { readonly change: Change; readonly problem: Problem }[];
  readonly findings: readonly Finding[];
}

export function guardPlan(plan: Plan, context: GuardContext): Guarded {
  const findings = [
    findSignInNameMoves(plan.changes, context.initialDomain),
    noteInitialDomainNames(plan.changes, context.initialDomain),
    findForeignBlocks(plan.changes, context.ownBlocks),
    findTooManyDisables(plan.changes, context),
  ].filter((finding) => finding !== null);
  const reasons = new Map(findings.flatMap((finding) => finding.holds.map((digest) => [digest, finding.problem])));
  return {
    plan,
    findings,
    allowed: plan.changes.filter((change) => !reasons.has(change.digest)),
    held: plan.changes.flatMap((change) => {
      const reason = reasons.get(change.digest);
      return reason === undefined ? [] : [{ change, problem: reason }];
    }),
  };
}

/** A suffix that is not, or no longer, verified in the tenant must never move a person's sign-in name silently (rule R31). */
function findSignInNameMoves(changes: readonly Change[], initialDomain: string | null): Finding | null {
  const moves = changes.filter(
    (change) =>
      (change.kind === 'update' || change.kind === 'restore') &&
      change.attributes.some(
        ({ name, before, after }) =>
          name === 'userPrincipalName' && suffixOf(after) === initialDomain && suffixOf(before) !== initialDomain,
      ),
  );
  return finding(moves, 0, (detail) => problem('guard.sign-in-name', detail));
}

/** Holds nothing: the account exists and can be corrected later. But many of them tell that the wrong domain was paired. */
function noteInitialDomainNames(changes: readonly Change[], initialDomain: string | null): Finding | null {
  const named = changes.filter(
    (change) => change.kind === 'create' && suffixOf(change.userPrincipalName) === initialDomain,
  );
  const noted = finding(named, named.length, (detail) => problem('guard.initial-domain-names', detail));
  return noted === null ? null : { ...noted, holds: [] };
}

/** Somebody blocked the account in the tenant, perhaps because it was attacked. That decision is not ours to undo (rule R13). */
function findForeignBlocks(changes: readonly Change[], ownBlocks: GuardContext['ownBlocks']): Finding | null {
  const lifted = changes.filter((change) => change.kind === 'enable' && !ownBlocks.has(change.anchor));
  return finding(lifted, 0, (detail) => problem('guard.blocked-elsewhere', detail));
}

function findTooManyDisables(changes: readonly Change[], { settings, usersInScope }: GuardContext): Finding | null {
  const disables = changes.filter((change) => change.kind === 'disable');
  const allowed = allowedBy(settings.disables, usersInScope);
  if (disables.length <= allowed) return null;
  return finding(disables, allowed, (detail) => problem('guard.too-many-disables', detail));
}

/** The smaller of the count and the share of all users in scope, rounded down; but one, unless a limit says none at all. */
export function allowedBy(limit: Limit, usersInScope: number): number {
  if (limit.count === 0 || limit.percent === 0) return 0;
  return Math.min(limit.count, Math.max(1, Math.floor((limit.percent * usersInScope) / 100)));
}

function finding(holds: readonly Change[], allowed: number, toProblem: (detail: string) => Problem): Finding | null {
  if (holds.length === 0) return null;
  return {
    problem: toProblem(`${holds.length} found, ${allowed} allowed: ${namesOf(holds)}`),
    found: holds.length,
    allowed,
    holds: holds.map((change) => change.digest),
  };
}

function namesOf(changes: readonly Change[]): string {
  const shown = changes.slice(0, 5).map((change) => change.userPrincipalName ?? change.displayName);
  const more = changes.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}

function suffixOf(name: unknown): string {
  return String(name).split('@').at(-1)?.toLowerCase() ?? '';
}
