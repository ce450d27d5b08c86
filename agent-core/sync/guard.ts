/**
 * Step 6: look at the whole plan before the first change is made, and hold what could hurt.
 *
 *     plan --+-- allowed --> apply
 *            +-- held by a finding that names both numbers: how many there are, how many are allowed
 *                  +-- approved by somebody, by name --> apply
 *
 * Every kind of danger (guard/) is counted in this run and together with the 24 hours before. A finding holds exactly the changes it is
 * about; all others go ahead. What several findings hold needs an approval for each. There is no switch that turns the guard off.
 */
import type { Decision } from '../contract/approval-requests.ts';
import type { GuardSettings } from '../contract/guard-settings.ts';
import type { ChangeDigest } from '../contract/identifiers.ts';
import type { Change, Finding } from '../contract/plan.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { DirectoryObject } from './directory-source.ts';
import { type Decisions, decisionKeyOf, exemptionKeyOf } from './guard/decisions.ts';
import { digestFinding } from './guard/finding-digest.ts';
import { type GuardFacts, nothing } from './guard/guard-kind.ts';
import { guardKinds } from './guard/guard-kinds.ts';
import { isPrivilegedLeaver, isPrivilegedMatch } from './guard/privileged.ts';
import { suffixOf } from './guard/sign-in-names.ts';
import { allowedBy, type RecentCounts, type Tally, tallyChanges } from './guard/tally.ts';
import { tellLimit } from './guard/tell-limit.ts';
import { nameOf } from './held.ts';
import { nameChanges, nameEnd } from './name-change.ts';
import { nameFirst } from './name-first.ts';
import type { Plan } from './plan.ts';

export interface GuardContext extends GuardFacts {
  readonly settings: GuardSettings;
  /** What was made in the 24 hours before. */
  readonly recent: RecentCounts;
  readonly decisions: Decisions;
  /** Whoever has no userPrincipalName any more, and of whom nothing is due that is held for it (rule R7). */
  readonly namesLost: readonly DirectoryObject[];
}

export interface HeldChange {
  readonly change: Change;
  /** Of the first finding that holds it. */
  readonly problem: Problem;
  /** The kinds of all findings that hold it. */
  readonly findings: readonly string[];
}

export interface Guarded {
  readonly plan: Plan;
  readonly allowed: readonly Change[];
  readonly held: readonly HeldChange[];
  readonly findings: readonly Finding[];
  /** What each change counts as in the next 24 hours, if it is made. */
  readonly counted: ReadonlyMap<ChangeDigest, readonly string[]>;
  /** Who let go what would be held. */
  readonly approved: ReadonlyMap<ChangeDigest, Decision>;
}

/** What a rejected change is held as, besides the findings it was rejected from. */
export const rejected = 'rejected';

export function guardPlan(plan: Plan, context: GuardContext): Guarded {
  const { settings, recent, decisions } = context;
  const tallies = guardKinds.flatMap((kind) =>
    tallyChanges(kind, withoutExempt(plan.changes, kind.name, decisions), { facts: context, settings, recent }),
  );
  const judged = tallies.map((tally) => judge(tally, context));
  const rejections = rejectionsOf(decisions);
  const findings = [
    ...findPrivilegedMatches(plan.changes, context),
    ...judged.flatMap(({ finding }) => finding ?? []),
    ...findRejected(plan.changes, rejections),
  ];
  const held = holdChanges(plan.changes, findings, rejections);
  const isHeld = new Set(held.map(({ change }) => change.digest));
  return {
    plan,
    held,
    findings: [
      ...notePrivilegedLeavers(plan.changes, context),
      ...noteUnreadableRoles(context),
      ...findings,
      ...noteInitialDomainNames(plan.changes, context.initialDomain),
      ...noteNamesLost(context.namesLost),
    ],
    allowed: plan.changes.filter(({ digest }) => !isHeld.has(digest)),
    counted: gather(tallies.map(({ key, changes }) => ({ key, digests: changes.map(({ digest }) => digest) }))),
    approved: new Map(judged.flatMap(({ approvals }) => approvals).filter(([digest]) => !isHeld.has(digest))),
  };
}

interface Judged {
  readonly tally: Tally;
  /** Null when there are no more than are allowed, or somebody decided about all of them. */
  readonly finding: Finding | null;
  readonly approvals: readonly (readonly [ChangeDigest, Decision])[];
}

