import { expect, test } from 'vitest';
import { memoryRecord } from '../../builders/memory-record.ts';

const at = '2026-03-02T08:00:00.000Z';

/** Five entries; after that the file is in other hands. */
function trailOfFive() {
  const { database, auditTrail } = memoryRecord();
  for (const detail of ['one', 'two', 'three', 'four', 'five'])
    auditTrail.append({ at, by: 'ada', act: 'paused', detail });
  return {
    auditTrail,
    tamper: (sql: string) => database.exec(sql),
    brokenAt: () => auditTrail.verify().broken?.sequence,
  };
}

test('entries are counted, chained and read page by page, the oldest first', () => {
  const { auditTrail } = trailOfFive();
  const { items, next } = auditTrail.read(0, 2);
  expect(items.map(({ sequence, detail }) => `${sequence} ${detail}`)).toEqual(['1 one', '2 two']);
  expect(items[0]?.previous).toBe('0'.repeat(64));
  expect(items[1]?.previous).toBe(items[0]?.hash);
  expect(next).toBe(3);
  expect(auditTrail.read(5, 2)).toMatchObject({ items: [{ detail: 'five' }], next: null });
  expect(auditTrail.verify()).toEqual({ entries: 5, broken: null });
});

test('entries are read from the newest on, too', () => {
  const { auditTrail } = trailOfFive();
  const details = (cursor: number) => auditTrail.read(cursor, 2, 'newest').items.map(({ detail }) => detail);
  expect(details(0)).toEqual(['five', 'four']);
  expect(auditTrail.read(0, 2, 'newest').next).toBe(3);
  expect(details(3)).toEqual(['three', 'two']);
  expect(auditTrail.read(1, 2, 'newest')).toMatchObject({ items: [{ detail: 'one' }], next: null });
});

test.each([
  ['changed', "UPDATE audit SET detail = 'other' WHERE sequence = 3", 3],
  ['changed in who did it', "UPDATE audit SET done_by = 'bob' WHERE sequence = 1", 1],
  ['removed', 'DELETE FROM audit WHERE sequence = 2', 3],
  [
    'removed, and the others counted anew',
    'DELETE FROM audit WHERE sequence = 2; UPDATE audit SET sequence = sequence - 1 WHERE sequence > 2',
    2,
  ],
  [
    'moved',
    'UPDATE audit SET sequence = 9 WHERE sequence = 2; UPDATE audit SET sequence = 2 WHERE sequence = 3; UPDATE audit SET sequence = 3 WHERE sequence = 9',
    2,
  ],
  ['cut off at the end', 'DELETE FROM audit WHERE sequence = 5', 5],
  ['cut off altogether', 'DELETE FROM audit', 1],
  ['put in', "INSERT INTO audit VALUES (6, '', '', 'paused', '', '', '')", 6],
])('an entry that was %s is found', (_what, sql, sequence) => {
  const { tamper, brokenAt } = trailOfFive();
  tamper(sql);
  expect(brokenAt()).toBe(sequence);
});
