/** Somebody else keeps writing an attribute back, as Exchange does with mail and mailNickname: after three times the agent stops (rule R13). */
import type { ObjectGuid } from '../../contract/identifiers.ts';
import type { AttributeChange } from '../../contract/plan.ts';
import { type GuardKind, nothing, oneIf, usersInScope } from './guard-kind.ts';

/** Values that were written as often as this, and did not stay, are contested. */
export const mostReverts = 3;

export const tugOfWar: GuardKind = {
  name: 'tugOfWar',
  code: 'guard.tug-of-war',
  countsIn: ({ kind, objectGuid, attributes }, { contested }) =>
    oneIf(kind === 'update' && attributes.some((attribute) => contested.has(contestKeyOf(objectGuid, attribute)))),
  wholeOf: usersInScope,
  limitOf: nothing,
  fewest: 0,
};

/** One value of one attribute of one object. */
export const contestKeyOf = (
  objectGuid: ObjectGuid,
  { name, after }: Pick<AttributeChange, 'name' | 'after'>,
): string => JSON.stringify([objectGuid, name, after]);
