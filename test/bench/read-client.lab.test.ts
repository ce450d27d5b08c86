import { expect, test } from 'vitest';
import { measureClient } from './read-client.ts';

test('the bench measures what it says: the agent reads everybody whom ldapsearch is asked for', async () => {
  const { objects, members, ratio, peakMb } = await measureClient(2_000, 1);
  // And a group of all of them, and of each thousand.
  expect(objects).toBe(2_003);
  expect(members).toBe(4_000);
  expect(ratio).toBeLessThan(20);
  expect(peakMb).toBeLessThan(250);
});
