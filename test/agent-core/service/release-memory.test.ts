import { expect, test } from 'vitest';
import { releaseMemory } from '../../../agent-core/service/release-memory.ts';

test('what a large run left behind is given back, and whatever databases keep', () => {
  let left: string[] | null = Array.from({ length: 1_000_000 }, (_, index) => `somebody ${index} of many`);
  const before = process.memoryUsage().heapUsed;
  expect(left).toHaveLength(1_000_000);
  left = null;
  let shrunk = 0;
  releaseMemory(() => {
    shrunk += 1;
  }, true);
  expect(shrunk).toBe(1);
  expect(before - process.memoryUsage().heapUsed).toBeGreaterThan(10_000_000);
});

test.each([
  { run: 'that worked', hasWorked: true, kept: 125_000_000, givenBack: 180_000_000 },
  { run: 'that changed nothing', hasWorked: false, kept: 95_000_000, givenBack: 110_000_000 },
])('what a run $run leaves behind is kept while it is little: the next one needs it again', (example) => {
  let shrunk = 0;
  const shrink = () => {
    shrunk += 1;
  };
  releaseMemory(shrink, example.hasWorked, example.kept);
  expect(shrunk).toBe(0);
  releaseMemory(shrink, example.hasWorked, example.givenBack);
  expect(shrunk).toBe(1);
});
