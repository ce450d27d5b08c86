/** Has what an operator must see also written where operators of Windows look: warnings and defects, each of them once an hour. */

import { oneLine } from '../contract/one-line.ts';
import type { WriteEvent } from '../service-host/windows/event-writer.ts';
import type { AgentLog } from './agent-log.ts';

const sameAgainAfterMs = 60 * 60 * 1000;
/** More kinds of trouble than this at a time are one trouble. */
const mostRemembered = 200;

/** @returns the same log, which tells as well; what recurs with every run would fill the log of Windows */
export function tellOperators(log: AgentLog, write: WriteEvent, nowMs: () => number): AgentLog {
  const toldAt = new Map<string, number>();
  const tell = (level: 'warning' | 'error', message: string, fields: Readonly<Record<string, unknown>>) => {
    const what = `${level} ${message} ${String(fields.code)}`;
    const before = toldAt.get(what);
    if (before !== undefined && nowMs() - before < sameAgainAfterMs) return;
    if (toldAt.size >= mostRemembered) toldAt.clear();
    toldAt.set(what, nowMs());
    const facts = Object.entries(fields).map(([key, value]) => `${key}: ${textOf(value)}`);
    write(level, [message, ...facts].map(belowItself).join('\n'));
  };
  return {
    ...log,
    warn: (message, fields = {}) => {
      log.warn(message, fields);
      tell('warning', message, fields);
    },
    unexpected: (error, fields = {}) => {
      log.unexpected(error, fields);
      tell('error', error instanceof Error ? error.message : String(error), fields);
    },
  };
}

/** What has lines of its own, in whatever way, begins none that could pass for a fact of ours. */
const belowItself = (text: string) =>
  text
    .split('\n')
    .map((line) => oneLine(line.trim()))
    .join('\n    ');

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
