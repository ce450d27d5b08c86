import { expect, test } from 'vitest';
import { measureIdle } from './idle.ts';

test('the bench measures what it says: the memory of a process that rests, and how seldom it wakes, and how soon it is there', async () => {
  const { residentMb, wakeUpsPerMinute, startMs } = await measureIdle(300, { restMs: 0, watchMs: 1_000, everyMs: 250 });
  expect(residentMb).toBeGreaterThan(30);
  expect(residentMb).toBeLessThan(250);
  expect(wakeUpsPerMinute).toBeLessThan(6_000);
  expect(startMs).toBeGreaterThan(20);
});
