import { expect, test } from 'vitest';
import { eachPage, readAllPages } from '../../../agent-core/client/each-page.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';

const pages = new Map<number | null, { items: readonly string[]; next: number | null }>([
  [null, { items: ['a', 'b'], next: 2 }],
  [0, { items: ['a', 'b'], next: 2 }],
  [2, { items: ['c'], next: null }],
]);
const read = async (cursor: number | null) => {
  const page = pages.get(cursor);
  return page === undefined ? fail(problem('control.disconnected', 'agent')) : succeed(page);
};

test('every page is taken, one after the other, until there is no next one', async () => {
  const taken: string[] = [];
  const ended = await eachPage(null, read, async (items) => {
    await Promise.resolve();
    taken.push(items.join(''));
  });
  expect([ended, taken]).toEqual([succeed(undefined), ['ab', 'c']]);
  expect(await readAllPages(read)).toEqual(succeed(['a', 'b', 'c']));
});

test('a page that cannot be read ends it', async () => {
  const broken = async (cursor: number) => (cursor === 0 ? read(0) : read(99));
  expect(await readAllPages(broken)).toMatchObject({ problem: { code: 'control.disconnected' } });
});
