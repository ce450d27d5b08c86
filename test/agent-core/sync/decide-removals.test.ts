import { describe, expect, test } from 'vitest';
import type { ObjectGuid } from '../../../agent-core/contract/identifiers.ts';
import type { RemovalSettings } from '../../../agent-core/contract/settings.ts';
import { decideRemovals } from '../../../agent-core/sync/decide-removals.ts';
import type { Wait } from '../../../agent-core/sync/memory.ts';
import { countWaits } from '../../../agent-core/sync/removal-waiting.ts';
import { tombstoneFor } from '../../builders/changes.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { anchorFor, objectGuidFor } from '../../builders/identifiers.ts';
import { markedUser } from '../../builders/ownership-marks.ts';
import { configurationId } from '../../builders/settings.ts';
import { linkedUser, unlinkedUser } from '../../builders/tenant-user.ts';

const deleted = { kind: 'deleted', evidence: tombstoneFor() } as const;
const onItsWay = { kind: 'onItsWay', domain: 'fabrikam.com' } as const;

const monday = '2026-03-02T08:00:00.000Z';
const later = (seconds: number) => new Date(Date.parse(monday) + seconds * 1000).toISOString();

const context = {
  settings: { onLeavingScope: 'delete', waitRuns: 2 },
  configurationId,
  hasMarks: true,
  mayRemove: true,
  waited: new Map<ObjectGuid, Wait>(),
  now: monday,
  intervalSeconds: 120,
} as const;

const leave = (
  onLeavingScope: RemovalSettings['onLeavingScope'],
  { existing = markedUser('ada'), waitRuns = 2, hasMarks = true, mayRemove = true } = {},
) =>
  decideRemovals(
    [{ object: directoryUser('ada'), anchor: anchorFor('ada'), rule: 'a rule', isLinked: true, existing }],
    { ...context, settings: { onLeavingScope, waitRuns }, hasMarks, mayRemove, absences: [] },
  );

const decide = (
  found: typeof deleted | typeof onItsWay,
  mayRemove = true,
  { now = monday, waited = new Map<ObjectGuid, Wait>() } = {},
) =>
  decideRemovals([], {
    ...context,
    mayRemove,
    waited,
    now,
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
  expect(countWaits([...decide(onItsWay).waiting, two]).map(({ runsLeft }) => runsLeft)).toEqual([null, 2]);
  expect(countWaits([two, ...decide(onItsWay).waiting]).map(({ runsLeft }) => runsLeft)).toEqual([null, 2]);
});

test('whoever waits is told why, and for how long', () => {
  const detailsOf = (removals: ReturnType<typeof decide>) => removals.waiting.map(({ held }) => held.problem.detail);
  expect(detailsOf(decide(deleted))).toEqual(['deleted in contoso.com; seen in 1 of 3 runs']);
  expect(detailsOf(leave('delete'))).toEqual(['out of scope: a rule; seen in 1 of 3 runs']);
});

test('R1: a deleted object whose account lost its anchor is held, not removed', () => {
  const { held, differences, waiting } = decideRemovals([], {
    ...context,
    absences: [{ objectGuid: objectGuidFor('ada'), item: unlinkedUser('ada'), found: deleted }],
  });
  expect({ differences, waiting }).toEqual({ differences: [], waiting: [] });
  const detail = `${objectGuidFor('ada')}: deleted, but the tenant user has no anchor`;
  expect(held).toMatchObject([{ problem: { code: 'object.vanished', detail } }]);
});

describe('whoever leaves the scope', () => {
  test.each([
    ['with our mark', markedUser('ada'), true],
    ['also without a mark, where nobody can say where marks stand', linkedUser('ada'), false],
  ])('is blocked where the settings say so, %s', (_, existing, hasMarks) => {
    const { differences, leftScope } = leave('disable', { existing, hasMarks, waitRuns: 0 });
    expect(leftScope).toEqual([]);
    expect(differences).toMatchObject([
      {
        kind: 'different',
        desired: {
          isLinked: true,
          always: { accountEnabled: false, userPrincipalName: 'ada@contoso.com' },
          atCreation: {},
        },
        attributes: [{ name: 'accountEnabled', before: true, after: false }],
      },
    ]);
  });

  test('is not blocked twice', () => {
    const existing = markedUser('ada', { accountEnabled: false });
    expect(leave('disable', { existing, waitRuns: 0 })).toMatchObject({ differences: [], leftScope: [] });
  });

  test.each([
    ['where the settings keep everybody', leave('keep')],
    ['R3: without our mark', leave('delete', { existing: linkedUser('ada') })],
    ['R3: without our mark, not even blocked', leave('disable', { existing: linkedUser('ada') })],
    ['R3: while nobody can say where marks stand', leave('delete', { hasMarks: false })],
    ['R1: in a run that may remove nobody', leave('delete', { mayRemove: false })],
  ])('is kept, and told of, %s', (_, { differences, waiting, leftScope }) => {
    expect({ differences, waiting }).toEqual({ differences: [], waiting: [] });
    expect(leftScope).toMatchObject([{ problem: { code: 'scope.left', detail: 'ada: a rule' } }]);
  });

  test('R3: every run says that there are no marks, and how many could not be deleted for it', () => {
    const detailsOf = ({ findings }: ReturnType<typeof leave>) => findings.map(({ problem }) => problem.detail);
    expect(detailsOf(leave('delete', { hasMarks: false }))).toEqual([
      'tenant.ownershipExtension is empty; people who left the scope: 1',
    ]);
    expect(detailsOf(leave('keep', { hasMarks: false }))).toEqual(['tenant.ownershipExtension is empty']);
    expect(leave('delete').findings).toEqual([]);
  });
});

describe('R5: a run that sees somebody deleted', () => {
  const ada = objectGuidFor('ada');
  const seenAfter = (seconds: number, runs: number) =>
    decide(deleted, true, { now: later(seconds), waited: new Map([[ada, { runs, countedAt: monday }]]) });

  test.each([
    ['at once after the one before', 5, { runs: 1, countedAt: monday }],
    ['a little early', 110, { runs: 2, countedAt: later(110) }],
    ['as early as the schedule may start it', 108, { runs: 2, countedAt: later(108) }],
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
