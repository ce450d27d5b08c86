/** approvals.approve and approvals.reject: a person decides about changes that are held, each known by what exactly it would do. */

import type { Decision } from '../../contract/approval-requests.ts';
import type { ParametersOf } from '../../contract/control-api.ts';
import { foldMemberships, membershipsText } from '../../contract/fold-memberships.ts';
import type { ChangeDigest, FindingDigest } from '../../contract/identifiers.ts';
import type { Change } from '../../contract/plan.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { auditedChanges, ofFinding } from '../../storage/audited-changes.ts';
import { digestFinding } from '../../sync/guard/finding-digest.ts';
import { nameDeed } from '../../sync/name-change.ts';
import type { AgentLog } from '../agent-log.ts';
import type { Audit } from '../audit.ts';
import { describePerson } from '../describe-caller.ts';
import type { Caller, Responder } from '../responder.ts';
import { type ApprovalParts, findingsIn } from './approvals-read.ts';

export interface DecisionParts extends ApprovalParts {
  readonly audit: Audit;
  readonly log: AgentLog;
}

export const approveChanges =
  (parts: DecisionParts): Responder<'approvals.approve'> =>
  (parameters, _signal, caller) => {
    const now = parts.clock.now();
    const meant = changesMeant(parts, parameters);
    if (!meant.ok) return meant;
    const approvable = leaveRejected(parts, parameters, meant.value, now);
    if (!approvable.ok) return approvable;
    const { changes, rejected } = approvable.value;
    const expiresAt = daysFrom(now, parameters.days);
    const decided = decide(parts, parameters, changes, { verdict: 'approved', expiresAt }, caller);
    return decided.ok ? succeed({ changes: decided.value, expiresAt, rejected }) : decided;
  };

/**
 * Only an approval that names a change by itself takes a rejection back, and then all of them: whoever approves a finding may not have
 * seen that somebody rejected a part of it, be it a moment ago (rule R12). Problem: approval.all-rejected.
 */
function leaveRejected(
  { approvals }: ApprovalParts,
  { finding, digests }: Subject,
  meant: readonly Meant[],
  now: string,
): Result<{ readonly changes: readonly Meant[]; readonly rejected: number }> {
  const isNamed = new Set(digests);
  const rejections = new Map(
    meant.map(({ digest }) => [
      digest,
      approvals.decisionsOn(digest, now).flatMap(({ verdict, kind }) => (verdict === 'rejected' ? [kind] : [])),
    ]),
  );
  const rejectedAs = ({ digest }: Meant) => rejections.get(digest) ?? [];
  const staysHeld = (one: Meant) => !isNamed.has(one.digest) && rejectedAs(one).length > 0;
  const changes = meant
    .filter((one) => !staysHeld(one))
    .map((one) => ({ ...one, kinds: [...new Set([...one.kinds, ...rejectedAs(one)])] }));
  if (changes.length === 0) return fail(problem('approval.all-rejected', String(finding)));
  return succeed({ changes, rejected: meant.filter(staysHeld).length });
}

export const daysFrom = (instant: string, days: number): string =>
  new Date(Date.parse(instant) + days * 86_400_000).toISOString();

export const rejectChanges =
  (parts: DecisionParts): Responder<'approvals.reject'> =>
  (parameters, _signal, caller) => {
    const now = parts.clock.now();
    // What is approved and not made yet is not held by the guard, and yet somebody may have second thoughts.
    const meant = changesMeant(parts, parameters, (digest) =>
      parts.approvals.decisionsOn(digest, now).flatMap(({ verdict, kind }) => (verdict === 'approved' ? [kind] : [])),
    );
    if (!meant.ok) return meant;
    const changes = decide(parts, parameters, meant.value, { verdict: 'rejected', expiresAt: null }, caller);
    return changes.ok ? succeed({ changes: changes.value }) : changes;
  };

type Subject = Pick<ParametersOf<'approvals.reject'>, 'person' | 'finding' | 'digests'>;

/** @returns how many changes were decided about */
function decide(
  parts: DecisionParts,
  subject: Subject,
  meant: readonly Meant[],
  verdict: Pick<Decision, 'verdict' | 'expiresAt'>,
  caller: Caller | undefined,
): Result<number> {
  const { approvals, audit, clock, log } = parts;
  const by = describePerson(subject.person, caller);
  const at = clock.now();
  const decisions = meant.flatMap(({ digest, kinds, finding }) => {
    const held = parts.heldChanges.find(digest);
    const known = held === null ? knownBefore(parts, digest) : knownOf(held.change);
    return kinds.map((kind): Decision => ({ ...verdict, digest, kind, by, at, finding, ...known }));
  });
  const detail = describeMeant(parts, subject.finding, meant);
  // Written down first: nothing is let go of which the trail does not know.
  const audited = audit.require(verdict.verdict, by, detail);
  if (!audited.ok) return audited;
  const decided = approvals.decide(decisions);
  if (!decided.ok) return decided;
  log.info(`held changes ${verdict.verdict}`, { by, changes: meant.length, finding: subject.finding });
  return succeed(meant.length);
}

