/** Dangers to what the tenant knows of people: one wrong mapping or script changes everybody. */
import type { AttributeValue, Change } from '../../contract/plan.ts';
import { anchorProperty } from '../../contract/taken-over.ts';
import { type GuardFacts, type GuardKind, oneIf, usersInScope } from './guard-kind.ts';

export const clearedValues: GuardKind = {
  name: 'clearedValues',
  code: 'guard.too-many-cleared-values',
  countsIn: (change) => oneIf(clearsValue(change) || (change.kind === 'unlink' && change.relation === 'manager')),
  wholeOf: usersInScope,
  limitOf: (settings) => settings.clearedValues,
  fewest: 5,
};

export const sameAttribute: GuardKind = {
  name: 'sameAttribute',
  code: 'guard.same-attribute',
  countsIn: (change, facts) =>
    change.kind === 'update' ? valuesOf(change) : changesManager(change, facts) ? ['manager'] : [],
  wholeOf: usersInScope,
  limitOf: (settings) => settings.sameAttribute,
  fewest: 10,
};

function clearsValue({ kind, attributes }: Change): boolean {
  return kind === 'update' && attributes.some(({ before, after }) => !isEmpty(before) && isEmpty(after));
}

/** Mark and anchor say nothing of a person, and count as a takeover. */
function valuesOf({ attributes }: Change): readonly string[] {
  return attributes.map(({ name }) => name).filter((name) => name !== 'ownershipMark' && name !== anchorProperty);
}

/** Whoever is created in this run, or by the run that fills the tenant, had none that could be lost. */
function changesManager(change: Change, { isFilled }: GuardFacts): boolean {
  const isLink = change.kind === 'link' || change.kind === 'unlink';
  return (
    isLink &&
    change.relation === 'manager' &&
    (change.kind === 'unlink' || (isFilled && change.tenantObjectId !== null))
  );
}

const isEmpty = (value: AttributeValue) =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);
