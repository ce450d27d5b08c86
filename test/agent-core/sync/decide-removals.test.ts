import { expect, test } from 'vitest';
import { decideRemovals } from '../../../agent-core/sync/decide-removals.ts';
import { countWaits } from '../../../agent-core/sync/removal-waiting.ts';
import { tombstoneFor } from '../../builders/changes.ts';
import { objectGuidFor } from '../../builders/identifiers.ts';
import { configurationId } from '../../builders/settings.ts';
import { linkedUser } from '../../builders/tenant-user.ts';

const deleted = { kind: 'deleted', evidence: tombstoneFor() } as const;
const onItsWay = { kind: 'onItsWay', domain: 'fabrikam.com' } as const;

const decide = (found: typeof deleted | typeof onItsWay, mayRemove = true) =>
  decideRemovals([], {
    settings: { onLeavingScope: 'delete', waitRuns: 2 },
    configurationId,
    hasMarks: true,
    mayRemove,
    waited: new Map(),
    absences: [{ objectGuid: objectGuidFor('ada'), item: linkedUser('ada'), found }],
  });

test('R5: somebody on the way to another domain waits until the object is read there', () => {
  const { waiting, differences, held } = decide(onItsWay);
  expect({ differences, held }).toEqual({ differences: [], held: [] });
  expect(waiting).toMatchObject([
    {
      held: { problem: { code: 'object.on-its-way', detail: 'seen in fabrikam.com, not read there yet' } },
      runsLeft: null,
    },
  ]);
  expect(decide(onItsWay, false).waiting).toEqual([]);
});

test('R5: removals that wait are counted by what they wait for, the nearest first', () => {
  const [two] = decide(deleted).waiting;
  if (two === undefined) throw new Error('nobody waits');
  const group = { ...two, held: { ...two.held, objectType: 'group' as const } };
  expect(countWaits([two, { ...two, runsLeft: 1 }, group, ...decide(onItsWay).waiting])).toEqual([
    { runsLeft: null, users: 1, groups: 0 },
    { runsLeft: 1, users: 1, groups: 0 },
    { runsLeft: 2, users: 1, groups: 1 },
  ]);
});
