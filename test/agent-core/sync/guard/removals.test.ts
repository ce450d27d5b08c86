import { expect, test } from 'vitest';
import { foreignDeletions, scopeShrink, unrecordedDeletions } from '../../../../agent-core/sync/guard/removals.ts';
import { tallyChanges } from '../../../../agent-core/sync/guard/tally.ts';
import { changeFor, linkFor, namesFor } from '../../../builders/changes.ts';
import { guardContext } from '../../../builders/guard-context.ts';
import { limits } from '../../../builders/guard-settings.ts';
import { anchorFor, objectGuidFor } from '../../../builders/identifiers.ts';

test('R11: people who left the scope and are only blocked count as a scope that shrinks, those who left do not', () => {
  const disables = namesFor(4).map((name) => changeFor(name, 'disable'));
  const facts = guardContext({ outOfScope: new Set(namesFor(3).map(objectGuidFor)) });
  const settings = limits({ scopeShrink: { count: 2, percent: 100 } });
  const tallies = tallyChanges(scopeShrink, disables, { facts, settings, recent: new Map() });
  expect(tallies).toMatchObject([{ key: 'scopeShrink', changes: disables.slice(0, 3), allowed: 2 }]);
});

test('R13: whatever was joined once and is to be made anew waits, with the links it would have, unless we deleted it', () => {
  const [ada, group] = [changeFor('ada', 'create'), { ...changeFor('staff', 'create'), objectType: 'group' as const }];
  const link = { ...linkFor('staff', 'bob', 'link'), tenantObjectId: null };
  const others = [changeFor('new', 'create'), linkFor('staff', 'bob', 'link'), changeFor('cyd', 'create')];
  const links = new Map(['ada', 'staff', 'cyd'].map((name) => [objectGuidFor(name), anchorFor(name)]));
  const facts = guardContext({ links, ownDeletions: new Set([anchorFor('cyd')]) });
  const tallies = tallyChanges(foreignDeletions, [ada, group, link, ...others], {
    facts,
    settings: limits(),
    recent: new Map(),
  });
  expect(tallies).toMatchObject([{ changes: [ada, group, link], allowed: 0 }]);
});

test('R13: what is to be restored waits as well, and only of what was joined once somebody else is said to have deleted it', () => {
  const [ada, bob, cyd] = [changeFor('ada', 'restore'), changeFor('bob', 'restore'), changeFor('cyd', 'restore')];
  const links = new Map([[objectGuidFor('ada'), anchorFor('ada')]]);
  const facts = guardContext({ links, ownDeletions: new Set([anchorFor('cyd')]) });
  const context = { facts, settings: limits(), recent: new Map() };
  expect(tallyChanges(foreignDeletions, [ada, bob, cyd], context)).toMatchObject([{ changes: [ada], allowed: 0 }]);
  expect(tallyChanges(unrecordedDeletions, [ada, bob, cyd, changeFor('new', 'create')], context)).toMatchObject([
    { changes: [bob], allowed: 0 },
  ]);
});
