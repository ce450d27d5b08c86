import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decision } from '../../../agent-core/contract/approval-requests.ts';
import type { Limit } from '../../../agent-core/contract/guard-settings.ts';
import type { Change } from '../../../agent-core/contract/plan.ts';
import { decisionKeyOf, exemptionKeyOf, noDecisions } from '../../../agent-core/sync/guard/decisions.ts';
import { digestFinding } from '../../../agent-core/sync/guard/finding-digest.ts';
import { allowedBy } from '../../../agent-core/sync/guard/tally.ts';
import { type GuardContext, guardPlan } from '../../../agent-core/sync/guard.ts';
import { changeFor, linkFor, namesFor, planOf } from '../../builders/changes.ts';
import { guardContext } from '../../builders/guard-context.ts';
import { limits } from '../../builders/guard-settings.ts';
import { anchorFor } from '../../builders/identifiers.ts';

const guard = (changes: readonly Change[], changed: Partial<GuardContext> = {}) =>
  guardPlan(planOf(...changes), guardContext(changed));
const rename = (name: string, before: string, after: string) =>
  changeFor(name, 'update', [{ name: 'userPrincipalName', before, after }]);

test('a plan without danger passes as it is', () => {
  const changes = [changeFor('ada', 'create'), changeFor('bob', 'update'), changeFor('cyd', 'disable')];
  expect(guard(changes)).toMatchObject({ allowed: changes, held: [], findings: [] });
});