/** An approval is asked for only where there are too many; what was rejected is held anyway, and is none of this finding. */
function judge(tally: Tally, { decisions, memberCounts }: GuardContext): Judged {
  const { key, kind, changes, allowed } = tally;
  const decisionOn = ({ digest }: Change) => decisions.byChange.get(decisionKeyOf(digest, key));
  if (changes.length <= allowed) return { tally, finding: null, approvals: [] };
  const approvals = changes.flatMap((change) => {
    const decision = decisionOn(change);
    return decision?.verdict === 'approved' ? [[change.digest, decision] as const] : [];
  });
  const undecided = changes.filter((change) => decisionOn(change) === undefined);
  if (undecided.length === 0) return { tally, finding: null, approvals };
  const holds = undecided.map(({ digest }) => digest);
  const names = kind.nameOf === undefined ? namesOf(undecided, memberCounts) : nameFirst(undecided.map(nameEnd), ', ');
  const finding = {
    kind: key,
    digest: digestFinding(key, holds),
    problem: problem(kind.code, `${numbersOf(tally, changes.length - holds.length)}: ${names}`),
    found: changes.length,
    allowed,
    held: holds.length,
    holds,
  };
  return { tally, finding, approvals };
}

/** There is nothing to approve, so no kind stands there that could be approved. */
function findPrivilegedMatches(changes: readonly Change[], facts: GuardFacts): readonly Finding[] {
  const matches = changes.filter((change) => isPrivilegedMatch(change, facts));
  if (matches.length === 0) return [];
  const reason = problem('guard.privileged-match', `${countText(matches.length)} found: ${namesOf(matches)}`);
  const holds = matches.map(({ digest }) => digest);
  return [{ kind: null, problem: reason, found: matches.length, allowed: 0, held: holds.length, holds }];
}

/** Of each change that somebody rejected, from which kinds. */
type Rejections = ReadonlyMap<ChangeDigest, readonly string[]>;

function rejectionsOf({ byChange }: Decisions): Rejections {
  const rejections = [...byChange.values()].filter(({ verdict }) => verdict === 'rejected');
  return gather(rejections.map(({ kind, digest }) => ({ key: kind, digests: [digest] })));
}

/** Whatever the numbers are, whatever danger it is by now and whatever its object is exempt from: it is the change that was rejected. */
function findRejected(changes: readonly Change[], rejections: Rejections): readonly Finding[] {
  const found = changes.filter(({ digest }) => rejections.has(digest));
  if (found.length === 0) return [];
  const reason = problem('guard.rejected', `${countText(found.length)} found: ${namesOf(found)}`);
  const holds = found.map(({ digest }) => digest);
  return [{ kind: rejected, problem: reason, found: found.length, allowed: 0, held: holds.length, holds }];
}

function holdChanges(
  changes: readonly Change[],
  findings: readonly Finding[],
  rejections: Rejections,
): readonly HeldChange[] {
  const reasons = new Map<ChangeDigest, Problem>();
  for (const finding of findings)
    for (const digest of finding.holds) if (!reasons.has(digest)) reasons.set(digest, finding.problem);
  // A rejection names the kinds it was about, so that an approval later knows what it takes back.
  const kinds = gather([
    ...findings.flatMap(({ kind, holds }) => (kind === null ? [] : [{ key: kind, digests: holds }])),
    ...[...rejections].flatMap(([digest, from]) => from.map((key) => ({ key, digests: [digest] }))),
  ]);
  return changes.flatMap((change) => {
    const reason = reasons.get(change.digest);
    return reason === undefined ? [] : [{ change, problem: reason, findings: kinds.get(change.digest) ?? [] }];
  });
}

/** What somebody rejected stays held all the same, though nothing of this kind counts it. */
const withoutExempt = (changes: readonly Change[], kind: string, { exemptions }: Decisions): readonly Change[] =>
  exemptions.size === 0
    ? changes
    : changes.filter(({ objectGuid }) => !exemptions.has(exemptionKeyOf(objectGuid, kind)));

