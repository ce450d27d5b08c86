/**
 * What the agent answers, before it becomes words: whatever holds an end of line in it holds it as an escape, wherever a command puts it. The
 * only ends of lines that reach a terminal are then those of our own texts.
 */
import type { EventName, RequestName } from '../contract/control-api.ts';
import { oneLine } from '../contract/one-line.ts';
import type { Problem } from '../contract/problem.ts';

/** Settings are saved again, a certificate and a script are ours as they stand, and the lines of the log are written by the command that shows them. */
const asTheyStand: ReadonlySet<string> = new Set<RequestName>([
  'settings.get',
  'certificate.create',
  'registration.script',
  'log.read',
]);

/** Problems whose detail we write in several lines, with no value in it that is not one line already. */
const ownLines: ReadonlySet<unknown> = new Set(['rights.missing', 'service.not-healthy']);

export const replyForPeople = (name: RequestName | EventName, reply: unknown): unknown =>
  asTheyStand.has(name) ? reply : inOneLine(reply);

/** Of the command itself: its detail may repeat what was typed. */
export const problemForPeople = (problem: Problem): Problem =>
  ownLines.has(problem.code) ? problem : { ...problem, detail: oneLine(problem.detail) };

function inOneLine(value: unknown): unknown {
  if (typeof value === 'string') return oneLine(value);
  if (Array.isArray(value)) return value.map(inOneLine);
  if (typeof value !== 'object' || value === null) return value;
  const isOwn = 'code' in value && ownLines.has(value.code);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [oneLine(key), isOwn && key === 'detail' ? inner : inOneLine(inner)]),
  );
}