test('a finding about memberships names the group and the member', () => {
  const removal = linkFor('GG-All-Staff', 'Aoife Murphy', 'unlink', true);
  expect(guard([removal]).findings[0]?.problem.detail).toContain(': GG-All-Staff: Aoife Murphy');
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

  test('that stays in the initial domain was there before, and goes ahead', () => {
    expect(guard([rename('ada', 'ada@contoso.onmicrosoft.com', 'eve@contoso.onmicrosoft.com')]).held).toEqual([]);
  });

  test('with which an account comes back is held as well, where it would be another', () => {
    const name = { name: 'userPrincipalName', before: 'ada@contoso.com', after: 'ada@contoso.onmicrosoft.com' };
    const { held } = guard([changeFor('ada', 'restore', [name])], { ownDeletions: new Set([anchorFor('ada')]) });
    expect(held).toMatchObject([{ problem: { code: 'guard.sign-in-name' } }]);
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
  expect(findings[0]?.problem.detail).toBe('1 person: ada@contoso.onmicrosoft.com');
  const two = guard([fallen, { ...fallen, userPrincipalName: 'bob@contoso.onmicrosoft.com' }]).findings[0];
  expect(two?.problem.detail).toBe('2 people: ada@contoso.onmicrosoft.com, bob@contoso.onmicrosoft.com');
  expect(guard([{ ...changeFor('ada', 'update'), userPrincipalName: 'ada@contoso.onmicrosoft.com' }]).findings).toEqual(
    [],
  );
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
    expect(findings[0]?.problem.detail).toMatch(/^3 found, 2 allowed \(guard.disables.count\): user0@contoso\.com, /);
  });

  test('names at most five people and counts the others', () => {
    const detailFor = (count: number) => guard(disables(count)).findings[0]?.problem.detail ?? '';
    expect(detailFor(5)).not.toContain('more');
    expect(detailFor(6)).toContain('user4@contoso.com and 1 more');
    expect(detailFor(6)).not.toContain('user5');
  });

  test('is limited by a share of everybody in scope, not of the changes', () => {
    const settings = limits({ disables: { count: 50, percent: 10 } });
    expect(guard(disables(1), { settings, usersInScope: 10 }).held).toEqual([]);
    expect(guard(disables(3), { settings, usersInScope: 29 }).findings[0]).toMatchObject({ found: 3, allowed: 2 });
  });

  test('of one leaver goes ahead however small the organisation is', () => {
    const settings = limits({ disables: { count: 50, percent: 10 } });
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

describe('R10: in 24 hours', () => {
  const disables = namesFor(2).map((name) => changeFor(name, 'disable'));
  const recent = (count: number) => new Map([['disables', count]]);
  const detailOf = ({ findings }: ReturnType<typeof guard>) => findings[0]?.problem.detail;

  test('no more happens than the limit allows, however many runs it takes', () => {
    const settings = limits({ disables: { count: 5, percent: 100 } });
    expect(guard(disables, { settings, recent: recent(3) }).held).toEqual([]);
    const { held, findings } = guard(disables, { settings, recent: recent(4) });
    expect(held).toHaveLength(2);
    expect(findings).toMatchObject([{ kind: 'disables', found: 2, allowed: 1 }]);
    expect(findings[0]?.problem.detail).toMatch(
      /^2 found, 1 allowed, since the last 24 hours had 4 already and may have 5 at most \(guard.disables.count\): /,
    );
  });

  test('a number is explained by the day only where the day allows less than the run', () => {
    const settings = limits({ disables: { count: 1, percent: 100, dayCount: 10 } });
    expect(detailOf(guard(disables, { settings, recent: recent(4) }))).toMatch(
      /^2 found, 1 allowed \(guard.disables.count\): /,
    );
  });

  test('the limit that decided is named with what it is a share of: raising another one changes nothing', () => {
    const told = (disables: Partial<Limit>, usersInScope: number, before = 0) => {
      const settings = limits({ disables: { count: 25, percent: 5, ...disables } });
      return detailOf(guard(many, { settings, usersInScope, recent: recent(before) }))?.split(': ')[0];
    };
    const many = namesFor(30).map((name) => changeFor(name, 'disable'));
    const whom = 'users in scope whom the tenant had';
    expect(told({}, 1_000)).toBe('30 found, 25 allowed (guard.disables.count)');
    expect(told({}, 400)).toBe(`30 found, 20 allowed (5 % of 400 ${whom}; guard.disables.percent)`);
    expect(told({}, 19)).toBe(`30 found, 1 allowed (5 % of 19 ${whom}, but never less than 1; guard.disables.percent)`);
    const day = (had: number, most: number) =>
      `, since the last 24 hours had ${had} already and may have ${most} at most`;
    expect(told({}, 1_000, 5)).toBe(`30 found, 20 allowed${day(5, 25)} (guard.disables.count)`);
    expect(told({ dayCount: 8 }, 1_000)).toBe(`30 found, 8 allowed${day(0, 8)} (guard.disables.dayCount)`);
    expect(told({ dayPercent: 2.5 }, 400, 3)).toBe(
      `30 found, 7 allowed${day(3, 10)} (2.5 % of 400 ${whom}; guard.disables.dayPercent)`,
    );
  });

  test('of what nothing may happen without an approval no day is told, and numbers are written as everywhere', () => {
    const settings = limits({ disables: { count: 0, percent: 0 } });
    expect(detailOf(guard(disables, { settings, recent: recent(1) }))).toMatch(
      /^2 found; each needs an approval \(0 % of \d+ users in scope whom the tenant had; guard.disables.percent\): user0/,
    );
    const byDay = limits({ disables: { count: 50, percent: 10, dayCount: 0 } });
    expect(detailOf(guard(disables, { settings: byDay }))).toMatch(
      /^2 found; each needs an approval \(guard.disables.dayCount\): user0/,
    );
    const many = namesFor(1_043).map((name) => changeFor(name, 'disable'));
    expect(
      detailOf(guard(many, { settings: limits({ disables: { count: 1_000, percent: 100 } }), usersInScope: 1_043 })),
    ).toMatch(/^1,043 found, 1,000 allowed \(guard.disables.count\): .* and 1,038 more$/);
  });

  test('more may happen than in one run, if the settings say so, and never more than that', () => {
    const settings = limits({ disables: { count: 2, percent: 100, dayCount: 10 } });
    expect(guard(disables, { settings, recent: recent(8) }).held).toEqual([]);
    expect(guard(disables, { settings, recent: recent(9) }).findings[0]).toMatchObject({ found: 2, allowed: 1 });
    expect(guard(disables, { settings, recent: recent(12) }).findings[0]).toMatchObject({ found: 2, allowed: 0 });
    const three = namesFor(3).map((name) => changeFor(name, 'disable'));
    expect(guard(three, { settings }).findings[0]).toMatchObject({ allowed: 2 });
  });

  test('the share of a day can be smaller than its count', () => {
    const settings = limits({ disables: { count: 10, percent: 10, dayCount: 100, dayPercent: 20 } });
    expect(guard(disables, { settings, usersInScope: 100, recent: recent(18) }).held).toEqual([]);
    expect(guard(disables, { settings, usersInScope: 100, recent: recent(19) }).held).toHaveLength(2);
  });

  test('every change tells what it counts as', () => {
    const cleared = changeFor('ada', 'update', [{ name: 'jobTitle', before: 'Clerk', after: null }]);
    expect(guard([cleared]).counted.get(cleared.digest)).toEqual(['clearedValues', 'sameAttribute jobTitle']);
  });
});

describe('R12: a decision', () => {
  const settings = limits({ disables: { count: 1, percent: 100 } });
  const [ada, bob, cyd] = ['ada', 'bob', 'cyd'].map((name) => changeFor(name, 'disable')) as [Change, Change, Change];
  const decided = (verdict: Decision['verdict'], kind: string, ...changes: readonly Change[]) => ({
    ...noDecisions,
    byChange: new Map(
      changes.map(({ digest }) => [
        decisionKeyOf(digest, kind),
        { verdict, digest, kind, by: 'eve', at: '2026-03-02T08:00:00.000Z', expiresAt: null },
      ]),
    ),
  });
  const namesIn = (changes: readonly Change[]) => changes.map(({ displayName }) => displayName).toSorted();

  test('of approval lets go exactly what it names; a newcomer needs one of its own', () => {
    const decisions = decided('approved', 'disables', ada, bob);
    const { allowed, held, findings, approved } = guard([ada, bob, cyd], { settings, decisions });
    expect(namesIn(allowed)).toEqual(['ada', 'bob']);
    expect(held).toMatchObject([{ change: cyd, findings: ['disables'] }]);
    expect(findings).toMatchObject([{ found: 3, allowed: 1, held: 1, holds: [cyd.digest] }]);
    expect(approved.get(ada.digest)).toMatchObject({ by: 'eve' });
    expect(guard([ada, bob], { settings, decisions })).toMatchObject({ held: [], findings: [] });
  });

  test('is counted apart from what waits: whoever reads the numbers finds as many names', () => {
    const detailOf = (limit: number, ...decidedOn: readonly Change[]) =>
      guard([ada, bob, cyd], {
        settings: limits({ disables: { count: limit, percent: 100 } }),
        decisions: decided('rejected', 'disables', ...decidedOn),
      }).findings[0]?.problem.detail;
    expect(detailOf(1, ada, bob)).toBe(
      '3 found, 2 of them decided already, 1 allowed (guard.disables.count): cyd@contoso.com',
    );
    expect(detailOf(0, ada)).toBe(
      '3 found, 1 of them decided already; each needs an approval (guard.disables.count): bob@contoso.com, cyd@contoso.com',
    );
  });

  test('of approval is over as soon as the change is another one', () => {
    const decisions = decided('approved', 'disables', ada, bob);
    const changed = {
      ...ada,
      digest: changeFor('ada', 'disable', [{ name: 'accountEnabled', before: null, after: false }]).digest,
    };
    const { allowed, held } = guard([changed, bob], { settings, decisions });
    expect(allowed).toEqual([bob]);
    expect(held).toMatchObject([{ change: changed }]);
  });

  test('of approval releases from the finding it was about, and from no other', () => {
    const foreign = changeFor('ada', 'enable');
    const decisions = decided('approved', 'disables', foreign);
    expect(guard([foreign], { decisions }).held).toHaveLength(1);
    const renamed = rename('ada', 'ada@contoso.com', 'ada@contoso.onmicrosoft.com');
    const none = limits({ signInNames: { count: 0, percent: 0 } });
    const both = guard([renamed], { settings: none }).held;
    expect(both[0]?.findings).toEqual(['initialDomainMoves', 'signInNames']);
    expect(both[0]?.problem.code).toBe('guard.sign-in-name');
    const half = guard([renamed], { settings: none, decisions: decided('approved', 'signInNames', renamed) });
    expect(half).toMatchObject({ allowed: [], held: [{ findings: ['initialDomainMoves'] }] });
    expect([...half.approved]).toEqual([]);
  });

  test('of approval does not make room for others: approved changes count as well', () => {
    const decisions = decided('approved', 'disables', ada, bob);
    expect(guard([ada, bob, cyd], { settings, decisions }).counted.get(ada.digest)).toEqual(['disables']);
    expect(guard([cyd], { settings, recent: new Map([['disables', 2]]) }).held).toHaveLength(1);
  });

  test('of rejection holds however few there are, and can be taken back one by one', () => {
    const decisions = decided('rejected', 'disables', ada);
    const { allowed, held, findings } = guard([ada], { settings, decisions });
    expect(allowed).toEqual([]);
    expect(held).toMatchObject([{ problem: { code: 'guard.rejected' }, findings: ['rejected', 'disables'] }]);
    expect(findings).toMatchObject([{ kind: 'rejected', found: 1, allowed: 0, held: 1 }]);
    expect(findings[0]?.digest).toBeUndefined();
    expect(findings[0]?.problem.detail).toBe('1 found: ada@contoso.com');
    // Another danger, or none, by now: it is still the change that was rejected.
    const before = guard([ada], { settings, decisions: decided('rejected', 'privileged', ada) });
    expect(before.held).toMatchObject([{ findings: ['rejected', 'privileged'] }]);
    // Rejecting some lets nothing else go.
    const among = guard([ada, bob], { settings, decisions });
    expect(namesIn(among.held.map(({ change }) => change))).toEqual(['ada', 'bob']);
  });

  test('of exemption leaves the object out of this kind, and only of this', () => {
    const decisions = { ...noDecisions, exemptions: new Set([exemptionKeyOf(ada.objectGuid, 'disables')]) };
    expect(guard([ada, bob], { settings, decisions }).held).toEqual([]);
    const foreign = changeFor('ada', 'enable');
    expect(guard([foreign], { decisions }).held).toHaveLength(1);
  });

  test('of rejection holds although the object is exempt: only an approval takes it back', () => {
    const exemptions = new Set([
      exemptionKeyOf(ada.objectGuid, 'disables'),
      exemptionKeyOf(bob.objectGuid, 'disables'),
    ]);
    const { held } = guard([ada, bob], {
      settings,
      decisions: { ...decided('rejected', 'disables', ada), exemptions },
    });
    expect(held).toMatchObject([{ change: ada, problem: { code: 'guard.rejected' } }]);
    const cleared = changeFor('ada', 'update', [{ name: 'jobTitle', before: 'Clerk', after: null }]);
    const decisions = {
      ...decided('rejected', 'sameAttribute jobTitle', cleared),
      exemptions: new Set([exemptionKeyOf(ada.objectGuid, 'sameAttribute')]),
    };
    expect(guard([cleared], { decisions }).held).toMatchObject([{ problem: { code: 'guard.rejected' } }]);
  });

  test('names a finding by all it holds, in whatever order', () => {
    const [first] = guard([ada, bob], { settings }).findings;
    expect(first?.digest).toBe(digestFinding('disables', [bob.digest, ada.digest]));
    expect(guard([ada, bob, cyd], { settings }).findings[0]?.digest).not.toBe(first?.digest);
    expect(digestFinding('enables', [bob.digest, ada.digest])).not.toBe(first?.digest);
  });
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
    expect(allowedBy(limit, usersInScope, 1)).toBe(allowed);
  });

  test('never allows more than either number, nor a part of a person', () => {
    const limits = fc.record({ count: fc.nat(1000), percent: fc.float({ min: 0, max: 100, noNaN: true }) });
    fc.assert(
      fc.property(limits, fc.nat(100_000), (limit, usersInScope) => {
        const allowed = allowedBy(limit, usersInScope, 1);
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
      expect(new Set(findings.flatMap((finding) => finding.holds))).toEqual(
        new Set(held.map(({ change }) => change.digest)),
      );
    }),
  );
});
