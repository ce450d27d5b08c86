/**
 * Step 4: compare what should be with what is. It compares two sets and nothing else: what must be left alone was taken out
 * before, and what is in the tenant without one of our anchors is never looked at, except to see that a name is taken.
 */
import type { AttributeChange, HeldObject } from '../contract/plan.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { anchorProperty } from '../contract/taken-over.ts';
import { compareValues } from './compare-values.ts';
import { decideRemovals, type Left, type RemovalContext, type Removals } from './decide-removals.ts';
import { firstValue } from './directory-source.ts';
import { isExtensionAttribute } from './extension-attributes.ts';
import { holdObject } from './held.ts';
import type { DesiredUser, Leaver, Mapped } from './map.ts';
import { noMatchKeys } from './match-keys.ts';
import { type Match, matchUsers } from './match-users.ts';
import type { Joined } from './memory.ts';
import { type MarkOwner, objectOfMark, ownerOfMark } from './ownership-mark.ts';
import type { Unwanted } from './removal-waiting.ts';
import { holdTaken } from './taken-values.ts';
import { type TenantUser, type TenantUserValues, tenantUserAttributes } from './tenant.ts';

export type Difference =
  | { readonly kind: 'missing'; readonly desired: DesiredUser; readonly attributes: readonly AttributeChange[] }
  | {
      readonly kind: 'different';
      readonly desired: DesiredUser;
      readonly existing: TenantUser;
      readonly attributes: readonly AttributeChange[];
    }
  /** It is among the deleted ones of the tenant, and wanted again. */
  | {
      readonly kind: 'deleted';
      readonly desired: DesiredUser;
      readonly existing: TenantUser;
      readonly attributes: readonly AttributeChange[];
    }
  | Unwanted<TenantUser>;

export interface Diffed {
  readonly differences: readonly Difference[];
  readonly held: readonly HeldObject[];
  /** Every object whose tenant user is known, changed or not. */
  readonly joined: readonly Joined[];
  readonly unchanged: number;
  /** Whose account is still there although they left the scope. It stays as it is in this run. */
  readonly leftScope: readonly HeldObject[];
  readonly waiting: Removals['waiting'];
  readonly waited: Removals['waited'];
  readonly findings: Removals['findings'];
}

/** What is not there any more, on either side, and what may be done about it. */
export interface RemovedContext extends RemovalContext {
  /** Among the deleted ones of the tenant. */
  readonly deletedUsers: readonly TenantUser[];
}

const withoutTenant = (mapped: Mapped, { waited }: RemovedContext): Diffed => ({
  differences: [],
  held: mapped.held,
  joined: [],
  unchanged: 0,
  leftScope: [],
  waiting: [],
  waited,
  findings: [],
});

/** Only the link or the mark tells that a tenant user belongs to an object that is out of scope. */
function leftScopeIn(mapped: Mapped, byAnchor: ByAnchor, configurationId: string): readonly Left[] {
  return mapped.leftScope.flatMap((one) => {
    const [existing, second] = byAnchor.get(one.anchor) ?? [];
    if (existing === undefined || second !== undefined) return [];
    const owner = ownerOfMark(existing.values.ownershipMark, configurationId, one.object.objectGuid);
    if (whyNotOurs(existing, owner) !== null) return [];
    return one.isLinked || owner === 'ours' ? [{ ...one, existing }] : [];
  });
}

