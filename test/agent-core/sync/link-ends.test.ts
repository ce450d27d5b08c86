import { describe, expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { holdObject } from '../../../agent-core/sync/held.ts';
import { endsOfUsers, indexEnds, knowObjects } from '../../../agent-core/sync/link-ends.ts';
import { noMatchKeys } from '../../../agent-core/sync/match-keys.ts';
import type { TenantUser } from '../../../agent-core/sync/tenant.ts';
import { diffedSides, differenceFor } from '../../builders/changes.ts';
import { directoryGroup, sidFor } from '../../builders/directory-group.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { tenantGroup } from '../../builders/fake-tenant-groups.ts';
import { anchorFor, objectGuidFor, tenantIdFor } from '../../builders/identifiers.ts';
import { markedUser, ownershipMarkFor } from '../../builders/ownership-marks.ts';
import { configurationId } from '../../builders/settings.ts';
import { linkedUser, unlinkedUser } from '../../builders/tenant-user.ts';

const desired = {
  object: directoryUser('ada', { objectSid: sidFor('ada') }),
  anchor: anchorFor('ada'),
  isLinked: true,
  matchBy: noMatchKeys,
  always: { userPrincipalName: 'ada@contoso.com', accountEnabled: true },
  atCreation: {},
};
const withManager = (user: TenantUser): TenantUser => ({ ...user, managerId: tenantIdFor('boss') });
const endsIn = (tenant: readonly TenantUser[], diffed: Parameters<typeof diffedSides>[0] = {}) =>
  endsOfUsers([desired], diffedSides(diffed).users, tenant, configurationId);

describe('somebody in scope', () => {
  test('is an end of links with the account that is theirs', () => {
    expect(endsIn([withManager(markedUser('ada')), linkedUser('bob')])).toMatchObject([
      {
        end: { objectType: 'user', displayName: 'ada', sid: sidFor('ada'), tenantObjectId: tenantIdFor('ada') },
        managerId: tenantIdFor('boss'),
        isOurs: true,
      },
    ]);
    expect(endsIn([linkedUser('ada')])).toMatchObject([{ managerId: null, isOurs: false }]);
  });

  test('is one before there is an account, if it is about to be made', () => {
    const differences = [differenceFor('ada', 'create')];
    expect(endsIn([], { differences })).toMatchObject([
      { end: { tenantObjectId: null }, managerId: null, isOurs: false },
    ]);
    expect(endsIn([])).toEqual([]);
    expect(endsIn([], { differences: [differenceFor('ada', 'update')] })).toEqual([]);
  });

  test('who comes back from the deleted ones has the manager and the mark of then', () => {
    const back = differenceFor('ada', 'restore');
    if (back.kind !== 'deleted') throw new Error('a restore is of somebody deleted');
    const differences = [{ ...back, existing: withManager(markedUser('ada')) }];
    expect(endsIn([], { differences })).toMatchObject([
      { end: { tenantObjectId: null }, managerId: tenantIdFor('boss'), isOurs: true },
    ]);
  });

  test('is none while held, or while two accounts have the anchor', () => {
    const held = [holdObject(desired.object, problem('object.anchor-shared', 'ada'))];
    expect(endsIn([linkedUser('ada')], { held })).toEqual([]);
    expect(endsIn([linkedUser('ada'), { ...linkedUser('ada'), tenantObjectId: tenantIdFor('twin') }])).toEqual([]);
  });
});

test('ends are found by objectGUID, and by SID where they have one', () => {
  const [ada] = endsIn([linkedUser('ada')]).map(({ end }) => end);
  if (ada === undefined) throw new Error('ada is in scope');
  expect([...indexEnds([ada]).keys()]).toEqual([objectGuidFor('ada'), sidFor('ada')]);
  expect([...indexEnds([{ ...ada, sid: null }]).keys()]).toEqual([objectGuidFor('ada')]);
});

describe('what the tenant has of the directory', () => {
  const staff = { ...tenantGroup('staff'), uniqueName: objectGuidFor('staff') };
  const links = new Map(['ada', 'gone'].map((name) => [objectGuidFor(name), anchorFor(name)]));
  const tenant = {
    users: [linkedUser('ada'), linkedUser('gone'), linkedUser('stranger'), unlinkedUser('bob')],
    groups: [staff, { ...tenantGroup('foreign'), uniqueName: null }, { ...tenantGroup('other'), uniqueName: 'other' }],
  };
  const directory = {
    users: [directoryUser('ada', { objectSid: sidFor('ada') }), directoryUser('bob'), directoryUser('stranger')],
    groups: [directoryGroup('staff', []), directoryGroup('new', [])],
  };

  test('is known by the anchor of an earlier run, or by the name that a group was given', () => {
    const { known } = knowObjects([], directory, tenant, { links, configurationId });
    expect([...known]).toEqual([
      [
        tenantIdFor('ada'),
        { objectType: 'user', objectGuid: objectGuidFor('ada'), displayName: 'ada', sid: sidFor('ada') },
      ],
      [
        staff.tenantObjectId,
        { objectType: 'group', objectGuid: objectGuidFor('staff'), displayName: 'staff', sid: sidFor('staff') },
      ],
    ]);
  });

  test('is known by this run as well, but for what is still to be made', () => {
    const [end] = endsIn([linkedUser('ada')]).map((one) => one.end);
    if (end === undefined) throw new Error('ada is in scope');
    const ends = [end, { ...end, tenantObjectId: null }];
    expect([...knowObjects(ends, { users: [], groups: [] }, tenant, { links, configurationId }).known]).toEqual([
      [tenantIdFor('ada'), end],
    ]);
  });

  test('is remembered when it was joined, seen or not', () => {
    const joined = new Map(links).set(objectGuidFor('staff'), anchorFor('staff'));
    const { remembered } = knowObjects([], directory, tenant, { links: joined, configurationId });
    expect([...remembered]).toEqual([tenantIdFor('ada'), tenantIdFor('gone'), staff.tenantObjectId]);
    expect(knowObjects([], directory, tenant, { links, configurationId }).remembered.has(staff.tenantObjectId)).toBe(
      false,
    );
  });

  test('is remembered by our mark where the record has no link, and not by that of another configuration', () => {
    const marked = { ownershipMark: ownershipMarkFor('new') };
    const another = { ownershipMark: ownershipMarkFor('other').replace(configurationId, objectGuidFor('else')) };
    const { remembered } = knowObjects(
      [],
      { users: [], groups: [] },
      {
        users: [linkedUser('ada', marked), linkedUser('bob', another), linkedUser('cyd')],
        groups: [tenantGroup('staff', marked), tenantGroup('other', another)],
      },
      { links: new Map(), configurationId },
    );
    expect([...remembered]).toEqual([tenantIdFor('ada'), tenantIdFor('staff')]);
  });
});
