import { describe, expect, test } from 'vitest';
import type { ObjectGuid } from '../../../agent-core/contract/identifiers.ts';
import { decideRemovals } from '../../../agent-core/sync/decide-removals.ts';
import type { Wait } from '../../../agent-core/sync/memory.ts';
import { countWaits } from '../../../agent-core/sync/removal-waiting.ts';
import { tombstoneFor } from '../../builders/changes.ts';
import { objectGuidFor } from '../../builders/identifiers.ts';
import { configurationId } from '../../builders/settings.ts';
import { linkedUser } from '../../builders/tenant-user.ts';

const deleted = { kind: 'deleted', evidence: tombstoneFor() } as const;
const onItsWay = { kind: 'onItsWay', domain: 'fabrikam.com' } as const;

const monday = '2026-03-02T08:00:00.000Z';
const later = (seconds: number) => new Date(Date.parse(monday) + seconds * 1000).toISOString();

const decide = (
  found: typeof deleted | typeof onItsWay,
  mayRemove = true,
  { now = monday, waited = new Map<ObjectGuid, Wait>() } = {},
) =>
  decideRemovals([], {
    settings: { onLeavingScope: 'delete', waitRuns: 2 },
    configurationId,
    hasMarks: true,
    mayRemove,
    waited,
    now,
    intervalSeconds: 120,
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

describe('R5: a run that sees somebody deleted', () => {
  const ada = objectGuidFor('ada');
  const seenAfter = (seconds: number, runs: number) =>
    decide(deleted, true, { now: later(seconds), waited: new Map([[ada, { runs, countedAt: monday }]]) });

  test.each([
    ['at once after the one before', 5, { runs: 1, countedAt: monday }],
    ['a little early', 110, { runs: 2, countedAt: later(110) }],
    ['when the schedule starts it', 120, { runs: 2, countedAt: later(120) }],
    ['a day later', 86_400, { runs: 2, countedAt: later(86_400) }],
    ['after the clock was set back', -3_600, { runs: 1, countedAt: later(-3_600) }],
  ])('%s counts as it should', (_when, seconds, wait) => {
    expect(seenAfter(seconds, 1).waited.get(ada)).toEqual(wait);
  });

  test('removes in the third that counts, and not in one that follows the second at once', () => {
    expect(seenAfter(5, 2)).toMatchObject({ differences: [], waiting: [{ runsLeft: 1 }] });
    expect(seenAfter(120, 2)).toMatchObject({ differences: [{ kind: 'unwanted' }], waiting: [] });
    expect(seenAfter(5, 3)).toMatchObject({ differences: [{ kind: 'unwanted' }], waiting: [] });
  });
});
