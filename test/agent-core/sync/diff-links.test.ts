import { describe, expect, test } from 'vitest';
import type { TenantObjectId } from '../../../agent-core/contract/identifiers.ts';
import { diffLinks, type LinkSides } from '../../../agent-core/sync/diff-links.ts';
import type { MemberReference } from '../../../agent-core/sync/directory-source.ts';
import type { KnownObject, LinkEnd, UserEnd } from '../../../agent-core/sync/link-ends.ts';
import { directoryGroup, foreignMember, memberFor, ridFor, sidFor } from '../../builders/directory-group.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { anchorFor, objectGuidFor, tenantIdFor } from '../../builders/identifiers.ts';

const endOf = (name: string, objectType: LinkEnd['objectType']): LinkEnd => ({
  objectType,
  objectGuid: objectGuidFor(name),
  displayName: name,
  anchor: anchorFor(name),
  userPrincipalName: null,
  sid: sidFor(name),
  tenantObjectId: tenantIdFor(name),
});

/** Somebody in scope. @param managers who is the manager in the directory, and in the tenant */
const userEnd = (
  name: string,
  managers: { readonly wanted?: string; readonly current?: string } = {},
  end = endOf(name, 'user'),
): UserEnd => ({
  end,
  object: directoryUser(name, { manager: managers.wanted === undefined ? null : objectGuidFor(managers.wanted) }),
  managerId: managers.current === undefined ? null : tenantIdFor(managers.current),
  isOurs: true,
});

const groupEnd = (name: string, members: readonly MemberReference[], hasLicences = false) => ({
  end: endOf(name, 'group'),
  group: {
    desired: { group: directoryGroup(name, members), anchor: anchorFor(name), always: {}, atCreation: {} },
    existing: {
      tenantObjectId: tenantIdFor(name),
      uniqueName: objectGuidFor(name),
      kind: 'security',
      hasLicences,
      values: {},
    },
  } as const,
});

/** What was read of each, in scope or not. */
const knownAs = (...names: readonly string[]): ReadonlyMap<TenantObjectId, KnownObject> =>
  new Map(names.map((name) => [tenantIdFor(name), endOf(name, 'user')]));

const diff = (sides: Partial<LinkSides>) => {
  const { differences, findings } = diffLinks({
    users: [],
    groups: [],
    people: [],
    members: new Map(),
    known: new Map(),
    remembered: new Set(),
    withPrimaryMembers: true,
    held: new Set(),
    mayUnlink: true,
    ...sides,
  });
  return {
    links: differences.map(({ kind, holder, target }) => `${kind} ${holder.displayName} ${target.displayName}`),
    details: findings.map(({ problem }) => problem.detail),
    differences,
  };
};

describe('a manager', () => {
  test('who is somebody in scope is linked, once', () => {
    const bob = userEnd('bob');
    expect(diff({ users: [userEnd('ada', { wanted: 'bob' }), bob] }).links).toEqual(['link ada bob']);
    const users = [userEnd('ada', { wanted: 'bob', current: 'bob' }), bob];
    expect(diff({ users, known: knownAs('bob') })).toMatchObject({ links: [], details: [] });
  });

  test('is never the person itself', () => {
    expect(diff({ users: [userEnd('ada', { wanted: 'ada' })] }).links).toEqual([]);
  });

  test('R1: who left the scope and still is the manager stays; who is none any more goes', () => {
    const known = knownAs('bob');
    expect(diff({ users: [userEnd('ada', { wanted: 'bob', current: 'bob' })], known })).toMatchObject({ links: [] });
    const users = [userEnd('ada', { current: 'bob' })];
    expect(diff({ users, known }).links).toEqual(['unlink ada bob']);
    expect(diff({ users, known, mayUnlink: false }).links).toEqual([]);
    expect(diff({ users: [{ ...userEnd('ada', { current: 'bob' }), isOurs: false }], known }).links).toEqual([]);
  });
});

describe('a member', () => {
  const members = new Map([[tenantIdFor('staff'), new Set(['ada', 'bob', 'cyd', 'dan'].map(tenantIdFor))]]);

  test('R1, R22, R23: stays while the directory lists it in any way, and goes when it lists it in none', () => {
    const listed = [memberFor('ada'), foreignMember(sidFor('bob'))];
    const cyd = directoryUser('cyd', { objectSid: sidFor('cyd'), primaryGroupID: ridFor('staff') });
    const { links, differences } = diff({
      groups: [groupEnd('staff', listed, true)],
      people: [cyd],
      members,
      known: knownAs('ada', 'bob', 'cyd', 'dan'),
    });
    expect(links).toEqual(['unlink staff dan']);
    expect(differences).toMatchObject([{ relation: 'members', takesLicences: true }]);
  });

  test('of the same SID as a stand-in is linked by it, and nobody without one', () => {
    const strangers = { ...endOf('eve', 'user'), sid: null };
    const users = [userEnd('ada'), userEnd('eve', {}, strangers)];
    const listed = [foreignMember(sidFor('ada')), { objectGuid: objectGuidFor('nobody'), sid: null }];
    const none = new Map([[tenantIdFor('staff'), new Set<TenantObjectId>()]]);
    expect(diff({ groups: [groupEnd('staff', listed)], users, members: none }).links).toEqual(['link staff ada']);
  });

  test('that is still to be created is linked in the same run', () => {
    const coming = userEnd('eve', {}, { ...endOf('eve', 'user'), tenantObjectId: null });
    const groups = [groupEnd('staff', [memberFor('eve'), memberFor('staff')])];
    const none = new Map([[tenantIdFor('staff'), new Set<TenantObjectId>()]]);
    expect(diff({ groups, users: [coming], members: none }).links).toEqual(['link staff eve']);
  });

  test('R1: of a group whose members could not be read nothing is known', () => {
    expect(diff({ groups: [groupEnd('staff', [])], known: knownAs('ada') })).toMatchObject({ links: [], details: [] });
  });
});

test('R26: links that lead to nobody we know are told of, by whom and how many; who was joined before is known', () => {
  const members = new Map([[tenantIdFor('staff'), new Set(['one', 'two', 'bob'].map(tenantIdFor))]]);
  const { links, details } = diff({
    groups: [groupEnd('staff', []), groupEnd('others', [])],
    users: [userEnd('ada', { current: 'three' }), userEnd('eve', { current: 'bob' })],
    members,
    remembered: new Set([tenantIdFor('bob')]),
  });
  expect(links).toEqual([]);
  expect(details).toEqual(['3 found: ada (1), staff (2)']);
});
