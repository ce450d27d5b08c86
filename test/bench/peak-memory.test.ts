import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { peakMemoryMb } from './peak-memory.ts';

const modulePath = new URL('peak-memory.ts', import.meta.url).href;

function peakOf(before: string): number {
  const program = `import { peakMemoryMb } from ${JSON.stringify(modulePath)}; ${before}; console.log(peakMemoryMb())`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' }));
}

test('what a process had once counts after it was given back; what its starter has does not', () => {
  const own = Buffer.alloc(200 * 1024 ** 2, 1);
  expect(peakMemoryMb()).toBeGreaterThan(200);
  expect(own).toHaveLength(200 * 1024 ** 2);
  expect(peakOf('')).toBeLessThan(150);
  expect(peakOf('Buffer.alloc(150 * 1024 ** 2, 1)')).toBeGreaterThan(150);
});