/** `existing` must be complete: a user that was not read would be created a second time. Null stands for an incomplete reading. */
export function diffObjects(mapped: Mapped, existing: readonly TenantUser[] | null, removed: RemovedContext): Diffed {
  if (existing === null) return withoutTenant(mapped, removed);
  const { configurationId } = removed;
  const byAnchor = groupByAnchor(existing);
  const deleted = groupByAnchor(removed.deletedUsers);
  const removals = decideRemovals(leftScopeIn(mapped, byAnchor, configurationId), removed);
  const absent = mapped.desired.filter(({ anchor }) => !byAnchor.has(anchor));
  // Who has which name, and whose anchor is known, is asked of those alone.
  const byName = new Map(absent.length === 0 ? [] : existing.map((user) => [nameIn(user), user]));
  const claiming = absent.length === 0 ? [] : [...mapped.desired, ...mapped.leftScope];
  const anchors = new Set<string | null>(claiming.map(({ anchor }) => anchor));
  const isKnown = ({ anchor, values }: TenantUser) =>
    anchors.has(anchor) || objectOfMark(values.ownershipMark, configurationId) !== null;
  const newcomers = absent.filter(({ anchor }) => !deleted.has(anchor));
  const matches = matchUsers(newcomers, { existing, isKnown });
  const view = { byAnchor, byName, deleted, configurationId, isKnown, matches };
  const compared = mapped.desired.map((desired) => compareOne(desired, view));
  const ofKind = <Kind extends Compared['kind']>(kind: Kind) =>
    compared.filter((one): one is Compared & { readonly kind: Kind } => one.kind === kind);
  const wanted = [...ofKind('missing'), ...ofKind('different'), ...ofKind('deleted')];
  const compatible = holdTaken(
    [...wanted.map(({ difference }) => difference), ...removals.differences],
    existing,
    removed.deletedUsers,
    removals.later,
  );
  return {
    differences: [
      ...compatible.differences,
      ...mapped.leavers.flatMap((leaver) => blockLeaver(leaver, byAnchor, configurationId)),
    ],
    held: [...mapped.held, ...ofKind('held').map(({ held }) => held), ...compatible.held, ...removals.held],
    joined: [...ofKind('different'), ...ofKind('unchanged')].flatMap(({ joined }) => (joined === null ? [] : [joined])),
    unchanged: ofKind('unchanged').length,
    leftScope: removals.leftScope,
    waiting: removals.waiting,
    waited: removals.waited,
    findings: removals.findings,
  };
}

const nameIn = ({ values }: TenantUser) => String(values.userPrincipalName).toLowerCase();

type Compared =
  | { readonly kind: 'missing'; readonly difference: Difference }
  /** Not joined yet while the tenant user has to be taken over first. */
  | { readonly kind: 'different'; readonly difference: Difference; readonly joined: Joined | null }
  | { readonly kind: 'deleted'; readonly difference: Difference }
  | { readonly kind: 'unchanged'; readonly joined: Joined }
  | { readonly kind: 'held'; readonly held: HeldObject };

type ByAnchor = ReadonlyMap<string, readonly TenantUser[]>;

interface TenantView {
  readonly byAnchor: ByAnchor;
  readonly byName: ReadonlyMap<string, TenantUser>;
  /** Those that were deleted, by their anchor. */
  readonly deleted: ByAnchor;
  readonly configurationId: string;
  /** It belongs to an object of the directory: when it keeps a name that another one needs, that is told of both. */
  readonly isKnown: (user: TenantUser) => boolean;
  /** Of those whose anchor nobody carries. */
  readonly matches: ReadonlyMap<DesiredUser, Match>;
}

function compareOne(desired: DesiredUser, view: TenantView): Compared {
  const { byAnchor, byName, configurationId } = view;
  const { object, anchor, isLinked, always, atCreation } = desired;
  const hold = (reason: Problem): Compared => ({ kind: 'held', held: holdObject(object, reason) });
  const [existing, second] = byAnchor.get(anchor) ?? [];
  if (existing !== undefined && second !== undefined) {
    return hold(problem('object.anchor-shared', `${existing.tenantObjectId} and ${second.tenantObjectId}`));
  }
  if (existing === undefined) {
    const match = view.matches.get(desired);
    if (match?.kind === 'held') return hold(match.reason);
    if (match?.kind === 'found') return takeOver(desired, match.user);
    const namesake = byName.get(always.userPrincipalName.toLowerCase());
    if (namesake !== undefined && !view.isKnown(namesake)) {
      const detail = `${always.userPrincipalName} is ${namesake.tenantObjectId}; the anchor is ${anchor}`;
      return hold(problem('object.name-in-tenant', detail));
    }
    const deleted = view.deleted.get(anchor) ?? [];
    if (deleted.length > 0) return compareDeleted(desired, deleted, configurationId);
    const attributes = compare({}, { ...atCreation, ...always });
    return { kind: 'missing', difference: { kind: 'missing', desired, attributes } };
  }
  const owner = ownerOfMark(existing.values.ownershipMark, configurationId, object.objectGuid);
  const refusal = whyNotOurs(existing, owner);
  if (refusal !== null) return hold(refusal);
  const isAllowed = existing.values.accountEnabled === true;
  const hasName = firstValue(object, 'userPrincipalName') !== null;
  const hasMail = firstValue(object, 'mail') !== null;
  const joined = { objectGuid: object.objectGuid, anchor, isSignInAllowed: isAllowed, hasName, hasMail };
  const attributes = compareWritable(existing, always);
  if (attributes.length === 0) return { kind: 'unchanged', joined };
  const mark = attributes.filter(({ name }) => name === 'ownershipMark');
  // Whoever carries our anchor and was never ours is taken over first, and nothing else: the rest follows when the mark is there.
  if (owner === 'nobody' && !isLinked && mark.length > 0) {
    return { kind: 'different', joined: null, difference: { kind: 'different', desired, existing, attributes: mark } };
  }
  // Where there are no marks, whatever would be changed first is the takeover; until it is made, the record does not call it ours.
  const isStranger = owner === 'nobody' && !isLinked;
  return {
    kind: 'different',
    joined: isStranger ? null : joined,
    difference: { kind: 'different', desired, existing, attributes },
  };
}

