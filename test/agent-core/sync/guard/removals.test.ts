import { expect, test } from 'vitest';
import { scopeShrink } from '../../../../agent-core/sync/guard/removals.ts';
import { tallyChanges } from '../../../../agent-core/sync/guard/tally.ts';
import { changeFor, namesFor } from '../../../builders/changes.ts';
import { guardContext } from '../../../builders/guard-context.ts';
import { limits } from '../../../builders/guard-settings.ts';
import { objectGuidFor } from '../../../builders/identifiers.ts';

test('R11: people who left the scope and are only blocked count as a scope that shrinks, those who left do not', () => {
  const disables = namesFor(4).map((name) => changeFor(name, 'disable'));
  const facts = guardContext({ outOfScope: new Set(namesFor(3).map(objectGuidFor)) });
  const settings = limits({ scopeShrink: { count: 2, percent: 100 } });
  const tallies = tallyChanges(scopeShrink, disables, { facts, settings, recent: new Map() });
  expect(tallies).toMatchObject([{ key: 'scopeShrink', changes: disables.slice(0, 3), allowed: 2 }]);
});
