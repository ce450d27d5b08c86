import { expect, test } from 'vitest';
import { releaseMemory } from '../../../agent-core/service/release-memory.ts';

test('what a large run left behind is given back, and whatever databases keep', () => {
  let left: string[] | null = Array.from({ length: 400_000 }, (_, index) => `somebody ${index} of many`);
  const before = process.memoryUsage().heapUsed;
  expect(left).toHaveLength(400_000);
  left = null;
  let shrunk = 0;
  releaseMemory(() => {
    shrunk += 1;
  });
  expect(shrunk).toBe(1);
  expect(before - process.memoryUsage().heapUsed).toBeGreaterThan(10_000_000);
});
