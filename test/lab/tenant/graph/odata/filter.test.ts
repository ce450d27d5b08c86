/** The text of a $filter is read into a tree, or refused where it stops making sense. */
import { describe, expect, test } from 'vitest';
import { type Filter, readFilter } from './filter.ts';
import { matchesFilter } from './match-filter.ts';

const eq = (property: string, value: string | boolean | null | number): Filter => ({
  kind: 'compare',
  operator: 'eq',
  property,
  value,
});

describe('reading', () => {
  test.each<readonly [string, Filter]>([
    ["a eq 'x'", eq('a', 'x')],
    ["  a   eq'x' ", eq('a', 'x')],
    ["a eq 'O''Neill'", eq('a', "O'Neill")],
    ['a eq true', eq('a', true)],
    ['a eq null', eq('a', null)],
    ['a eq 17', eq('a', 17)],
    ['a ge 2026-01-05T08:00:00Z', { kind: 'compare', operator: 'ge', property: 'a', value: '2026-01-05T08:00:00Z' }],
    ["a in ('x', 'y')", { kind: 'in', property: 'a', values: ['x', 'y'] }],
    ["startsWith(a,'x')", { kind: 'startsWith', property: 'a', value: 'x' }],
    ["startswith(a, 'x)')", { kind: 'startsWith', property: 'a', value: 'x)' }],
    ["endswith(a,'x')", { kind: 'endsWith', property: 'a', value: 'x' }],
    ["not(a eq 'x')", { kind: 'not', part: eq('a', 'x') }],
    ["a eq 'x' and b eq 'y'", { kind: 'and', parts: [eq('a', 'x'), eq('b', 'y')] }],
    [
      "a eq 'x' or b eq 'y' and c eq 'z'",
      { kind: 'or', parts: [eq('a', 'x'), { kind: 'and', parts: [eq('b', 'y'), eq('c', 'z')] }] },
    ],
    [
      "(a eq 'x' or b eq 'y') and not c eq 'z'",
      {
        kind: 'and',
        parts: [
          { kind: 'or', parts: [eq('a', 'x'), eq('b', 'y')] },
          { kind: 'not', part: eq('c', 'z') },
        ],
      },
    ],
    ["a/any(p:p eq 'x')", { kind: 'any', property: 'a', test: eq('$it', 'x') }],
    [
      "a/any(p:startsWith(p,'x') or p eq 'y')",
      {
        kind: 'any',
        property: 'a',
        test: { kind: 'or', parts: [{ kind: 'startsWith', property: '$it', value: 'x' }, eq('$it', 'y')] },
      },
    ],
  ])('%s', (text, filter) => {
    expect(readFilter(text)).toEqual({ ok: true, value: filter });
  });

  test.each([
    ['', 0],
    ['a', 1],
    ['a eq', 4],
    ['a is x', 2],
    ["a eq 'x", 5],
    ["a eq 'x' b", 9],
    ["(a eq 'x'", 9],
    ["a eq 'x')", 8],
    ['a eq x', 5],
    ["a in 'x'", 5],
    ["a in ('x'", 9],
    ["startsWith(a 'x')", 13],
    ['startsWith(a,17)', 15],
    ["a/any(p eq 'x')", 8],
    ["contains(a,'x')", 8],
    ['a eq %', 5],
    ["and a eq 'x'", 4],
  ])('%j stops making sense at %d', (text, position) => {
    const message = `Invalid filter clause: Syntax error at position ${position} in '${text}'.`;
    expect(readFilter(text)).toMatchObject({ ok: false, refusal: { status: 400, code: 'BadRequest', message } });
  });
});

describe('matching', () => {
  const record = {
    id: '1',
    name: 'Ann',
    enabled: true,
    empty: null,
    onPremisesImmutableId: 'aB==',
    addresses: ['SMTP:ann@contoso.test', 'smtp:lee@contoso.test'],
    parts: { one: '1' },
    born: '2026-01-05T08:00:00Z',
  };
  const matches = (text: string): boolean => {
    const filter = readFilter(text);
    if (!filter.ok) throw new Error(filter.refusal.message);
    return matchesFilter(filter.value, record);
  };

  test.each([
    ["name eq 'ann'", true],
    ["name eq 'bob'", false],
    ["name ne 'bob'", true],
    ["onPremisesImmutableId eq 'aB=='", true],
    ["onPremisesImmutableId eq 'ab=='", false],
    ['enabled eq true', true],
    ['enabled ne true', false],
    ['empty eq null', true],
    ['missing eq null', true],
    ["missing ne 'x'", true],
    ["name in ('x','ANN')", true],
    ["startsWith(name,'AN')", true],
    ["endsWith(name,'NN')", true],
    ["startsWith(missing,'a')", false],
    ["parts/one eq '1'", true],
    ['parts/two eq null', true],
    ["addresses/any(a:a eq 'smtp:ANN@contoso.test')", true],
    ["addresses/any(a:endsWith(a,'@fabrikam.test'))", false],
    ['born ge 2026-01-05T08:00:00Z', true],
    ['born gt 2026-01-05T08:00:00Z', false],
    ["name eq 'ann' and enabled eq false", false],
    ["name eq 'bob' or enabled eq true", true],
    ["not (name eq 'ann')", false],
  ])('%s: %s', (text, isMatch) => {
    expect(matches(text)).toBe(isMatch);
  });
});
