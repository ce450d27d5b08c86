import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { waitFor } from '../../electron/wait-for.ts';

test('a pause leaves no listener behind', async () => {
  const { signal } = new AbortController();
  for (let pause = 0; pause < 3; pause += 1) await waitFor(1, signal);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a pause ends at once when the program does', async () => {
  const ending = new AbortController();
  const paused = waitFor(60_000, ending.signal);
  ending.abort();
  await expect(paused).resolves.toBeUndefined();
});
