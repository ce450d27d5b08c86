/** Everything that keeps objects from being synchronised: how many each reason keeps, and whom. */
import type { ReplyOf } from '../contract/control-api.ts';
import type { ObjectGuid } from '../contract/identifiers.ts';
import { leftAloneAs } from '../contract/left-alone.ts';
import type { LeftOutObject, ReasonKind } from '../contract/object-requests.ts';
import type { Change, ObjectType } from '../contract/plan.ts';
import type { Problem } from '../contract/problem.ts';
import type { ProblemCode } from '../contract/problem-catalogue.ts';
import type { ReportEntry } from '../contract/run-report.ts';
import { isTakenOver } from '../contract/taken-over.ts';
import { askScope } from '../sync/ask-scope.ts';
import { digestContent } from '../sync/content-digest.ts';
import { firstValue } from '../sync/directory-source.ts';
import { isMachine } from '../sync/scope.ts';
import { type AskedSides, basisOf, namesIn, subjectOf } from './asked-sides.ts';
import type { UndoneEntry } from './newest-run.ts';
import type { AskedObject } from './remembered-objects.ts';

interface Reason {
  readonly kind: ReasonKind;
  readonly text: string;
  readonly code: string | null;
}

export interface LeftOut {
  readonly reason: Reason;
  readonly object: LeftOutObject;
  /** Leads on from it. */
  readonly cursor: number;
}

export function countReasons(sides: AskedSides): ReplyOf<'objects.reasons'> {
  const counted = new Map<string, { readonly reason: Reason; readonly counts: Record<ObjectType, number> }>();
  for (const leftOut of [byScope(sides, 0), byRun(sides, 0), byUnknown(sides, 0)]) {
    for (const { reason, object } of leftOut) {
      const id = idOf(reason);
      const known = counted.get(id) ?? { reason, counts: { user: 0, group: 0, contact: 0 } };
      known.counts[object.objectType] += 1;
      counted.set(id, known);
    }
  }
  const reasons = [...counted]
    .map(([id, { reason, counts }]) => ({ id, ...reason, ...countsOf(counts) }))
    .toSorted((one, other) => sumOf(other) - sumOf(one));
  return { basis: basisOf(sides), reasons, notes: sides.newest.notes };
}

const idOf = ({ kind, text, code }: Reason) => digestContent([kind, code ?? text]).slice(0, 12);
const countsOf = ({ user, group, contact }: Record<ObjectType, number>) => ({
  users: user,
  groups: group,
  contacts: contact,
});
const sumOf = ({ users, groups, contacts }: ReturnType<typeof countsOf>) => users + groups + contacts;

export function listLeftOut(
  sides: AskedSides,
  { reason, cursor, limit }: { readonly reason: string; readonly cursor: number; readonly limit: number },
): ReplyOf<'objects.leftOut'> {
  const pageOf = (leftOut: Iterable<LeftOut>) => readPage(leftOut, reason, limit);
  for (const source of [byScope, byRun]) {
    const page = pageOf(source(sides, cursor));
    if (page.items.length > 0) return page;
  }
  return pageOf(byUnknown(sides, cursor));
}

function readPage(leftOut: Iterable<LeftOut>, wanted: string, limit: number): ReplyOf<'objects.leftOut'> {
  const items: LeftOutObject[] = [];
  let last: number | null = null;
  for (const { reason, object, cursor } of leftOut) {
    if (idOf(reason) !== wanted) continue;
    if (items.length === limit) return { items, next: last };
    items.push(object);
    last = cursor;
  }
  return { items, next: null };
}

/** Machines are nobody. Whoever is held although the scope leaves them out, such as a leaver who is not deleted yet, is there as that alone. */
function* byScope(sides: AskedSides, cursor: number): Iterable<LeftOut> {
  const held = new Set([...byRun(sides, 0), ...byUnknown(sides, 0)].map(({ object }) => object.objectGuid));
  for (const one of sides.remembered.after(cursor)) {
    if (!held.has(one.object.objectGuid)) yield* saidByScopeOf(one, sides);
  }
}

