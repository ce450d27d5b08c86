/** Step 5: turn differences into changes, each with its digest, in the order they will be made. */
import { assertNever } from '../contract/assert-never.ts';
import type { ObjectGuid, TenantObjectId } from '../contract/identifiers.ts';
import type { AttributeChange, Change, ChangeCounts, ChangeKind, Finding, HeldObject } from '../contract/plan.ts';
import { anchorProperty, isTakenOver } from '../contract/taken-over.ts';
import { digestOf } from './change-digest.ts';
import type { Diffed, Difference } from './diff.ts';
import type { DiffedSides } from './diff-sides.ts';
import { contestKeyOf } from './guard/tug-of-war.ts';
import { nameGivenUp, nameTaken } from './handed-name.ts';
import { nameOf } from './held.ts';
import type { Joined } from './memory.ts';
import { deletionOf } from './plan-deletion.ts';
import { changesOfGroup } from './plan-groups.ts';
import { changeOfLink } from './plan-links.ts';
import { giversFirst } from './unique-values.ts';

export interface Plan {
  readonly changes: readonly Change[];
  readonly held: readonly HeldObject[];
  readonly joined: readonly Joined[];
  /** With nothing due about them, and no link that they hold. */
  readonly unchanged: Readonly<Record<'user' | 'group', number>>;
  readonly leftScope: readonly HeldObject[];
  readonly waiting: Diffed['waiting'];
  readonly waited: Diffed['waited'];
  /** Objects in scope that Graph does not let an application write. */
  readonly notWritable: readonly HeldObject[];
  /** Objects whose counterpart is in the tenant already: what the ends of a link are found by when it is made. */
  readonly tenantIds: ReadonlyMap<ObjectGuid, TenantObjectId>;
  /** What is worth knowing and holds nothing. */
  readonly findings: readonly Finding[];
}

/**
 * Leavers lose access first, nobody gains it before everything else is right, links lead to what is there by then, and what nothing
 * refers to any more goes last.
 *
 * A membership that only takes another way is no leaver's. Where a group is written with everybody who is in the groups in it (rule R26), these
 * groups make way for their people, who would be no members between the two: they end after the links. Any other membership that ends does so
 * first, also that of a person who comes back by a group in the same run, as when that is no longer set: who is in the other group is not
 * always known, and whoever really leaves would keep access for as long as a run lasts, and longer where it breaks off.
 */
const order: Readonly<Record<ChangeKind, number>> = {
  unlink: 0,
  disable: 1,
  update: 2,
  restore: 3,
  create: 4,
  enable: 5,
  link: 6,
  delete: 7,
};
/** After all links, before the group itself may go. */
const afterLinks = 6.5;
/** After whoever is only blocked, before the first that takes a sign-in name. */
const beforeNames = 1.5;

/** @param contested values that somebody else writes back; each is a change of its own, so that the guard can hold it alone (rule R13) */
export function planChanges(
  { users, groups, links, findings }: DiffedSides,
  contested: ReadonlySet<string> = new Set(),
): Plan {
  const linked = links.differences.map((difference) => ({ difference, change: changeOfLink(difference) }));
  const ways = new Set<Change>(linked.flatMap(({ difference, change }) => (difference.isWay === true ? [change] : [])));
  const unordered = [
    ...users.differences.flatMap((difference) => changesOf(difference, contested)),
    ...groups.differences.map(changesOfGroup),
    ...linked.map(({ change }) => change),
  ];
  const changes = giversFirst(unordered.toSorted(inOrder(unordered, ways)));
  return {
    changes,
    held: [...users.held, ...groups.held],
    joined: users.joined,
    unchanged: {
      user: users.unchanged - countLinkedAlone('user', changes),
      group: groups.unchanged - countLinkedAlone('group', changes),
    },
    leftScope: [...users.leftScope, ...groups.leftScope],
    notWritable: groups.notWritable,
    tenantIds: links.tenantIds,
    findings: [...findings, ...users.findings, ...links.findings],
    waiting: [...users.waiting, ...groups.waiting],
    waited: new Map([...users.waited, ...groups.waited]),
  };
}

/** Of whom nothing else is due than links: they were compared without these, and are not in step. */
function countLinkedAlone(type: Change['objectType'], changes: readonly Change[]): number {
  const ofType = changes.filter(({ objectType }) => objectType === type);
  const linked = new Set(ofType.filter(isLink).map(({ objectGuid }) => objectGuid));
  for (const change of ofType) if (!isLink(change)) linked.delete(change.objectGuid);
  return linked.size;
}

const isLink = ({ kind }: Change) => kind === 'link' || kind === 'unlink';

function changesOf(difference: Difference, contested: ReadonlySet<string>): readonly Change[] {
  switch (difference.kind) {
    case 'missing':
      return [{ kind: 'create', ...contentOf(difference, 'create', difference.attributes) }];
    case 'different':
      return updatesOf(difference, contested);
    case 'deleted':
      return restorationOf(difference);
    case 'unwanted':
      return [deletionOf('user', difference, String(difference.existing.values.userPrincipalName))];
    default:
      return assertNever(difference);
  }
}

