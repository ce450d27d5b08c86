/** Finds an object by any of its names, and says what the scope and the newest runs have to say about it. */
import type { ObjectGuid } from '../contract/identifiers.ts';
import { type FoundObject, mostFound } from '../contract/object-requests.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { ReportEntry } from '../contract/run-report.ts';
import { askScope } from '../sync/ask-scope.ts';
import { type DirectoryObject, firstValue } from '../sync/directory-source.ts';
import { fitName } from '../sync/fit-name.ts';
import { nameOf } from '../sync/held.ts';
import { type AskedSides, basisOf, isAbout, namesIn, subjectOf } from './asked-sides.ts';
import { leftOutAmong } from './left-out.ts';
import type { FormerObject } from './names-in-log.ts';
import type { FoundByName } from './object-query.ts';
import type { AskedObject } from './remembered-objects.ts';

/**
 * Whoever is called exactly that in the directory; only where nobody is, whoever is or was called that in the tenant; and then whoever has
 * it in a name, the first in order of the name.
 */
export function findObjects(sides: AskedSides, name: string): FoundByName {
  const called = sides.calledInTenant(name);
  const exact: AskedObject[] = [];
  const inTenant: AskedObject[] = [];
  let partial: readonly AskedObject[] = [];
  for (const one of sides.remembered.after(0)) {
    const fit = fitName(one.object, name);
    if (fit === 'exact' && exact.length <= mostFound) exact.push(one);
    if (called.has(one.object.objectGuid) && inTenant.length <= mostFound) inTenant.push(one);
    if (fit === 'partial') partial = withFirst(partial, one);
  }
  const found = [exact, inTenant, partial].find(({ length }) => length > 0) ?? [];
  const objects = found.slice(0, mostFound);
  const guids = objects.map(({ object }) => object.objectGuid);
  const entries = guids.length === 0 ? [] : saidOf(sides, guids);
  const gone = exact.length > 0 ? [] : goneCalled(sides, name);
  const told = new Set([...guids, ...gone.map((entry) => subjectOf(entry).objectGuid)]);
  const among = objects.some(({ objectType }) => objectType === 'group') ? leftOutAmong(sides) : null;
  return {
    basis: basisOf(sides),
    objects: objects.map((one) => ({
      ...describe(one, sides, entries),
      ...(one.objectType === 'group' && among !== null && { membersLeftOut: countLeftOut(one, sides, among) }),
    })),
    hasMore: found.length > mostFound,
    gone,
    former: exact.length > 0 ? [] : formerCalled(sides, name, told),
  };
}

/** Keeps as many as are told and one that shows that there are more, and sorts nobody in who would come after them. */
function withFirst(first: readonly AskedObject[], one: AskedObject): readonly AskedObject[] {
  const last = first[mostFound];
  if (last !== undefined && byName(one, last) > 0) return first;
  return [...first, one].toSorted(byName).slice(0, mostFound + 1);
}

const byName = ({ object: one }: AskedObject, { object: other }: AskedObject): number =>
  nameOf(one).localeCompare(nameOf(other), 'en') || (one.objectGuid < other.objectGuid ? -1 : 1);

/** Of a group: of whom nothing is in the tenant although they are members. */
function countLeftOut(
  { object }: AskedObject,
  { remembered }: AskedSides,
  among: ReturnType<typeof leftOutAmong>,
): FoundObject['membersLeftOut'] {
  const leftOut = among(remembered.membersOf(object.objectGuid));
  const first = leftOut.slice(0, mostFound).map(({ reason, object: member }) => {
    const { objectType, objectGuid, displayName, userPrincipalName } = member;
    return { objectType, objectGuid, displayName, userPrincipalName, ...reason };
  });
  return { count: leftOut.length, first };
}

function formerCalled({ remembered, namesInLog }: AskedSides, name: string, told: ReadonlySet<ObjectGuid>) {
  const former: FormerObject[] = [];
  for (const objectGuid of namesInLog.called(name)) {
    if (former.length === mostFound) break;
    if (!told.has(objectGuid) && !remembered.has(objectGuid))
      former.push({ objectGuid, displayName: namesInLog.nameOf(objectGuid) });
  }
  return former;
}

/** What is undone, and what nobody saw the end of. */
const saidOf = ({ newest }: AskedSides, containing: readonly string[] | null) => [
  ...[...newest.undone(containing)].map(({ entry }) => entry),
  ...newest.unknown(containing),
];

function describe(
  { object, objectType }: AskedObject,
  sides: AskedSides,
  entries: readonly ReportEntry[],
): FoundObject {
  const { remembered, counterpartOf } = sides;
  const { objectGuid, domain } = object;
  const { tenantObjectId, isKnown, deletedAt } = counterpartOf(objectGuid);
  const answer = askScope(object, objectType, remembered.decision);
  return {
    ...namesIn(object, objectType),
    domain,
    distinguishedName: firstValue(object, 'distinguishedName') ?? '',
    answer,
    tenantObjectId,
    isCounterpartKnown: isKnown,
    ...(deletedAt !== null && { deletedAt }),
    entries: entries.filter((entry) => isAbout(entry, objectGuid)),
    notes: [
      ...noteExpired(sides.expiredAt(objectGuid)),
      ...(answer.kind === 'in' && objectType === 'user' ? noteLostName(object, sides) : []),
    ],
  };
}

const noteExpired = (at: string | null) => (at === null ? [] : [problem('object.account-expired', `since ${at}`)]);

/** The guard speaks of it only when there is something that it holds. */
function noteLostName(object: DirectoryObject, { hadName }: AskedSides): readonly Problem[] {
  const { objectGuid, domain } = object;
  if (firstValue(object, 'userPrincipalName') !== null || !hadName(objectGuid)) return [];
  return [problem('object.name-lost', `${nameOf(object)} in ${domain}: userPrincipalName`)];
}

/** Of objects that the directory does not show. */
function goneCalled(sides: AskedSides, name: string): readonly ReportEntry[] {
  const wanted = name.toLowerCase();
  const gone: ReportEntry[] = [];
  for (const entry of saidOf(sides, null)) {
    const { objectGuid, displayName, userPrincipalName } = subjectOf(entry);
    const isCalledThat = [objectGuid, displayName, userPrincipalName].some((each) => each?.toLowerCase() === wanted);
    if (isCalledThat && !sides.remembered.has(objectGuid) && gone.length < mostFound) gone.push(entry);
  }
  return gone;
}
