import { expect, test } from 'vitest';
import { licenceRemovals, memberRemovals } from '../../../../agent-core/sync/guard/memberships.ts';
import { tallyChanges } from '../../../../agent-core/sync/guard/tally.ts';
import { linkFor, namesFor } from '../../../builders/changes.ts';
import { guardContext } from '../../../builders/guard-context.ts';
import { limits } from '../../../builders/guard-settings.ts';

const context = {
  facts: guardContext(),
  settings: limits({ memberRemovals: { count: 12, percent: 100 } }),
  recent: new Map(),
};

/** Somebody leaves the group "staff". */
const unlinkFor = (name: string, takesLicences: boolean) => linkFor('staff', name, 'unlink', takesLicences);

test('R25: of memberships that take a licence none ends without an approval', () => {
  const [plain, licensed] = [unlinkFor('ada', false), unlinkFor('bob', true)];
  expect(tallyChanges(licenceRemovals, [plain, licensed], context)).toMatchObject([
    { changes: [licensed], allowed: 0 },
  ]);
});

test.each([licenceRemovals, memberRemovals])('R11: whoever joins is not counted among $name', (kind) => {
  expect(tallyChanges(kind, [linkFor('staff', 'ada', 'link', true)], context)).toEqual([]);
});

test('R11: memberships that end are counted, managers are not', () => {
  const removals = namesFor(13).map((name) => unlinkFor(name, false));
  const [tally] = tallyChanges(memberRemovals, removals, context);
  expect(tally).toMatchObject({ key: 'memberRemovals', allowed: 12 });
  expect(tally?.changes).toHaveLength(13);
  const managers = removals.map((change) => ({ ...change, relation: 'manager' as const }));
  expect(tallyChanges(memberRemovals, managers, context)).toEqual([]);
});
