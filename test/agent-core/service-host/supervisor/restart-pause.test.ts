import { expect, test } from 'vitest';
import { nextPauseMs } from '../../../../agent-core/service-host/supervisor/restart-pause.ts';

test('an agent that ends again and again is started after 1, 2, 4 seconds, and at most a minute', () => {
  const pauses: number[] = [];
  for (let count = 0; count < 8; count += 1) pauses.push(nextPauseMs(pauses.at(-1) ?? 0, 10));
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
});

test('a minute of life makes the next end the first again', () => {
  expect([nextPauseMs(32_000, 59_999), nextPauseMs(32_000, 60_000)]).toEqual([60_000, 1_000]);
});
