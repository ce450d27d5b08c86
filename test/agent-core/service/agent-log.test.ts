import type { Writable } from 'node:stream';
import { beforeEach, expect, test, vi } from 'vitest';
import { Secret } from '../../../agent-core/contract/secret.ts';
import { createAgentLog } from '../../../agent-core/service/agent-log.ts';

beforeEach(() => {
  const { _stderr: standardError } = console as unknown as { readonly _stderr: Writable };
  vi.spyOn(standardError, 'write').mockReturnValue(true);
});

function logAt(level: 'info' | 'debug') {
  const lines: unknown[] = [];
  const files = { append: (line: string) => void lines.push(JSON.parse(line)) };
  return { lines, log: createAgentLog({ files, level, now: () => '2026-03-02T08:00:00.000Z' }) };
}

test('a line has its level, its time and its facts, and ends the file line by line', () => {
  const { lines, log } = logAt('info');
  log.info('run ended', { applied: 3 });
  log.warn('trouble');
  log.debug('bytes');
  expect(lines).toEqual([
    { level: 'info', message: 'run ended', applied: 3, timestamp: '2026-03-02T08:00:00.000Z' },
    { level: 'warn', message: 'trouble', timestamp: '2026-03-02T08:00:00.000Z' },
  ]);
});

test('debug is written when it is asked for', () => {
  const { lines, log } = logAt('debug');
  log.debug('step', { step: 'import' });
  expect(lines).toMatchObject([{ level: 'debug', step: 'import' }]);
});

test('a defect is written with its causes', () => {
  const { lines, log } = logAt('info');
  log.unexpected(new Error('outside', { cause: new Error('inside') }), { run: '1' });
  expect(lines).toMatchObject([{ level: 'error', message: 'unexpected', run: '1' }]);
  expect(JSON.stringify(lines)).toMatch(/outside.*caused by: Error: inside/);
});

test('no line is endless, and a secret stays one', () => {
  const { lines, log } = logAt('info');
  log.info('long', { detail: 'x'.repeat(100_000), password: new Secret('correct horse') });
  expect(JSON.stringify(lines).length).toBeLessThan(10_000);
  expect(lines).toMatchObject([{ password: '[secret]' }]);
});
