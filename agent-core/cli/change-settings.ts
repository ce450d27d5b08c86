/** Applies changes of the form KEY=VALUE to settings. What comes out fits the schema, or is a problem that names the place. */
import type { z } from 'zod';
import { valueAt } from '../contract/describe-issue.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { type Settings, settingsSchema } from '../contract/settings.ts';
import { describeMistake } from './describe-mistake.ts';
import { keepLimits } from './keep-limits.ts';

/** A place is named like `guard.disables.count`, in a list like `domains.0.name`. Problems: settings.invalid. */
export function changeSettings(settings: Settings, changes: readonly string[]): Result<Settings> {
  const changed = changes.reduce<unknown>((value, change) => {
    const [place = '', text] = splitOnce(change);
    return withValue(value, place.split('.'), parseValue(text));
  }, settings);
  const whole = withValue(changed, ['guard'], keepLimits(settings.guard, valueAt(changed, ['guard'])));
  const typed = changes.map((change) => splitOnce(change)[0]);
  const tidied = withoutOtherKind(whole, typed, settingsSchema.safeParse(whole).error?.issues ?? []);
  const parsed = settingsSchema.safeParse(tidied);
  if (parsed.success) return succeed(parsed.data);
  return fail(
    problem('settings.invalid', parsed.error.issues.map((issue) => describeMistake(issue, tidied)).join('; ')),
  );
}

/** What belonged to the kind before goes with it; what was typed stays, and is told if it does not fit. @param typed the places that were */
function withoutOtherKind(changed: unknown, typed: readonly string[], issues: readonly z.core.$ZodIssue[]): unknown {
  return issues.reduce((value, issue) => {
    const place = issue.path.join('.');
    if (issue.code !== 'unrecognized_keys' || !typed.includes(`${place}.kind`)) return value;
    const stray = issue.keys.filter((key) => !typed.some((each) => `${each}.`.startsWith(`${place}.${key}.`)));
    return withoutKeys(value, issue.path.map(String), stray);
  }, changed);
}

/** @returns what is wrong with words that should be KEY=VALUE; null when nothing is */
export function findSettingMistake(words: readonly string[]): string | null {
  const wrong = words.find((word) => !/^[A-Za-z0-9.]+=/.test(word));
  if (wrong !== undefined) return `"${wrong}" is not KEY=VALUE`;
  const places = words.map((word) => splitOnce(word)[0]);
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  return twice === undefined ? null : `"${twice}" is given twice`;
}

/** @returns the place and the value of KEY=VALUE */
function splitOnce(change: string): readonly [string, string] {
  const at = change.indexOf('=');
  return [change.slice(0, at), change.slice(at + 1)];
}

/** Numbers, true, false, null, lists and objects are written as JSON; everything else is text as it stands. */
function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function withoutKeys(value: unknown, path: readonly string[], keys: readonly string[]): unknown {
  const branch = valueAt(value, path);
  if (typeof branch !== 'object' || branch === null) return value;
  const kept = Object.entries(branch).filter(([key]) => !keys.includes(key));
  return withValue(value, path, Object.fromEntries(kept));
}

function withValue(value: unknown, [key, ...rest]: readonly string[], next: unknown): unknown {
  if (key === undefined) return next;
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    return list.map((each, index) => (String(index) === key ? withValue(each, rest, next) : each));
  }
  const before: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {};
  return { ...before, [key]: withValue(before[key], rest, next) };
}
