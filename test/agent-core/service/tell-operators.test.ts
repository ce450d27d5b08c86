import { expect, test } from 'vitest';
import { tellOperators } from '../../../agent-core/service/tell-operators.ts';
import { memoryAgentLog } from '../../builders/memory-agent-log.ts';

function operators() {
  const told: string[] = [];
  const clock = { nowMs: 0 };
  const inner = memoryAgentLog();
  const write = (level: string, text: string) => void told.push(`${level} ${text}`);
  return { told, clock, inner, log: tellOperators(inner, write, () => clock.nowMs) };
}

test('warnings and defects are told to operators, with their facts; the rest is in the agent’s own log alone', () => {
  const { told, inner, log } = operators();
  log.info('run ended');
  log.debug('bytes');
  log.warn('The tenant cannot be reached.', { code: 'tenant.unreachable', applied: 3 });
  log.unexpected(new Error('a defect'), { request: 'run.start' });
  expect(told).toEqual([
    'warning The tenant cannot be reached.\ncode: tenant.unreachable\napplied: 3',
    'error a defect\nrequest: run.start',
  ]);
  expect(inner.lines).toHaveLength(4);
});

test('what recurs with every run is told again after an hour, something else at once', () => {
  const { told, clock, inner, log } = operators();
  for (const nowMs of [0, 120_000, 3_599_999, 3_600_000]) {
    clock.nowMs = nowMs;
    log.warn('trouble', { code: 'a', detail: nowMs });
  }
  log.warn('trouble', { code: 'b' });
  expect([told.length, inner.lines.length]).toEqual([3, 5]);
});

test('a name with ends of lines in it forges no fact, and lines of ours stay below the fact that they are of', () => {
  const { told, log } = operators();
  log.warn('Held: Ada\ncode: fine', { detail: 'contoso.com:\n    one\r\n    two\u2028code: fine' });
  expect(told).toEqual(['warning Held: Ada\n    code: fine\ndetail: contoso.com:\n    one\n    two\\u2028code: fine']);
});
