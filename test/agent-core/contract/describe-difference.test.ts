import { expect, test } from 'vitest';
import { describeDifference } from '../../../agent-core/contract/describe-difference.ts';

test('what is equal differs nowhere', () => {
  expect(describeDifference({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toEqual([]);
});

test.each([
  [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, ['a.c: 2 -> 3']],
  [{ a: ['x'] }, { a: ['x', 'y'] }, ['a.1: (nothing) -> "y"']],
  [{ a: null }, { a: { kind: 'all' } }, ['a: (nothing) -> {"kind":"all"}']],
  [{ a: 1, b: true }, { b: false, c: '' }, ['a: 1 -> (nothing)', 'b: true -> false', 'c: (nothing) -> ""']],
])('%j and %j', (before, after, lines) => {
  expect(describeDifference(before, after)).toEqual(lines);
});

const groupOf = (name: string) => ({
  objectGuid: '9a6eec0e-0000-4000-8000-000000000001',
  domain: 'contoso.test',
  name: `CN=${name},OU=Groups,OU=All the groups that anybody ever made,DC=contoso,DC=test`,
});

test('each object of a list that comes or goes is named, and whole: this is what the audit trail keeps', () => {
  const [sales, staff] = [groupOf('UG-Sales'), groupOf('UG-Staff')];
  const groups = [sales, staff];
  expect(describeDifference({ kind: 'all' }, { kind: 'groups', groups })).toEqual([
    'kind: "all" -> "groups"',
    `groups.0: (nothing) -> ${JSON.stringify(sales)}`,
    `groups.1: (nothing) -> ${JSON.stringify(staff)}`,
  ]);
  expect(describeDifference({ groups }, {})).toHaveLength(2);
  expect(describeDifference({}, { groups: [] })).toEqual(['groups: (nothing) -> []']);
});

test('a certificate is cut, also inside of what is new', () => {
  const pem = `-----BEGIN CERTIFICATE-----\n${'x'.repeat(5_000)}\n`;
  const [line] = describeDifference({ pem: null, domains: [] }, { pem, domains: [{ pem }] });
  expect(line?.length).toBeLessThan(120);
  expect(describeDifference({ domains: [] }, { domains: [{ pem }] })[0]?.length).toBeLessThan(150);
});