type Of<Kind extends Difference['kind']> = Difference & { readonly kind: Kind };

const ownership: ReadonlySet<string> = new Set([anchorProperty, 'ownershipMark']);
const standAlone: ReadonlySet<string> = new Set(['userPrincipalName', ...ownership]);

/** Whether a person may sign in, under which name, and whose the account is, are changes of their own: the guard can hold them without the rest. */
function updatesOf(difference: Of<'different'>, contested: ReadonlySet<string>): readonly Change[] {
  const { tenantObjectId } = difference.existing;
  const signIn = difference.attributes.filter(({ name }) => name === 'accountEnabled');
  const values = difference.attributes.filter(({ name }) => name !== 'accountEnabled');
  const isContested = (attribute: AttributeChange) =>
    contested.has(contestKeyOf(difference.desired.object.objectGuid, attribute));
  const undisputed = values.filter((attribute) => !isContested(attribute));
  const mark = undisputed.filter(({ name }) => ownership.has(name));
  const signInName = undisputed.filter(({ name }) => name === 'userPrincipalName');
  const others = undisputed.filter(({ name }) => !standAlone.has(name));
  const kind = signIn[0]?.after === true ? 'enable' : 'disable';
  return [
    ...(signIn.length === 0 ? [] : [{ kind, tenantObjectId, ...contentOf(difference, kind, signIn) } as const]),
    ...[mark, signInName, others, ...values.filter(isContested).map((attribute) => [attribute])]
      .filter((part) => part.length > 0)
      .map(
        (part) =>
          ({
            kind: 'update',
            tenantObjectId,
            ...contentOf(difference, 'update', part),
            ...takingOver(difference, part),
          }) as const,
      ),
  ];
}

/** An approval of it is for this account: to take over another one is another change. */
function takingOver({ desired, existing }: Of<'different'>, attributes: readonly AttributeChange[]) {
  if (!isTakenOver({ attributes })) return {};
  const { displayName, userPrincipalName } = existing.values;
  return {
    digest: digestOf(desired.anchor, 'update', attributes, existing.tenantObjectId),
    takenOver: {
      displayName: typeof displayName === 'string' ? displayName : null,
      userPrincipalName: String(userPrincipalName),
    },
  };
}

/** An account comes back as it went, with what changed since. That the person may sign in again is a change of its own here too. */
function restorationOf(difference: Of<'deleted'>): readonly Change[] {
  const { tenantObjectId } = difference.existing;
  const allows = ({ name, after }: AttributeChange) => name === 'accountEnabled' && after === true;
  const enable = difference.attributes.filter(allows);
  const others = difference.attributes.filter((attribute) => !allows(attribute));
  return [
    { kind: 'restore', tenantObjectId, ...contentOf(difference, 'restore', others) },
    ...(enable.length === 0
      ? []
      : [{ kind: 'enable', tenantObjectId, ...contentOf(difference, 'enable', enable) } as const]),
  ];
}

function contentOf(
  { desired }: Exclude<Difference, Of<'unwanted'>>,
  kind: ChangeKind,
  attributes: readonly AttributeChange[],
) {
  const { object, anchor, always } = desired;
  return {
    digest: digestOf(anchor, kind, attributes),
    objectType: 'user' as const,
    objectGuid: object.objectGuid,
    anchor,
    displayName: nameOf(object),
    userPrincipalName: always.userPrincipalName,
    attributes: [...attributes],
  };
}

/** @param ways links that end after others have begun */
function inOrder(changes: readonly Change[], ways: ReadonlySet<Change>): (left: Change, right: Change) => number {
  const taken = new Set(changes.map(nameTaken));
  // A deletion goes last unless somebody needs the name that it frees.
  const frees = (change: Change) => change.kind === 'delete' && taken.has(nameGivenUp(change) ?? '');
  const rank = (change: Change) => {
    if (ways.has(change)) return afterLinks;
    return frees(change) ? beforeNames : order[change.kind];
  };
  return (left, right) =>
    rank(left) - rank(right) ||
    compareText(left.objectGuid, right.objectGuid) ||
    // Nothing else of a person moves before the sign-in name has.
    Number(movesName(right)) - Number(movesName(left)) ||
    compareText(left.digest, right.digest);
}

const movesName = ({ attributes }: Change) => attributes.some(({ name }) => name === 'userPrincipalName');

function compareText(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

export function countChanges(changes: readonly Change[]): ChangeCounts {
  const count = (kind: ChangeKind) => changes.filter((planned) => planned.kind === kind).length;
  return {
    create: count('create'),
    update: count('update'),
    disable: count('disable'),
    enable: count('enable'),
    delete: count('delete'),
    restore: count('restore'),
    link: count('link'),
    unlink: count('unlink'),
  };
}
