/**
 * Objects that returned without what they are matched by (rule R7). Without the Recycle Bin of the directory an object that is brought back
 * has lost userPrincipalName, mail and most other values: a name made up for it would replace the real one, and the rest would be cleared.
 *
 *     has no userPrincipalName +- had one ............................................ stripped
 *                              +- nobody knows, and the tenant user has another name .. stripped
 *                              +- had mail, and has none ............................. stripped
 *                              +- otherwise: it never had any .......................... as everybody
 *
 * Where people are matched by mail, an address that is lost is enough. Elsewhere whoever still has a userPrincipalName did not return:
 * somebody took the address away. An object that never had either cannot be told from one that was stripped.
 */
import type { ObjectGuid } from '../../contract/identifiers.ts';
import type { Change } from '../../contract/plan.ts';
import { type DirectoryObject, firstValue } from '../directory-source.ts';
import type { KnownLinks } from '../memory.ts';
import { type GuardKind, nothing, oneIf, usersInScope } from './guard-kind.ts';
import { renamesOf } from './sign-in-names.ts';

/** That sign-in is blocked waits for nobody, and a link that is added takes nothing away. */
export const strippedObjects: GuardKind = {
  name: 'strippedObjects',
  code: 'guard.returned-stripped',
  countsIn: (change, { stripped }) =>
    oneIf(mayTakeAway(change) && objectsOf(change).some((guid) => stripped.has(guid))),
  wholeOf: usersInScope,
  limitOf: nothing,
  fewest: 0,
};

export interface StrippedContext {
  /** That were read and are in scope. */
  readonly users: readonly DirectoryObject[];
  readonly hadAmong: (objectGuids: readonly ObjectGuid[]) => KnownLinks['had'];
  /** People are matched by their mail address. */
  readonly isMailMatched: boolean;
}

export function findStripped(changes: readonly Change[], context: StrippedContext): ReadonlySet<ObjectGuid> {
  const { isMailMatched } = context;
  const touched = new Set(changes.filter(mayTakeAway).flatMap(objectsOf));
  const isEmpty = (user: DirectoryObject, name: 'userPrincipalName' | 'mail') => firstValue(user, name) === null;
  const lacking = context.users.filter(
    (user) =>
      touched.has(user.objectGuid) && (isEmpty(user, 'userPrincipalName') || (isMailMatched && isEmpty(user, 'mail'))),
  );
  if (lacking.length === 0) return new Set();
  const renamed = new Set(changes.filter((change) => renamesOf(change).length > 0).map(({ objectGuid }) => objectGuid));
  const had = context.hadAmong(lacking.map(({ objectGuid }) => objectGuid));
  const isStripped = (user: DirectoryObject) => {
    const before = had.get(user.objectGuid);
    const hadName = before?.name ?? renamed.has(user.objectGuid);
    return (hadName && isEmpty(user, 'userPrincipalName')) || (before?.mail === true && isEmpty(user, 'mail'));
  };
  return new Set(lacking.filter(isStripped).map(({ objectGuid }) => objectGuid));
}

/**
 * Whoever lost the userPrincipalName, of whom nothing is due that is held for it: they are told of before something is.
 * @param stripped those of whom something is
 */
export function findNamesLost(
  stripped: ReadonlySet<ObjectGuid>,
  { users, hadAmong }: Pick<StrippedContext, 'users' | 'hadAmong'>,
): readonly DirectoryObject[] {
  const nameless = users.filter((user) => firstValue(user, 'userPrincipalName') === null);
  if (nameless.length === 0) return [];
  const had = hadAmong(nameless.map(({ objectGuid }) => objectGuid));
  return nameless.filter((user) => hasLostName(user, had) && !stripped.has(user.objectGuid));
}

export const hasLostName = (user: DirectoryObject, had: KnownLinks['had']): boolean =>
  firstValue(user, 'userPrincipalName') === null && had.get(user.objectGuid)?.name === true;

const mayTakeAway = ({ kind }: Change) => ['create', 'update', 'restore', 'enable', 'unlink'].includes(kind);

/** A link that ends is lost by both. */
const objectsOf = (change: Change): readonly ObjectGuid[] =>
  change.kind === 'unlink' ? [change.objectGuid, change.target.objectGuid] : [change.objectGuid];
