import { describe, expect, test } from 'vitest';
import { objectGuidSchema } from '../../../../agent-core/contract/identifiers.ts';
import {
  countUsers,
  type PlacedUnit,
  toggleUnit,
  type UnitMark,
  verdictOf,
} from '../../../../renderer/wizard/scope/unit-marks.ts';

const guid = (number: number) => objectGuidSchema.parse(`6f9619ff-8b86-4011-b42d-${String(number).padStart(12, '0')}`);

const unitOf = (number: number, above: readonly PlacedUnit[], users: number | null = 10): PlacedUnit => ({
  objectGuid: guid(number),
  name: `Unit ${number}`,
  distinguishedName: `OU=Unit ${number},DC=contoso,DC=com`,
  hasChildren: true,
  users,
  groups: 0,
  domain: 'contoso.com',
  above: above.map(({ objectGuid }) => objectGuid),
});

const sales = unitOf(1, [], 100);
const interns = unitOf(11, [sales], 30);
const juniors = unitOf(111, [sales, interns], 5);
const nordic = unitOf(12, [sales], 40);
const service = unitOf(2, [], 7);

const toggled = (...units: readonly PlacedUnit[]) => units.reduce<readonly UnitMark[]>(toggleUnit, []);
const verdicts = (marks: readonly UnitMark[]) =>
  [sales, interns, juniors, nordic, service].map((unit) => verdictOf(marks, unit));

describe('a ticked unit', () => {
  test('takes in everything below it, and nothing beside it', () => {
    expect(verdicts(toggled(sales))).toEqual(['in', 'in', 'in', 'in', 'out']);
  });

  test('can leave out one below it, which makes it mixed', () => {
    expect(verdicts(toggled(sales, interns))).toEqual(['mixed', 'out', 'out', 'in', 'out']);
  });

  test('can take in again what lies below one that is left out: the nearest decides', () => {
    expect(verdicts(toggled(sales, interns, juniors))).toEqual(['mixed', 'mixed', 'in', 'in', 'out']);
  });

  test('is not marked a second time by what is decided above it', () => {
    expect(toggled(sales, interns, interns)).toEqual(toggled(sales));
  });
});

describe('ticking a mixed unit', () => {
  test('takes in all of it and sweeps away what was decided below', () => {
    const marks = toggled(sales, interns, juniors, sales);
    expect(verdicts(marks)).toEqual(['in', 'in', 'in', 'in', 'out']);
    expect(marks).toHaveLength(1);
  });

  test('a second time takes all of it out', () => {
    expect(toggled(sales, interns, sales, sales)).toEqual([]);
  });
});

describe('the number of users', () => {
  test('counts what is in, less what is left out, plus what is in again below that', () => {
    expect(countUsers(toggled(sales, interns, juniors, service))).toBe(100 - 30 + 5 + 7);
  });

  test('is unknown when a unit was not counted', () => {
    expect(countUsers(toggled(unitOf(3, [], null)))).toBeNull();
  });
});
