import { describe, expect, test } from 'vitest';
import type { AttributeValue, Change } from '../../../agent-core/contract/plan.ts';
import { type GuardContext, guardPlan } from '../../../agent-core/sync/guard.ts';
import { changeFor, deletionOf, linkFor, namesFor, planOf } from '../../builders/changes.ts';
import { guardContext } from '../../builders/guard-context.ts';
import { limits } from '../../builders/guard-settings.ts';
import { anchorFor, objectGuidFor, tenantIdFor } from '../../builders/identifiers.ts';

const guard = (changes: readonly Change[], changed: Partial<GuardContext> = {}) =>
  guardPlan(planOf(...changes), guardContext(changed));

describe('R11: of each kind', () => {
  const two = { count: 2, percent: 100 };
  const five = { count: 5, percent: 100 };
  const kindsOf = (guarded: ReturnType<typeof guard>) =>
    guarded.findings.map(({ kind, found, allowed }) => ({ kind, found, allowed }));
  const rename = (name: string, before: string, after: string) =>
    changeFor(name, 'update', [{ name: 'userPrincipalName', before, after }]);
  const updates = (count: number, name: string, before: string | null, after: string | null) =>
    namesFor(count).map((who) => changeFor(who, 'update', [{ name, before, after }]));

  test('deleted accounts, and among them those who only left the scope', () => {
    const settings = limits({ deletes: five, scopeShrink: two });
    const deleted = namesFor(6).map((name) => changeFor(name, 'delete'));
    expect(kindsOf(guard(deleted, { settings }))).toEqual([{ kind: 'deletes', found: 6, allowed: 5 }]);
    const left = namesFor(6).map((name) => deletionOf(name, { kind: 'outOfScope', rule: 'a test' }));
    expect(kindsOf(guard(left.slice(3), { settings }))).toEqual([{ kind: 'scopeShrink', found: 3, allowed: 2 }]);
    const groups = left.slice(0, 1).map((one) => ({ ...one, objectType: 'group' as const }));
    const both = guard([...left.slice(4), ...groups], { settings }).findings.find(({ kind }) => kind === 'scopeShrink');
    expect(both?.problem.detail).toMatch(/^3 found \(2 accounts and 1 group\), 2 allowed /);
    expect(guard([...deleted.slice(0, 3), ...left.slice(4)], { settings }).held).toEqual([]);
  });

  test('R8: every group that would be deleted', () => {
    const group = { ...changeFor('staff', 'delete'), objectType: 'group' } as const;
    const settings = limits({ deletes: { count: 0, percent: 0 } });
    expect(kindsOf(guard([group], { settings }))).toEqual([{ kind: 'groupDeletes', found: 1, allowed: 0 }]);
    const detailWith = (memberCounts: ReadonlyMap<string, number>) =>
      guard([group], { settings, memberCounts }).findings[0]?.problem.detail;
    expect(detailWith(new Map())).toBe('1 found; each needs an approval: staff@contoso.com');
    const counts = new Map([[tenantIdFor('staff'), 1_203]]);
    expect(detailWith(counts)).toBe('1 found; each needs an approval: staff@contoso.com (1,203 members)');
  });

  test('memberships that end', () => {
    const ended = namesFor(3).map((name) => linkFor('staff', name, 'unlink'));
    const settings = limits({ memberRemovals: two });
    expect(kindsOf(guard(ended, { settings }))).toEqual([{ kind: 'memberRemovals', found: 3, allowed: 2 }]);
    expect(guard(ended.slice(1), { settings }).held).toEqual([]);
  });

  test('memberships of one group', () => {
    const ended = namesFor(3).map((name) => linkFor('staff', name, 'unlink'));
    const settings = limits({ emptiedGroups: two });
    const kind = `emptiedGroups ${tenantIdFor('staff')}`;
    expect(kindsOf(guard(ended, { settings }))).toEqual([{ kind, found: 3, allowed: 2 }]);
    expect(guard(ended.slice(1), { settings }).held).toEqual([]);
  });

  test('accounts that become ours', () => {
    const taken = updates(3, 'ownershipMark', null, 'ours');
    const settings = limits({ takeovers: two });
    expect(kindsOf(guard(taken, { settings }))).toEqual([{ kind: 'takeovers', found: 3, allowed: 2 }]);
    expect(guard(taken.slice(1), { settings }).held).toEqual([]);
  });

  test('accounts that may sign in no longer', () => {
    const disables = namesFor(3).map((name) => changeFor(name, 'disable'));
    const settings = limits({ disables: two });
    expect(kindsOf(guard(disables, { settings }))).toEqual([{ kind: 'disables', found: 3, allowed: 2 }]);
    expect(guard(disables.slice(1), { settings }).held).toEqual([]);
  });

  test('accounts that may sign in again', () => {
    const enables = namesFor(3).map((name) => changeFor(name, 'enable'));
    const ownBlocks = new Set(namesFor(3).map(anchorFor));
    const settings = limits({ enables: two });
    expect(kindsOf(guard(enables, { settings, ownBlocks }))).toEqual([{ kind: 'enables', found: 3, allowed: 2 }]);
    expect(guard(enables.slice(1), { settings, ownBlocks }).held).toEqual([]);
  });

  test('new accounts, but not in the run that fills the tenant', () => {
    const created = namesFor(6).map((name) => changeFor(name, 'create'));
    const settings = limits({ creates: five });
    expect(kindsOf(guard(created, { settings }))).toEqual([{ kind: 'creates', found: 6, allowed: 5 }]);
    const first = guard(created, { settings, isFilled: false });
    expect(first.held).toEqual([]);
    // Nor does that run use up what the day may hold.
    expect([...first.counted]).toEqual([]);
    const restored = namesFor(6).map((name) => changeFor(name, 'restore'));
    const ownDeletions = new Set(namesFor(6).map(anchorFor));
    expect(kindsOf(guard(restored, { settings, ownDeletions }))).toEqual([{ kind: 'creates', found: 6, allowed: 5 }]);
  });

  test('R11: those of a domain that comes later, apart from the newcomers of the others', () => {
    const created = namesFor(7).map((name) => changeFor(name, 'create'));
    const newDomains = new Map(namesFor(6).map((name) => [objectGuidFor(name), 'fabrikam.com']));
    const guarded = guard(created, { settings: limits({ creates: five }), newDomains });
    expect(kindsOf(guarded)).toEqual([{ kind: 'creates fabrikam.com', found: 6, allowed: 5 }]);
    expect(guarded.allowed.map(({ displayName }) => displayName)).toEqual(['user6']);
  });

  test('sign-in names', () => {
    const renamed = namesFor(3).map((who) => rename(who, `old-${who}@contoso.com`, `${who}@contoso.com`));
    const settings = limits({ signInNames: two });
    expect(kindsOf(guard(renamed, { settings }))).toEqual([{ kind: 'signInNames', found: 3, allowed: 2 }]);
    expect(guard(renamed.slice(1), { settings }).held).toEqual([]);
  });

  test('cleared values, whichever they are; a value that changes is not cleared', () => {
    const settings = limits({ clearedValues: five });
    const cleared = [...updates(3, 'jobTitle', 'Clerk', null), ...updates(3, 'department', 'Sales', null)];
    expect(kindsOf(guard(cleared, { settings }))).toEqual([{ kind: 'clearedValues', found: 6, allowed: 5 }]);
    expect(guard([...cleared.slice(1), ...updates(5, 'city', 'Rome', 'Bari')], { settings }).held).toEqual([]);
    const emptied = (before: AttributeValue, after: AttributeValue) =>
      namesFor(6).map((who) =>
        changeFor(who, 'update', [
          { name: 'city', before: 'Rome', after: 'Bari' },
          { name: 'businessPhones', before, after },
        ]),
      );
    expect(guard(emptied(['1'], []), { settings }).held).toHaveLength(6);
    expect(guard(emptied('1', ''), { settings }).held).toHaveLength(6);
    expect(guard(emptied('', null), { settings }).held).toEqual([]);
  });

  test('one attribute, counted by itself, on a share of everybody; small numbers are never too many', () => {
    const settings = limits({ sameAttribute: { count: 100, percent: 20 } });
    const renamed = updates(21, 'companyName', 'Contoso', 'Fabrikam');
    const { held, findings, allowed } = guard([...renamed, ...updates(20, 'city', 'Rome', 'Bari')], { settings });
    expect(held).toHaveLength(21);
    expect(allowed).toHaveLength(20);
    expect(findings).toMatchObject([{ kind: 'sameAttribute companyName', found: 21, allowed: 20 }]);
    expect(findings[0]?.problem.detail).toMatch(
      /^companyName: 21 found, 20 allowed \(20 % of 100 users in scope whom the tenant had; guard.sameAttribute.percent\): /,
    );
    expect(guard(renamed.slice(0, 10), { settings, usersInScope: 10 }).held).toEqual([]);
    expect(guard(renamed.slice(0, 11), { settings, usersInScope: 11 }).held).toHaveLength(11);
  });
});
