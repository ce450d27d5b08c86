import { describe, expect, test } from 'vitest';
import type { Decision } from '../../../agent-core/contract/approval-requests.ts';
import type { Change } from '../../../agent-core/contract/plan.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../../agent-core/contract/result.ts';
import { decisionKeyOf } from '../../../agent-core/sync/guard/decisions.ts';
import { holdObject } from '../../../agent-core/sync/held.ts';
import { lapseDecisions, namesOfDecided, type Ran } from '../../../agent-core/sync/lapse-decisions.ts';
import { changeFor, linkFor, namesFor, planOf } from '../../builders/changes.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { fakeTenant } from '../../builders/fake-tenant.ts';
import { objectGuidFor } from '../../builders/identifiers.ts';
import { diskIsFull } from '../../builders/memory-run-log.ts';
import { organization } from '../../builders/organization.ts';

const ada = changeFor('ada', 'disable');
const verdicts = ['approved', 'rejected'] as const;

const decisionOn = (change: Change, verdict: Decision['verdict'], kind = 'disables'): Decision => ({
  ...{ verdict, kind, digest: change.digest, by: 'Ada', at: '2026-03-02T08:00:00.000Z', expiresAt: null },
  ...{ what: `${change.kind} ${change.displayName}`, objectGuids: [change.objectGuid] },
});

interface Circumstances {
  readonly imported?: Partial<Ran['imported']>;
  readonly plan?: Partial<Ran['guarded']['plan']>;
  readonly endedBy?: Ran['applied']['endedBy'];
  readonly isCancelled?: boolean;
  readonly isPreview?: boolean;
  readonly written?: Result<void>;
}

/** A run that read everything and plans nothing, unless said otherwise. @returns what lapsed, and what was said */
function lapse(decisions: readonly Decision[], given: Circumstances = {}) {
  const {
    imported,
    plan,
    endedBy = null,
    isCancelled = false,
    isPreview = false,
    written = succeed(undefined),
  } = given;
  const lapsed: Decision[] = [];
  const byChange = new Map(decisions.map((one) => [decisionKeyOf(one.digest, one.kind), one]));
  const clock = drivenClock();
  const said = lapseDecisions(
    {
      clock,
      intent: isPreview ? { kind: 'preview' } : { kind: 'apply', writer: fakeTenant([]) },
      approvals: {
        read: () => ({ byChange, exemptions: new Set() }),
        lapse: (decided, at) => {
          expect(at).toBe(clock.now());
          if (written.ok) lapsed.push(...decided);
          return written;
        },
      },
    },
    {
      imported: { problems: [], organization: organization(), absent: { there: [], gone: [] }, ...imported },
      guarded: { plan: { ...planOf(), ...plan } },
      applied: { endedBy },
      isCancelled,
    },
  );
  return { lapsed, said };
}

describe.each(verdicts)('R12: what was %s', (verdict) => {
  const decision = decisionOn(ada, verdict);

  test('is over when a whole run does not plan it, and told with who decided', () => {
    const { lapsed, said } = lapse([decision]);
    expect(lapsed).toEqual([decision]);
    const code = verdict === 'approved' ? 'guard.approval-lapsed' : 'guard.rejection-lapsed';
    const detail = `1 change: disable ada [${ada.digest.slice(0, 12)}, disables], ${verdict} by Ada at ${decision.at}`;
    expect(said).toEqual(succeed([{ kind: null, problem: problem(code, detail), found: 1, allowed: 1, holds: [] }]));
  });

  const none = { lapsed: [], said: succeed([]) };
  const waits = holdObject(directoryUser('ada'), problem('object.removal-waits', ''));
  test.each<[string, Circumstances]>([
    ['is planned', { plan: planOf(ada) }],
    ['only looks', { isPreview: true }],
    ['was cancelled', { isCancelled: true }],
    ['could not read a side', { imported: { problems: [problem('directory.no-answer', 'dc1')] } }],
    ['could not ask the tenant', { imported: { organization: null } }],
    ['ended early', { endedBy: problem('tenant.unreachable', 'graph') }],
    ['holds the object before the plan', { plan: { held: [waits] } }],
    ['lets its removal wait', { plan: { waiting: [{ held: waits, runsLeft: 1 }] } }],
    [
      'does not find it in the directory',
      {
        imported: {
          absent: {
            there: [{ ...waits, objectType: 'user', since: null }],
            gone: [],
          },
        },
      },
    ],
  ])('holds where the run %s', (_, given) => {
    expect(lapse([decision], given)).toEqual(none);
  });

  test('holds while one end of its link is held', () => {
    const link = linkFor('staff', 'ada', 'link');
    const both = { ...decisionOn(link, verdict), objectGuids: [objectGuidFor('staff'), objectGuidFor('ada')] };
    expect(lapse([both], { plan: { held: [waits] } })).toEqual(none);
    expect(lapse([both]).lapsed).toHaveLength(1);
  });

  test('is over although somebody else is held', () => {
    const bob = holdObject(directoryUser('bob'), problem('object.value-invalid', ''));
    expect(lapse([decision], { plan: { ...planOf(changeFor('bob', 'disable')), held: [bob] } }).lapsed).toHaveLength(1);
  });

  test('is not over, and not said to be, where that cannot be written', () => {
    expect(lapse([decision], { written: fail(diskIsFull) })).toEqual({ lapsed: [], said: fail(diskIsFull) });
  });

  test('is over where nobody knows whom it is about, unless that is a rejection and somebody is held', () => {
    const { objectGuids: _, ...unknown } = decision;
    const bob = holdObject(directoryUser('bob'), problem('object.value-invalid', ''));
    expect(lapse([unknown]).lapsed).toEqual([unknown]);
    expect(lapse([unknown], { plan: { held: [bob] } }).lapsed).toHaveLength(verdict === 'rejected' ? 0 : 1);
  });
});

test('R12: approvals and rejections that are over together are told apart, each change once', () => {
  const decisions = [
    ...namesFor(1_200).map((name) => decisionOn(changeFor(name, 'disable'), 'approved')),
    decisionOn(ada, 'rejected'),
    decisionOn(ada, 'rejected', 'scopeShrink'),
  ];
  const { lapsed, said } = lapse(decisions);
  expect(lapsed).toHaveLength(1_202);
  const findings = said.ok ? said.value : [];
  expect(findings.map(({ found, allowed }) => [found, allowed])).toEqual([
    [1_200, 1_200],
    [1, 1],
  ]);
  expect(findings[0]?.problem.detail).toMatch(/^1,200 changes: disable user0 \[.*; disable user1 \[/);
  expect(findings[1]?.problem.detail).toMatch(
    /^1 change: disable ada \[[0-9a-f]{12}, disables, scopeShrink\], rejected by/,
  );
});

test('a change of which nothing was kept is called one', () => {
  const { what: _, ...unnamed } = decisionOn(ada, 'approved');
  expect(namesOfDecided('approved', [unnamed])).toEqual([
    `a change [${ada.digest.slice(0, 12)}, disables], approved by Ada at ${unnamed.at}`,
  ]);
  expect(namesOfDecided('rejected', [unnamed])).toEqual([]);
});

test('nothing is written where nothing was decided', () => {
  expect(lapse([], { written: fail(diskIsFull) })).toEqual({ lapsed: [], said: succeed([]) });
});
