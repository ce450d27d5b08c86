import { expect, test } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import { firstPagesState, type PagesEvent, type PagesState, reducePages } from '../../renderer/pages-state.ts';

const [ada, bob] = [() => {}, () => {}];
const after = (...events: readonly PagesEvent<number>[]): PagesState<number> =>
  events.reduce<PagesState<number>>(reducePages, firstPagesState);
const asked = (asker: unknown, cursor: number | null = null): PagesEvent<number> => ({ kind: 'asked', asker, cursor });
const read = (asker: unknown, cursor: number | null, items: readonly number[], next: number | null) =>
  ({ kind: 'read', asker, cursor, page: { items, next } }) as const;

test('pages follow each other, and a first one begins anew', () => {
  const two = after(asked(ada), read(ada, null, [1, 2], 3), asked(ada, 3), read(ada, 3, [3], null));
  expect(two).toMatchObject({ stage: { kind: 'ready' }, items: [1, 2, 3], next: null });
  expect(reducePages(two, asked(ada))).toMatchObject({ stage: { kind: 'reading' }, items: [] });
});

test('what is there stays while more is read, and while more cannot be read', () => {
  const more = after(asked(ada), read(ada, null, [1, 2], 3), asked(ada, 3));
  expect(more).toMatchObject({ stage: { kind: 'reading' }, items: [1, 2] });
  const reason = problem('data.write-failed', 'record.db');
  const stuck = reducePages(more, { kind: 'unread', asker: ada, problem: reason });
  expect(stuck).toMatchObject({ stage: { kind: 'stuck', problem: reason }, items: [1, 2], next: 3 });
});

test('an answer to a question that is not asked any more changes nothing', () => {
  const other = after(asked(ada), asked(bob));
  expect(reducePages(other, read(ada, null, [1], null))).toBe(other);
  expect(reducePages(other, { kind: 'unread', asker: ada, problem: problem('data.write-failed', '') })).toBe(other);
});