function saidByScopeOf({ object, objectType, number }: AskedObject, { remembered }: AskedSides): readonly LeftOut[] {
  if (isMachine(object)) return [];
  const answer = askScope(object, objectType, remembered.decision);
  if (answer.kind === 'in') return [];
  const { kind } = answer;
  const problem = answer.kind === 'notWritable' ? answer.problem : null;
  const reason = { kind, text: problem?.title ?? answer.rule, code: problem?.code ?? null };
  const distinguishedName = firstValue(object, 'distinguishedName');
  return [{ reason, object: { ...namesIn(object, objectType), distinguishedName, problem }, cursor: number }];
}

/** Who of these is left out, each once, with the first reason. */
export function leftOutAmong(sides: AskedSides): (asked: readonly AskedObject[]) => readonly LeftOut[] {
  const held = new Map<ObjectGuid, LeftOut>();
  for (const leftOut of [...byRun(sides, 0), ...byUnknown(sides, 0)])
    if (!held.has(leftOut.object.objectGuid)) held.set(leftOut.object.objectGuid, leftOut);
  return (asked) =>
    asked.flatMap((one) => {
      const heldOne = held.get(one.object.objectGuid);
      return heldOne === undefined ? saidByScopeOf(one, sides) : [heldOne];
    });
}

/** An object with several changes that are held for one reason is there once. */
function* byRun({ newest }: AskedSides, cursor: number): Iterable<LeftOut> {
  const seen = new Set<string>();
  for (const undone of newest.undone()) {
    const { position, entry, problem } = undone;
    const { objectType, objectGuid, displayName, userPrincipalName } = subjectOf(entry);
    const key = `${problem.code} ${objectGuid}`;
    if (isSaidByScope(undone) || isOfSomebodyInStep(entry) || seen.has(key)) continue;
    seen.add(key);
    if (position < cursor) continue;
    const object = { objectType, objectGuid, displayName, userPrincipalName, distinguishedName: null, problem };
    yield { reason: { kind: 'held', text: problem.title, code: problem.code }, object, cursor: position + 1 };
  }
}

/** Whom a run attempted to make in the tenant, and nobody saw what became of that: they may be there, and may be missing. */
function* byUnknown({ newest }: AskedSides, cursor: number): Iterable<LeftOut> {
  const seen = new Set<ObjectGuid>();
  for (const [index, entry] of newest.unknown().entries()) {
    const { objectType, objectGuid, displayName, userPrincipalName } = subjectOf(entry);
    if (entry.kind === 'held' || !isMade(entry.outcome.change) || seen.has(objectGuid)) continue;
    seen.add(objectGuid);
    if (index < cursor) continue;
    const object = { objectType, objectGuid, displayName, userPrincipalName, distinguishedName: null, problem: null };
    yield { reason: notKnown, object, cursor: index + 1 };
  }
}

const isMade = ({ kind }: Change) => kind === 'create' || kind === 'restore';

const notKnown: Reason = {
  kind: 'undecided',
  text: 'not known whether they are in the tenant: a run attempted to make them, and broke off or lost the reply; the next run finds out',
  code: null,
};

const isSaidByScope = ({ entry, problem }: Pick<UndoneEntry, 'entry'> & { readonly problem: Problem }) =>
  entry.kind === 'held' && (saidByScope.has(problem.code) || leftAloneAs(problem) === 'notWritable');

/**
 * One change of an account or a group that is kept in step leaves nobody out: what becomes of it the run and the findings say. Who is not in
 * the tenant yet, is to be taken over first, or is to go, is not kept in step.
 */
function isOfSomebodyInStep(entry: ReportEntry): boolean {
  if (entry.kind === 'held') return false;
  const { change } = entry.outcome;
  return !['create', 'restore', 'delete'].includes(change.kind) && !isTakenOver(change);
}

const saidByScope: ReadonlySet<string> = new Set<ProblemCode>(['scope.undecided', 'group.undecided']);
