/** Every kind of danger the guard looks for (rule R11). A change that several hold is told of by the first. */
import { creates } from './creates.ts';
import type { GuardKind } from './guard-kind.ts';
import { emptiedGroups, licenceRemovals, memberRemovals } from './memberships.ts';
import { privileged, rolesUnreadable } from './privileged.ts';
import { deletes, foreignDeletions, groupDeletes, scopeShrink, unrecordedDeletions } from './removals.ts';
import { disables, enables, foreignBlocks } from './sign-in.ts';
import { initialDomainMoves, signInNames } from './sign-in-names.ts';
import { strippedObjects } from './stripped.ts';
import { takeovers } from './takeovers.ts';
import { tugOfWar } from './tug-of-war.ts';
import { clearedValues, sameAttribute } from './values.ts';

export const guardKinds: readonly GuardKind[] = [
  privileged,
  rolesUnreadable,
  initialDomainMoves,
  foreignBlocks,
  foreignDeletions,
  unrecordedDeletions,
  strippedObjects,
  tugOfWar,
  groupDeletes,
  licenceRemovals,
  emptiedGroups,
  memberRemovals,
  deletes,
  scopeShrink,
  disables,
  enables,
  creates,
  takeovers,
  signInNames,
  clearedValues,
  sameAttribute,
];
