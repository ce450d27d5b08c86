import { expect, test } from 'vitest';
import { measureClient } from './read-client.ts';

test('the bench measures what it says: the agent reads everybody whom ldapsearch is asked for', async () => {
  const { people, ratio, peakMb } = await measureClient(2_000, 1);
  expect(people).toBe(2_000);
  expect(ratio).toBeLessThan(20);
  expect(peakMb).toBeLessThan(250);
});
