import { describe, expect, test } from 'vitest';
import { defaultGroups } from '../../../agent-core/contract/settings.ts';
import { type JudgeContext, judgeUsers } from '../../../agent-core/sync/judge-users.ts';
import { decide } from '../../../agent-core/sync/scope.ts';
import type { Decision, Verdict } from '../../../agent-core/sync/scope-verdict.ts';
import type { TenantUser } from '../../../agent-core/sync/tenant.ts';
import { ridFor, sidFor } from '../../builders/directory-group.ts';
import { type Attributes, directoryUser } from '../../builders/directory-object.ts';
import { anchorFor, objectGuidFor, tenantIdFor } from '../../builders/identifiers.ts';
import { nothingRemoved } from '../../builders/nothing-removed.ts';
import { organization } from '../../builders/organization.ts';
import { markedUser } from '../../builders/ownership-marks.ts';
import { configurationId, settings } from '../../builders/settings.ts';
import { linkedUser } from '../../builders/tenant-user.ts';

const [ada, anchor] = [objectGuidFor('ada'), anchorFor('ada')];
const joined = new Map([[ada, anchor]]);
const { newUsers, matching } = settings();
const everywhere = (kind: Verdict['kind']): Decision => ({
  missing: [],
  groups: defaultGroups,
  verdictOf: () => ({ kind, rule: 'a rule' }),
});
const [out, undecided] = [everywhere('out'), everywhere('undecided')];

function judge(
  tenantUsers: readonly TenantUser[],
  {
    attributes = {},
    links = joined,
    removed = {},
    ...context
  }: Partial<Omit<JudgeContext, 'removed'>> & {
    readonly attributes?: Attributes;
    readonly links?: JudgeContext['map']['links'];
    readonly removed?: Partial<JudgeContext['removed']>;
  } = {},
) {
  const [verdict] = judgeUsers([directoryUser('ada', attributes)], tenantUsers, {
    decision: decide({ kind: 'all' }),
    map: { organization: organization(), newUsers, matching, links, ownership: null },
    ownBlocks: new Set(),
    ownDeletions: new Set(),
    had: new Map([[ada, { name: true, mail: null }]]),
    ...context,
    removed: { ...nothingRemoved(configurationId), ...removed },
  });
  return verdict;
}

const inStep = linkedUser('ada');
const own = (isSignInAllowed = true) => ({ objectGuid: ada, anchor, isSignInAllowed, hasName: true, hasMail: false });

describe('somebody who is as they should be', () => {
  test('is quiet, and recorded already', () => {
    expect(
      judge([{ ...inStep, managerId: tenantIdFor('boss') }], { attributes: { manager: objectGuidFor('boss') } }),
    ).toMatchObject({
      objectType: 'user',
      isQuiet: true,
      unrecorded: null,
      isInScope: true,
      isComing: false,
      tenantObjectId: tenantIdFor('ada'),
      managerGuid: objectGuidFor('boss'),
      managerId: tenantIdFor('boss'),
    });
  });

  test('is quiet and still to be recorded, when no record has the link', () => {
    expect(judge([inStep], { links: new Map() })).toMatchObject({ isQuiet: true, unrecorded: own() });
  });

  test.each([
    ['R13: a block of ours is over', { ownBlocks: new Set([anchor]) }, own()],
    ['R13: a deletion of ours is over', { ownDeletions: new Set([anchor]) }, own()],
    [
      'R13: there are blocks and deletions of others',
      { ownBlocks: new Set([anchorFor('bob')]), ownDeletions: new Set([anchorFor('bob')]) },
      null,
    ],
  ])('is to be recorded only when there is something to say: %s', (_, context, unrecorded) => {
    expect(judge([inStep], context)).toMatchObject({ isQuiet: true, unrecorded });
  });

  test.each([
    ['a name', {}, { had: new Map() }],
    ['a name that it was not known to have', {}, { had: new Map([[ada, { name: null, mail: true }]]) }],
    ['mail', { mail: 'ada@contoso.com' }, { had: new Map([[ada, { name: true, mail: false }]]) }],
  ])('R7: is to be recorded when it has %s', (_, attributes, context) => {
    const user = linkedUser('ada', { mail: 'ada@contoso.com' });
    const hasMail = 'mail' in attributes;
    expect(judge([user], { ...context, attributes })).toMatchObject({
      isQuiet: true,
      unrecorded: { ...own(), hasMail },
    });
  });

  test('R13: is recorded while a block of ours stands', () => {
    const blocked = linkedUser('ada', { accountEnabled: false });
    const context = { ownBlocks: new Set([anchor]), attributes: { userAccountControl: '514' } };
    expect(judge([blocked], context)).toMatchObject({ isQuiet: true, unrecorded: null });
  });

  test('R22: is looked at in every run while the primary group is one of their own', () => {
    const attributes = { objectSid: sidFor('ada'), primaryGroupID: ridFor('staff') };
    expect(judge([inStep], { attributes })).toMatchObject({ isQuiet: false, sid: sidFor('ada') });
  });
});

describe('not quiet', () => {
  test.each([
    ['is whoever is to be created', [], { isComing: true, tenantObjectId: null }],
    [
      'is whoever differs',
      [linkedUser('ada', { jobTitle: 'Boss' })],
      { isComing: false, tenantObjectId: tenantIdFor('ada') },
    ],
    [
      'R4: is whoever shares an anchor, nor is there a counterpart',
      [inStep, { ...inStep, tenantObjectId: tenantIdFor('twin') }],
      { isComing: false, tenantObjectId: null, managerId: null },
    ],
    [
      'R28: is whoever is held, nor is there a counterpart',
      [{ ...inStep, isGuest: true }],
      { isComing: false, tenantObjectId: null },
    ],
  ])('%s', (_, tenantUsers, verdict) => {
    expect(judge(tenantUsers)).toMatchObject({ isQuiet: false, isInScope: true, ...verdict });
  });

  test('is whoever comes back from the deleted ones', () => {
    expect(judge([], { removed: { deletedUsers: [markedUser('ada')] } })).toMatchObject({
      isQuiet: false,
      isComing: true,
    });
  });

  test('R1: is whoever may be in scope or not', () => {
    expect(judge([inStep], { decision: undecided })).toMatchObject({ isQuiet: false, isInScope: false });
  });

  test.each([
    ['is kept', {}],
    ['waits to be removed', { mayRemove: true, hasMarks: true, settings: { onLeavingScope: 'delete', waitRuns: 2 } }],
    ['is removed', { mayRemove: true, hasMarks: true, settings: { onLeavingScope: 'delete', waitRuns: 0 } }],
  ] as const)('is whoever left the scope and %s', (_, removed) => {
    expect(judge([markedUser('ada')], { decision: out, removed })).toMatchObject({ isQuiet: false, isComing: false });
  });
});

test('out of scope nobody claims a name, has a counterpart or a manager', () => {
  const attributes = { manager: objectGuidFor('boss'), mail: 'ada@contoso.com' };
  expect(judge([], { decision: out, links: new Map(), attributes })).toMatchObject({
    isQuiet: true,
    isInScope: false,
    unrecorded: null,
    tenantObjectId: null,
    managerGuid: null,
    claims: { anchor, signInName: null, mail: null },
  });
});