/** @param decided so many of them are not among those that are named */
function numbersOf(tally: Tally, decided: number): string {
  const { key, kind, changes, allowed, recent, allowedInDay, limit, whole } = tally;
  const [first] = changes;
  const named = first === undefined ? undefined : kind.nameOf?.(first);
  const subject = key === kind.name ? '' : `${named ?? key.slice(kind.name.length + 1)}: `;
  const already = decided === 0 ? '' : `, ${countText(decided)} of them decided already`;
  const found = `${subject}${countText(changes.length)} found${typesOf(changes)}${already}`;
  if (allowedInDay === 0) {
    const settable = kind.limitOf === nothing ? '' : ` (${tellLimit(kind, limit, whole, true)})`;
    return `${found}; each needs an approval${settable}`;
  }
  // Also where the day has a smaller limit than a run and nothing was made yet.
  const isByDay = allowed === Math.max(0, allowedInDay - recent) && (recent > 0 || !isOfRun(tally));
  const day = `, since the last 24 hours had ${countText(recent)} already and may have ${countText(allowedInDay)} at most`;
  const decidedBy = tellLimit(kind, limit, whole, isByDay);
  return `${found}, ${countText(allowed)} allowed${isByDay ? day : ''} (${decidedBy})`;
}

const isOfRun = ({ kind, limit, whole, allowed }: Tally) => allowedBy(limit, whole.count, kind.fewest) === allowed;

/** Where groups are deleted besides accounts: a number of both would be taken for one of people. */
function typesOf(changes: readonly Change[]): string {
  const groups = changes.filter(({ kind, objectType }) => kind === 'delete' && objectType === 'group').length;
  const accounts = changes.length - groups;
  if (groups === 0 || accounts === 0) return '';
  return ` (${accounts === 1 ? '1 account' : `${countText(accounts)} accounts`} and ${groups === 1 ? '1 group' : `${countText(groups)} groups`})`;
}

/** As everywhere: 1,043. */
const countText = (number: number): string => number.toLocaleString('en');

/** Holds nothing, and stands before everything else. */
function notePrivilegedLeavers(changes: readonly Change[], context: GuardContext): readonly Finding[] {
  const leavers = changes.filter((change) => isPrivilegedLeaver(change, context));
  if (leavers.length === 0) return [];
  const found = leavers.length;
  const noted = problem('guard.privileged-leaver', `${countText(found)} found: ${namesOf(leavers)}`);
  return [{ kind: null, problem: noted, found, allowed: found, holds: [] }];
}

/** Holds nothing, and is said in every run that would change an account: whoever became an administrator since is not protected. */
function noteUnreadableRoles({ unreadableRoles, privileged }: GuardContext): readonly Finding[] {
  if (unreadableRoles === null) return [];
  const { problem: why, isNeverGranted } = unreadableRoles;
  const noted = isNeverGranted
    ? problem('guard.roles-not-granted', why.detail)
    : problem('guard.roles-not-read', `${why.title} ${why.detail}; known from before: ${countText(privileged.size)}`);
  return [{ kind: null, problem: noted, found: privileged.size, allowed: privileged.size, holds: [] }];
}

/** Holds nothing: the account exists and can be corrected later. But many of them tell that the wrong domain was paired. */
function noteInitialDomainNames(changes: readonly Change[], initialDomain: string | null): readonly Finding[] {
  const named = changes.filter(
    (change) => change.kind === 'create' && suffixOf(change.userPrincipalName) === initialDomain,
  );
  if (named.length === 0) return [];
  const { length } = named;
  const noted = problem('guard.initial-domain-names', `${peopleText(length)}: ${namesOf(named)}`);
  return [{ kind: null, problem: noted, found: length, allowed: length, holds: [] }];
}

/** Holds nothing yet: the accounts keep their names, and whatever else is due of these people will be held. */
function noteNamesLost(people: readonly DirectoryObject[]): readonly Finding[] {
  if (people.length === 0) return [];
  const { length } = people;
  const byGuid = people.toSorted((one, other) => (one.objectGuid < other.objectGuid ? -1 : 1));
  const noted = problem('object.names-lost', `${peopleText(length)}: ${nameFirst(byGuid.map(nameOf), ', ')}`);
  return [{ kind: null, problem: noted, found: length, allowed: length, holds: [] }];
}

const peopleText = (count: number) => (count === 1 ? '1 person' : `${countText(count)} people`);

/** All keys under which each digest stands, in the order given. */
function gather(
  groups: readonly { readonly key: string; readonly digests: readonly ChangeDigest[] }[],
): ReadonlyMap<ChangeDigest, readonly string[]> {
  const gathered = new Map<ChangeDigest, string[]>();
  for (const { key, digests } of groups)
    for (const digest of digests) {
      const keys = gathered.get(digest);
      if (keys === undefined) gathered.set(digest, [key]);
      else keys.push(key);
    }
  return gathered;
}

const namesOf = (changes: readonly Change[], memberCounts?: GuardFacts['memberCounts']): string =>
  nameFirst(nameChanges(changes, memberCounts), ', ');
