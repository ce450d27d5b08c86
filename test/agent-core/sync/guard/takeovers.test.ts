import { expect, test } from 'vitest';
import { guardPlan } from '../../../../agent-core/sync/guard.ts';
import { changeFor, namesFor, planOf } from '../../../builders/changes.ts';
import { guardContext } from '../../../builders/guard-context.ts';
import { limits } from '../../../builders/guard-settings.ts';
import { anchorFor, objectGuidFor } from '../../../builders/identifiers.ts';

const marked = (count: number) =>
  planOf(
    ...namesFor(count).map((name) =>
      changeFor(name, 'update', [{ name: 'ownershipMark', before: null, after: `a mark for ${name}` }]),
    ),
  );
const none = limits({ takeovers: { count: 0, percent: 0 } });

test('R28: accounts that become ours are counted', () => {
  const settings = limits({ takeovers: { count: 2, percent: 100 } });
  const { findings, held } = guardPlan(marked(3), guardContext({ settings }));
  expect(findings).toMatchObject([{ kind: 'takeovers', found: 3, allowed: 2 }]);
  expect(held).toHaveLength(3);
});

test("R28: an account that is made with our mark was nobody else's", () => {
  const mark = [{ name: 'ownershipMark', before: null, after: 'a mark' }];
  expect(guardPlan(planOf(changeFor('ada', 'create', mark)), guardContext({ settings: none })).held).toEqual([]);
});

test('a mark on everybody is held as a takeover alone, so that one approval lets it go', () => {
  const settings = limits({ sameAttribute: { count: 1, percent: 1 }, takeovers: { count: 1, percent: 100 } });
  const { findings } = guardPlan(marked(21), guardContext({ settings }));
  expect(findings.map(({ kind }) => kind)).toEqual(['takeovers']);
});

test('R3: those that were joined before there were marks, by the same anchor, are no takeover', () => {
  const links = new Map(namesFor(3).map((name) => [objectGuidFor(name), anchorFor(name)]));
  expect(guardPlan(marked(3), guardContext({ settings: none, links })).held).toEqual([]);
  const others = new Map(links).set(objectGuidFor('user0'), anchorFor('somebody else'));
  const { held } = guardPlan(marked(3), guardContext({ settings: none, links: others }));
  expect(held.map(({ change }) => change.displayName)).toEqual(['user0']);
});

test('R28: without marks, any first change of a user who was never joined is a takeover; of a group it is not', () => {
  const changes = (['update', 'disable', 'enable'] as const).map((kind) => changeFor('ada', kind));
  const ownBlocks = new Set([anchorFor('ada')]);
  const facts = { settings: none, hasMarks: false, ownBlocks };
  const kindsHeld = (context: Parameters<typeof guardContext>[0]) =>
    guardPlan(planOf(...changes), guardContext(context)).findings.map(({ kind, found }) => [kind, found]);
  expect(kindsHeld(facts)).toContainEqual(['takeovers', 3]);
  expect(kindsHeld({ ...facts, links: new Map([[objectGuidFor('ada'), anchorFor('ada')]]) })).toEqual([]);
  expect(kindsHeld({ ...facts, hasMarks: true })).toEqual([]);
  const group = { ...changeFor('staff', 'update'), objectType: 'group' as const };
  expect(guardPlan(planOf(group), guardContext(facts)).held).toEqual([]);
});
