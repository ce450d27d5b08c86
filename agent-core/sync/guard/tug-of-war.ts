/** Somebody else keeps writing an attribute back, as Exchange does with mail and mailNickname: after three times the agent stops (rule R13). */
import { assertNever } from '../../contract/assert-never.ts';
import type { ObjectGuid } from '../../contract/identifiers.ts';
import type { AttributeChange, Change } from '../../contract/plan.ts';
import { type GuardKind, nothing, oneIf, usersInScope } from './guard-kind.ts';

/** Values that were written as often as this, and did not stay, are contested. */
export const mostReverts = 3;

export const tugOfWar: GuardKind = {
  name: 'tugOfWar',
  code: 'guard.tug-of-war',
  countsIn: (change, { contested }) =>
    oneIf(valuesWrittenBy(change).some((value) => contested.has(contestKeyOf(change.objectGuid, value)))),
  wholeOf: usersInScope,
  limitOf: nothing,
  fewest: 0,
};

/** One value of one attribute of one object. */
export const contestKeyOf = (
  objectGuid: ObjectGuid,
  { name, after }: Pick<AttributeChange, 'name' | 'after'>,
): string => JSON.stringify([objectGuid, name, after]);

type WrittenValue = Pick<AttributeChange, 'name' | 'after'>;

/** What somebody else could write back. Whatever an account or a group is made or brought back with is no answer to anybody. */
export function valuesWrittenBy(change: Change): readonly WrittenValue[] {
  switch (change.kind) {
    case 'update':
    case 'disable':
    case 'enable':
      return change.attributes;
    case 'link':
    case 'unlink': {
      const { relation, target, kind } = change;
      const isLinked = kind === 'link';
      return relation === 'manager'
        ? [{ name: relation, after: isLinked ? target.objectGuid : null }]
        : [{ name: `${relation} ${target.objectGuid}`, after: isLinked }];
    }
    case 'create':
    case 'restore':
    case 'delete':
      return [];
    default:
      return assertNever(change);
  }
}
