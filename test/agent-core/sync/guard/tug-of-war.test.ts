import { expect, test } from 'vitest';
import { contestKeyOf, valuesWrittenBy } from '../../../../agent-core/sync/guard/tug-of-war.ts';
import { guardPlan } from '../../../../agent-core/sync/guard.ts';
import { changeFor, linkFor, planOf } from '../../../builders/changes.ts';
import { guardContext } from '../../../builders/guard-context.ts';
import { anchorFor, objectGuidFor } from '../../../builders/identifiers.ts';

const mail = (after: string) => ({ name: 'mail', before: 'exchange@contoso.com', after });
const contested = new Set([contestKeyOf(objectGuidFor('ada'), mail('ada@contoso.com'))]);
const jobTitle = { name: 'jobTitle', before: null, after: 'Engineer' };

test('R13: a value that somebody else writes back again and again is not written once more', () => {
  const change = changeFor('ada', 'update', [mail('ada@contoso.com'), jobTitle]);
  const { held, findings } = guardPlan(planOf(change), guardContext({ contested }));
  expect(held).toMatchObject([{ change, problem: { code: 'guard.tug-of-war' } }]);
  expect(findings).toMatchObject([{ kind: 'tugOfWar', found: 1, allowed: 0 }]);
});

test.each([
  ['another value of the same attribute', changeFor('ada', 'update', [mail('lovelace@contoso.com')])],
  ['another attribute', changeFor('ada', 'update', [jobTitle])],
  ['the same value of somebody else', changeFor('bob', 'update', [mail('ada@contoso.com')])],
  ['an account that comes back with it', changeFor('ada', 'restore', [mail('ada@contoso.com')])],
])('R13: but %s is', (_, change) => {
  const ownDeletions = new Set([anchorFor('ada')]);
  expect(guardPlan(planOf(change), guardContext({ contested, ownDeletions })).held).toEqual([]);
});

test('R13: a block, a member and a manager that somebody else undoes again and again are not made once more', () => {
  const manager = { ...linkFor('ada', 'boss', 'link'), relation: 'manager' as const };
  const changes = [
    changeFor('ada', 'disable'),
    linkFor('staff', 'ada', 'link'),
    linkFor('staff', 'bob', 'unlink'),
    manager,
  ];
  const keys = changes.flatMap((change) =>
    valuesWrittenBy(change).map((value) => contestKeyOf(change.objectGuid, value)),
  );
  const { findings } = guardPlan(planOf(...changes), guardContext({ contested: new Set(keys) }));
  expect(findings).toMatchObject([{ kind: 'tugOfWar', found: 4, allowed: 0, held: 4 }]);
  const others = [linkFor('staff', 'ada', 'unlink'), linkFor('staff', 'cyd', 'link')];
  expect(guardPlan(planOf(...others), guardContext({ contested: new Set(keys) })).held).toEqual([]);
});
