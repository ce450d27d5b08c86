/** Dangers to what the tenant knows of people: one wrong mapping or script changes everybody. */
import type { AttributeValue } from '../../contract/plan.ts';
import { anchorProperty } from '../../contract/taken-over.ts';
import { type GuardKind, oneIf, usersInScope } from './guard-kind.ts';

export const clearedValues: GuardKind = {
  name: 'clearedValues',
  code: 'guard.too-many-cleared-values',
  countsIn: (change) =>
    oneIf(
      change.kind === 'update' && change.attributes.some(({ before, after }) => !isEmpty(before) && isEmpty(after)),
    ),
  wholeOf: usersInScope,
  limitOf: (settings) => settings.clearedValues,
  fewest: 5,
};

export const sameAttribute: GuardKind = {
  name: 'sameAttribute',
  code: 'guard.same-attribute',
  // Mark and anchor say nothing of a person, and count as a takeover.
  countsIn: (change) =>
    change.kind === 'update'
      ? change.attributes.map(({ name }) => name).filter((name) => name !== 'ownershipMark' && name !== anchorProperty)
      : [],
  wholeOf: usersInScope,
  limitOf: (settings) => settings.sameAttribute,
  fewest: 10,
};

const isEmpty = (value: AttributeValue) =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);