/** The anchor and the mark, and nothing else: the rest follows when these are there. */
function takeOver(desired: DesiredUser, existing: TenantUser): Compared {
  const { anchor, always } = desired;
  const mark = compare(existing.values, { ownershipMark: always.ownershipMark ?? null });
  const attributes = [{ name: anchorProperty, before: existing.anchor, after: anchor }, ...mark];
  return { kind: 'different', joined: null, difference: { kind: 'different', desired, existing, attributes } };
}

/** Only what carries our mark comes back; who deleted it is asked by the guard (rules R13 and R30). */
function compareDeleted(desired: DesiredUser, candidates: readonly TenantUser[], configurationId: string): Compared {
  const { object, always } = desired;
  const hold = (reason: Problem): Compared => ({ kind: 'held', held: holdObject(object, reason) });
  const [existing, second] = candidates.filter(
    ({ values, isGuest, isSynchronisedElsewhere }) =>
      !isGuest &&
      isSynchronisedElsewhere !== true &&
      ownerOfMark(values.ownershipMark, configurationId, object.objectGuid) === 'ours',
  );
  if (existing === undefined) return hold(problem('object.deleted-not-ours', idsOf(candidates)));
  if (second !== undefined) return hold(problem('object.anchor-shared', idsOf(candidates)));
  const attributes = compareWritable(existing, always);
  return { kind: 'deleted', difference: { kind: 'deleted', desired, existing, attributes } };
}

const idsOf = (users: readonly TenantUser[]) => users.map(({ tenantObjectId }) => tenantObjectId).join(' and ');

/** The anchor alone does not make a tenant user ours (rules R3 and R28). */
function whyNotOurs(user: TenantUser, owner: MarkOwner): Problem | null {
  const { tenantObjectId, isGuest, isSynchronisedElsewhere, values } = user;
  if (isGuest) return problem('object.is-guest', String(tenantObjectId));
  if (isSynchronisedElsewhere === true) return problem('object.synchronised-elsewhere', String(tenantObjectId));
  if (owner !== 'another') return null;
  return problem('object.owned-elsewhere', `${tenantObjectId} is marked "${values.ownershipMark}"`);
}

/** Of somebody who has left only one thing is certain while the object is held: sign-in must be blocked. An anchor alone blocks nobody (rule R3). */
function blockLeaver(
  { object, anchor, isLinked }: Leaver,
  byAnchor: ByAnchor,
  configurationId: string,
): readonly Difference[] {
  const [existing, second] = byAnchor.get(anchor) ?? [];
  if (existing === undefined || second !== undefined) return [];
  const owner = ownerOfMark(existing.values.ownershipMark, configurationId, object.objectGuid);
  if (whyNotOurs(existing, owner) !== null || (owner === 'nobody' && !isLinked)) return [];
  const always = { accountEnabled: false, userPrincipalName: String(existing.values.userPrincipalName) };
  const attributes = compare(existing.values, { accountEnabled: false });
  if (attributes.length === 0) return [];
  return [
    {
      kind: 'different',
      desired: { object, anchor, isLinked, matchBy: noMatchKeys, always, atCreation: {} },
      existing,
      attributes,
    },
  ];
}

function groupByAnchor(users: readonly TenantUser[]): ByAnchor {
  const groups = new Map<string, TenantUser[]>();
  for (const user of users) {
    if (user.anchor === null) continue;
    const group = groups.get(user.anchor);
    if (group === undefined) groups.set(user.anchor, [user]);
    else group.push(user);
  }
  return groups;
}

/** What the tenant would refuse is not planned: it would keep everything else from being written, run after run. */
function compareWritable({ values, wasSynchronisedElsewhere }: TenantUser, desired: TenantUserValues) {
  const attributes = compare(values, desired);
  return wasSynchronisedElsewhere === true ? attributes.filter(({ name }) => !isExtensionAttribute(name)) : attributes;
}

const compare = (existing: TenantUserValues, desired: TenantUserValues) =>
  compareValues(tenantUserAttributes, existing, desired);
