import { describe, expect, test } from 'vitest';
import { type Problem, problem } from '../../../agent-core/contract/problem.ts';
import { describeAbsent, judgeAbsent, tellAbsent } from '../../../agent-core/sync/absent.ts';
import type { TenantUser } from '../../../agent-core/sync/tenant.ts';
import type { TenantGroup } from '../../../agent-core/sync/tenant-groups.ts';
import { tenantGroup } from '../../builders/fake-tenant-groups.ts';
import { anchorFor, objectGuidFor } from '../../builders/identifiers.ts';
import { ownershipMarkFor } from '../../builders/ownership-marks.ts';
import { configurationId } from '../../builders/settings.ts';
import { linkedUser, unlinkedUser } from '../../builders/tenant-user.ts';

const since = '2026-03-02T08:00:00.000Z';
const now = '2026-03-02T09:00:00.000Z';
const ada = { objectGuid: objectGuidFor('ada'), objectType: 'user' as const, since };
const named = { ...ada, displayName: 'ada', userPrincipalName: 'ada@contoso.com' };
const links = new Map([[objectGuidFor('ada'), anchorFor('ada')]]);
const own = { configurationId, areGroupsSynchronised: true };
const none = { objects: [], problem: null };
const judge = (objects: readonly TenantUser[], known: typeof links = links) =>
  judgeAbsent([ada], { users: { objects, problem: null }, groups: none, links: known, ...own });
const marked = (name: string) => ({ ownershipMark: `configuration domain ${objectGuidFor(name)}` });

describe('somebody who is absent', () => {
  test.each([
    ['the anchor by which it was joined', judge([linkedUser('ada')])],
    ['its mark alone', judge([unlinkedUser('ada', marked('ada'))], new Map())],
  ])('is told of, by the names of the account, while somebody in the tenant carries %s', (_what, judged) => {
    expect(judged).toMatchObject({ there: [named], gone: [] });
  });

  test('is forgotten when nobody does', () => {
    const others = [linkedUser('bob', marked('bob')), unlinkedUser('ada')];
    expect(judge(others)).toEqual({ there: [], gone: [ada.objectGuid] });
  });

  test('R1: is not forgotten by a tenant that was not read completely', () => {
    const broken = { objects: [], problem: problem('tenant.no-answer', 'users') };
    expect(judgeAbsent([ada], { users: broken, groups: none, links, ...own })).toMatchObject({
      there: [{ displayName: ada.objectGuid }],
      gone: [],
    });
  });

  describe('R1: a group', () => {
    const staff = { objectGuid: objectGuidFor('staff'), objectType: 'group' as const, since };
    const judgeGroup = (
      changes: Partial<TenantGroup>,
      { isLinked = false, areGroupsSynchronised = true, reason = null as Problem | null } = {},
    ) => {
      const group = { ...tenantGroup('staff'), uniqueName: staff.objectGuid, ...changes };
      return judgeAbsent([staff], {
        users: none,
        groups: { objects: [group], problem: reason },
        links: new Map(isLinked ? [[staff.objectGuid, anchorFor('staff')]] : []),
        ...{ configurationId, areGroupsSynchronised },
      });
    };
    const told = { there: [{ ...staff, displayName: 'staff', userPrincipalName: null }], gone: [] };
    const forgotten = { there: [], gone: [staff.objectGuid] };
    const values = { ...tenantGroup('staff').values, ownershipMark: ownershipMarkFor('staff') };

    test('is told of, by its name in the tenant, while it has our mark or, without any mark, the record knows it', () => {
      expect(judgeGroup({ values })).toEqual(told);
      expect(judgeGroup({}, { isLinked: true })).toEqual(told);
    });

    test.each<[string, Partial<TenantGroup>, boolean]>([
      ['only has the name that ours would have', {}, false],
      ["carries somebody else's mark", { values: { ...values, ownershipMark: 'another x y' } }, true],
      ['is of a kind that is never ours by now', { values, kind: 'dynamic' }, true],
      ['has another name', { values, uniqueName: null }, true],
    ])('is forgotten when what the tenant has %s', (_, changes, isLinked) => {
      expect(judgeGroup(changes, { isLinked })).toEqual(forgotten);
    });

    test('is not forgotten by a tenant whose groups were not read completely', () => {
      const reason = problem('tenant.no-answer', 'groups');
      expect(judgeGroup({ uniqueName: null }, { reason })).toMatchObject({
        there: [{ displayName: staff.objectGuid }],
        gone: [],
      });
    });

    test('is neither told of nor forgotten where groups are left alone', () => {
      expect(judgeGroup({ values }, { areGroupsSynchronised: false })).toEqual({ there: [], gone: [] });
    });
  });

  test('is named with the run that missed it first', () => {
    expect(describeAbsent(named, now).since).toBe(since);
    expect(describeAbsent({ ...named, since: null }, now).since).toBe(now);
    expect(tellAbsent(named, now)).toMatchObject({
      userPrincipalName: 'ada@contoso.com',
      problem: { code: 'object.absent', detail: `ada: not found since ${since}` },
    });
  });
});
