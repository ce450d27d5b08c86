import { expect, test } from 'vitest';
import { measureRuns } from './runs.ts';

test('the bench measures what it says: nothing is planned until somebody changed, and then exactly that', async () => {
  const runs = await measureRuns(300, 10);
  expect(runs.map(({ name, planned }) => [name, planned])).toEqual([
    ['nothing remembered', 0],
    ['nothing changed', 0],
    ['judged anew', 0],
    ...Array.from({ length: 15 }, () => ['some changed', 10]),
  ]);
});
