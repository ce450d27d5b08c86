/** Dangers to the name under which people sign in. */
import type { AttributeChange, Change } from '../../contract/plan.ts';
import { type GuardKind, nothing, oneIf, usersInScope } from './guard-kind.ts';

/** A suffix that is not, or no longer, verified in the tenant must never move a person's sign-in name silently (rule R31). */
export const initialDomainMoves: GuardKind = {
  name: 'initialDomainMoves',
  code: 'guard.sign-in-name',
  countsIn: (change, { initialDomain }) =>
    oneIf(
      renamesOf(change).some(
        ({ before, after }) => suffixOf(after) === initialDomain && suffixOf(before) !== initialDomain,
      ),
    ),
  wholeOf: usersInScope,
  limitOf: nothing,
  fewest: 0,
};

export const signInNames: GuardKind = {
  name: 'signInNames',
  code: 'guard.too-many-sign-in-names',
  countsIn: (change) => oneIf(renamesOf(change).length > 0),
  wholeOf: usersInScope,
  limitOf: (settings) => settings.signInNames,
  fewest: 1,
};

export function renamesOf(change: Change): readonly AttributeChange[] {
  const isRename = change.kind === 'update' || change.kind === 'restore';
  return isRename ? change.attributes.filter(({ name }) => name === 'userPrincipalName') : [];
}

export function suffixOf(name: unknown): string {
  const text = String(name);
  return text.slice(text.lastIndexOf('@') + 1).toLowerCase();
}
