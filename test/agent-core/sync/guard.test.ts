import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../agent-core/contract/plan.ts';
import { allowedBy, type GuardContext, guardPlan } from '../../../agent-core/sync/guard.ts';
import { changeFor, namesFor, planOf } from '../../builders/changes.ts';
import { anchorFor } from '../../builders/identifiers.ts';

const context = (changes: Partial<GuardContext> = {}): GuardContext => ({
  settings: { disables: { count: 2, percent: 100 } },
  usersInScope: 100,
  ownBlocks: new Set(),
  initialDomain: 'contoso.onmicrosoft.com',
  ...changes,
});
const guard = (changes: readonly Change[], changed: Partial<GuardContext> = {}) =>
  guardPlan(planOf(...changes), context(changed));
const rename = (name: string, before: string, after: string) =>
  changeFor(name, 'update', [{ name: 'userPrincipalName', before, after }]);

test('a plan without danger passes as it is', () => {
  const changes = [changeFor('ada', 'create'), changeFor('bob', 'update'), changeFor('cyd', 'disable')];
  expect(guard(changes)).toMatchObject({ allowed: changes, held: [], findings: [] });
});

describe('R31: a sign-in name', () => {
  test('that would move to another domain is held', () => {
    const move = rename('ada', 'ada@contoso.com', 'ada@contoso.onmicrosoft.com');
    const { allowed, held, findings } = guard([move, changeFor('bob', 'update')]);
    expect(allowed.map((change) => change.userPrincipalName)).toEqual(['bob@contoso.com']);
    expect(held).toMatchObject([{ change: move, problem: { code: 'guard.sign-in-name' } }]);
    expect(findings).toMatchObject([{ found: 1, allowed: 0, holds: [move.digest] }]);
  });

  test('that leaves the initial domain, because its suffix was verified meanwhile, goes ahead', () => {
    expect(guard([rename('ada', 'ada@contoso.onmicrosoft.com', 'ada@later.com')]).held).toEqual([]);
  });

  test('that changes within its domain goes ahead, whatever the case of the domain', () => {
    expect(guard([rename('ada', 'old@contoso.com', 'new@CONTOSO.com')]).held).toEqual([]);
  });

  test('is no matter when another value changes', () => {
    expect(guard([changeFor('ada', 'update')]).findings).toEqual([]);
  });

  test('of a new person is not a move', () => {
    const create = changeFor('ada', 'create', [{ name: 'userPrincipalName', before: null, after: 'ada@contoso.com' }]);
    expect(guard([create]).held).toEqual([]);
  });
});

test('new names in the initial domain go ahead, and a finding says whose they are', () => {
  const fallen = { ...changeFor('ada', 'create'), userPrincipalName: 'ada@contoso.onmicrosoft.com' };
  const { allowed, held, findings } = guard([fallen, changeFor('bob', 'create')]);
  expect(allowed).toHaveLength(2);
  expect(held).toEqual([]);
  expect(findings).toMatchObject([
    { problem: { code: 'guard.initial-domain-names' }, found: 1, allowed: 1, holds: [] },
  ]);
  expect(findings[0]?.problem.detail).toContain('ada@contoso.onmicrosoft.com');
});

describe('R13: a block in the tenant', () => {
  test('that somebody else made stays', () => {
    const enable = changeFor('ada', 'enable');
    const { allowed, findings } = guard([enable]);
    expect(allowed).toEqual([]);
    expect(findings).toMatchObject([{ problem: { code: 'guard.blocked-elsewhere' }, found: 1, allowed: 0 }]);
  });

  test('that this agent made is lifted', () => {
    const { allowed, findings } = guard([changeFor('ada', 'enable')], { ownBlocks: new Set([anchorFor('ada')]) });
    expect(allowed).toHaveLength(1);
    expect(findings).toEqual([]);
  });

  test('is told apart person by person', () => {
    const changes = [changeFor('ada', 'enable'), changeFor('bob', 'enable')];
    const { allowed, held } = guard(changes, { ownBlocks: new Set([anchorFor('bob')]) });
    expect(allowed).toEqual([changes[1]]);
    expect(held.map(({ change }) => change)).toEqual([changes[0]]);
  });
});

