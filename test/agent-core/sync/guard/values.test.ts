import { expect, test } from 'vitest';
import { tallyChanges } from '../../../../agent-core/sync/guard/tally.ts';
import { clearedValues, sameAttribute } from '../../../../agent-core/sync/guard/values.ts';
import { linkFor, namesFor } from '../../../builders/changes.ts';
import { guardContext } from '../../../builders/guard-context.ts';
import { limits } from '../../../builders/guard-settings.ts';

const contextOf = (isFilled = true) => ({ facts: guardContext({ isFilled }), settings: limits(), recent: new Map() });

const managersOf = (kind: 'link' | 'unlink', count: number) =>
  namesFor(count).map((name) => ({ ...linkFor(name, 'boss', kind), relation: 'manager' as const }));

test('R11: people who lose their manager lose a value', () => {
  const removals = managersOf('unlink', 13);
  const [tally] = tallyChanges(clearedValues, removals, contextOf());
  expect(tally).toMatchObject({ key: 'clearedValues', changes: removals, allowed: 10 });
  expect(tallyChanges(clearedValues, [linkFor('staff', 'ada', 'unlink')], contextOf())).toEqual([]);
});

test('R11: one new manager for everybody is the same attribute of everybody', () => {
  const links = managersOf('link', 30);
  const [tally] = tallyChanges(sameAttribute, [...links, linkFor('staff', 'ada', 'link')], contextOf());
  expect(tally).toMatchObject({ key: 'sameAttribute manager', changes: links, allowed: 20 });
});

test('who gets a manager with the account, or while the tenant is filled, is not counted', () => {
  const created = managersOf('link', 30).map((change) => ({ ...change, tenantObjectId: null }));
  expect(tallyChanges(sameAttribute, created, contextOf())).toEqual([]);
  expect(tallyChanges(sameAttribute, managersOf('link', 30), contextOf(false))).toEqual([]);
});
