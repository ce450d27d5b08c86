import { readFileSync } from 'node:fs';
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
  });
  expect(shrunk).toBe(1);
  expect(before - process.memoryUsage().heapUsed).toBeGreaterThan(10_000_000);
});

test.runIf(process.platform === 'linux')(
  'what of the runtime itself is not needed while an agent rests, is given back',
  () => {
    const left = Array.from({ length: 1_000_000 }, (_, index) => `somebody ${index} of many`);
    const before = readCodeKb();
    releaseMemory(() => {});
    expect(left).toHaveLength(1_000_000);
    expect(before - readCodeKb()).toBeGreaterThan(8_000);
  },
);

test('what a small run leaves behind is kept: the next one needs it again', () => {
  let shrunk = 0;
  const shrink = () => {
    shrunk += 1;
  };
  releaseMemory(shrink, 125_000_000);
  expect(shrunk).toBe(0);
  releaseMemory(shrink, 180_000_000);
  expect(shrunk).toBe(1);
});

/** Of the runtime's program, how much of what may be executed is in memory. */
function readCodeKb(): number {
  const maps = readFileSync('/proc/self/smaps', 'utf8').split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m);
  const code = maps.filter((map) => map.split('\n')[0]?.endsWith(` ${process.execPath}`) && map.includes(' r-xp '));
  return code.reduce((sum, map) => sum + Number(/^Rss:\s+(\d+) kB/m.exec(map)?.[1] ?? 0), 0);
}