describe('disabling', () => {
  const disables = (count: number) => namesFor(count).map((name) => changeFor(name, 'disable'));

  test('goes ahead up to the limit itself', () => {
    expect(guard(disables(2)).held).toEqual([]);
  });

  test('is held altogether one beyond the limit, and both numbers are told', () => {
    const { allowed, held, findings } = guard([...disables(3), changeFor('ada', 'update')]);
    expect(allowed.map((change) => change.kind)).toEqual(['update']);
    expect(held).toHaveLength(3);
    expect(findings).toMatchObject([{ found: 3, allowed: 2, problem: { code: 'guard.too-many-disables' } }]);
    expect(findings[0]?.problem.detail).toMatch(/^3 found, 2 allowed: user0@contoso\.com, /);
  });

  test('names at most five people and counts the others', () => {
    const detailFor = (count: number) => guard(disables(count)).findings[0]?.problem.detail ?? '';
    expect(detailFor(5)).not.toContain('more');
    expect(detailFor(6)).toContain('user4@contoso.com and 1 more');
    expect(detailFor(6)).not.toContain('user5');
  });

  test('is limited by a share of everybody in scope, not of the changes', () => {
    const settings = { disables: { count: 50, percent: 10 } };
    expect(guard(disables(1), { settings, usersInScope: 10 }).held).toEqual([]);
    expect(guard(disables(3), { settings, usersInScope: 29 }).findings[0]).toMatchObject({ found: 3, allowed: 2 });
  });

  test('of one leaver goes ahead however small the organisation is', () => {
    const settings = { disables: { count: 50, percent: 10 } };
    expect(guard(disables(1), { settings, usersInScope: 9 }).held).toEqual([]);
    expect(guard(disables(2), { settings, usersInScope: 9 }).findings[0]).toMatchObject({ found: 2, allowed: 1 });
  });
});

test('several findings hold several sets of changes, each with its own reason', () => {
  const changes = [changeFor('ada', 'enable'), rename('bob', 'b@contoso.com', 'b@contoso.onmicrosoft.com')];
  const { held, findings } = guard([...changes, ...namesFor(3).map((name) => changeFor(name, 'disable'))]);
  expect(findings.map((finding) => finding.problem.code)).toEqual([
    'guard.sign-in-name',
    'guard.blocked-elsewhere',
    'guard.too-many-disables',
  ]);
  expect(held.map(({ problem }) => problem.code)).toEqual([
    'guard.blocked-elsewhere',
    'guard.sign-in-name',
    ...Array(3).fill('guard.too-many-disables'),
  ]);
});

describe('a limit', () => {
  test.each([
    [{ count: 50, percent: 10 }, 100, 10],
    [{ count: 50, percent: 10 }, 10_000, 50],
    [{ count: 50, percent: 10 }, 99, 9],
    [{ count: 50, percent: 10 }, 9, 1],
    [{ count: 0, percent: 100 }, 1000, 0],
    [{ count: 5, percent: 0 }, 1000, 0],
    [{ count: 5, percent: 0.5 }, 1000, 5],
  ])('of %j allows, with %i users in scope, %i', (limit, usersInScope, allowed) => {
    expect(allowedBy(limit, usersInScope)).toBe(allowed);
  });

  test('never allows more than either number, nor a part of a person', () => {
    const limits = fc.record({ count: fc.nat(1000), percent: fc.float({ min: 0, max: 100, noNaN: true }) });
    fc.assert(
      fc.property(limits, fc.nat(100_000), (limit, usersInScope) => {
        const allowed = allowedBy(limit, usersInScope);
        expect(Number.isInteger(allowed)).toBe(true);
        expect(allowed).toBeGreaterThanOrEqual(0);
        expect(allowed).toBeLessThanOrEqual(limit.count);
        // One leaver is never too many, unless a limit says none at all.
        const isForbidden = limit.count === 0 || limit.percent === 0;
        if (isForbidden) expect(allowed).toBe(0);
        else expect(allowed * 100).toBeLessThanOrEqual(Math.max(100, limit.percent * usersInScope + 1e-6));
      }),
    );
  });
});

test('every change is either allowed or held, none is lost and none is both', () => {
  const kind = fc.constantFrom('create', 'update', 'disable', 'enable');
  fc.assert(
    fc.property(fc.array(kind, { maxLength: 12 }), fc.nat(20), (kinds, usersInScope) => {
      const changes = kinds.map((each, index) => changeFor(`user${index}`, each));
      const { allowed, held, findings } = guard(changes, { usersInScope });
      const seen = [...allowed, ...held.map(({ change }) => change)].map((change) => change.digest);
      expect(seen.toSorted()).toEqual(changes.map((change) => change.digest).toSorted());
      expect(findings.flatMap((finding) => finding.holds).toSorted()).toEqual(
        held.map(({ change }) => change.digest).toSorted(),
      );
    }),
  );
});