/** What is kept of the change, for as long as the decision is in force and the report of the run may be gone. */
function knownOf(change: Change): Pick<Decision, 'what' | 'objectGuids'> {
  const isLink = change.kind === 'link' || change.kind === 'unlink';
  return {
    what: nameDeed(change),
    objectGuids: isLink ? [change.objectGuid, change.target.objectGuid] : [change.objectGuid],
  };
}

/** Of a change that nothing holds, as it was when somebody decided about it before. */
function knownBefore({ approvals, clock }: ApprovalParts, digest: ChangeDigest): ReturnType<typeof knownOf> {
  const [before] = approvals.decisionsOn(digest, clock.now());
  return before === undefined ? {} : { what: before.what, objectGuids: before.objectGuids };
}

interface Meant {
  readonly digest: ChangeDigest;
  readonly kinds: readonly string[];
  /** Null where the change is named by itself. */
  readonly finding: FindingDigest | null;
}

/**
 * Problems: approval.finding-changed, approval.not-held, approval.nothing-named.
 * @param kindsBesides for which a change that is named by itself is meant besides those that hold it
 */
function changesMeant(
  parts: DecisionParts,
  { finding, digests }: Subject,
  kindsBesides: (digest: ChangeDigest) => readonly string[] = () => [],
): Result<readonly Meant[]> {
  const meant: Meant[] = [];
  if (finding === null && digests.length === 0) return fail(problem('approval.nothing-named', 'no finding, no change'));
  if (finding !== null) {
    const held = heldByFinding(parts, finding);
    if (!held.ok) return held;
    meant.push(...held.value.digests.map((digest) => ({ digest, kinds: [held.value.kind], finding })));
  }
  for (const digest of digests) {
    const kinds = [...new Set([...parts.heldChanges.kindsOf(digest), ...kindsBesides(digest)])];
    if (kinds.length === 0) return fail(problem('approval.not-held', digest));
    meant.push({ digest, kinds, finding: null });
  }
  return succeed(eachOnce(meant));
}

/** A change that is named by itself and stands in the finding as well is one change, and is meant by itself. */
function eachOnce(meant: readonly Meant[]): readonly Meant[] {
  return [...Map.groupBy(meant, ({ digest }) => digest).values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const kinds = new Set([first, ...others].flatMap((one) => one.kinds));
    const isByItself = [first, ...others].some(({ finding }) => finding === null);
    return [{ ...first, kinds: [...kinds], finding: isByItself ? null : first.finding }];
  });
}

/** Exactly what the digest of a finding covers, if that is still so. Problem: approval.finding-changed. */
export function heldByFinding(
  parts: ApprovalParts,
  finding: FindingDigest,
): Result<{ readonly kind: string; readonly digests: readonly ChangeDigest[] }> {
  const held = findingsIn(parts).flatMap(({ kind }) =>
    kind === null ? [] : [{ kind, digests: parts.heldChanges.heldBy(kind) }],
  );
  const covered = held.find(({ kind, digests }) => digestFinding(kind, digests) === finding);
  return covered === undefined ? fail(problem('approval.finding-changed', finding)) : succeed(covered);
}

/** Whom it is about, in words; the digests are enough to find each again in the report of the run. Members of a new group stand with it. */
function describeMeant(parts: ApprovalParts, finding: FindingDigest | null, meant: readonly Meant[]): string {
  const told = meant.map(({ digest, kinds }) => ({
    change: parts.heldChanges.find(digest)?.change,
    what: knownBefore(parts, digest).what ?? 'a change',
    words: `[${digest.slice(0, 12)}, ${kinds.join(', ')}]`,
  }));
  const held = told.flatMap(({ change, words }) => (change === undefined ? [] : [{ change, words }]));
  const names = [
    ...foldMemberships(held, ({ change }) => change).map(
      ({ item: { change, words }, memberships }) => `${nameDeed(change)}${membershipsText(memberships)} ${words}`,
    ),
    ...told.flatMap(({ change, what, words }) => (change === undefined ? [`${what} ${words}`] : [])),
  ];
  return auditedChanges(names, ofFinding(finding), meant.length);
}
