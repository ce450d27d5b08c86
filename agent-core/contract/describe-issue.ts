/** What is wrong with a value that somebody gave, in words: the checker's own are for developers. */
import type { z } from 'zod';

export interface Given {
  /** All of it. Nothing of it is quoted, since somebody may have written a password there. */
  readonly value: unknown;
  /** What all of it is called. */
  readonly whole: string;
  /** What there is to say of a place where something is missing. */
  readonly hintFor?: (place: string) => string;
}

/** So many at once can still be read. */
const mostIssues = 5;

export function describeIssues(issues: readonly z.core.$ZodIssue[], given: Given): string {
  const places = new Map<string, z.core.$ZodIssue>();
  // One place may break several rules; the first says what it should be.
  for (const issue of issues) {
    const place = placeOf(issue.path, given.whole);
    if (!places.has(place)) places.set(place, issue);
  }
  const more = places.size - mostIssues;
  const shown = [...places.values()].slice(0, mostIssues).map((issue) => describeIssue(issue, given));
  return `${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

export function describeIssue(issue: z.core.$ZodIssue, { value, whole, hintFor }: Given): string {
  const place = placeOf(issue.path, whole);
  const found = valueAt(value, issue.path);
  if (found !== undefined && found !== '') return `${place}: ${wordsFor(issue)}`;
  return `${place}: is ${found === '' ? 'empty' : 'missing'}${hintFor?.(place) ?? ''}`;
}

export const placeOf = (path: readonly PropertyKey[], whole: string) => path.map(String).join('.') || whole;

function wordsFor(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${typeWords[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.map((each) => JSON.stringify(each)).join(' or ')}`;
    case 'too_small':
      return `must ${measureText(issue.origin, 'at least', issue.minimum)}`;
    case 'too_big':
      return `must ${measureText(issue.origin, 'at most', issue.maximum)}`;
    case 'invalid_union':
      return isOwn(issue) ? issue.message : 'is of no kind that is known';
    case 'invalid_format':
      return isOwn(issue) ? issue.message : formText(issue.format);
    case 'unrecognized_keys':
      return `has ${issue.keys.map((key) => JSON.stringify(key)).join(' and ')}, which there is not`;
    default:
      return issue.message;
  }
}

/** The schema gave it words of its own. */
const isOwn = ({ message }: z.core.$ZodIssue) => !message.startsWith('Invalid');

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object, written {"NAME": VALUE, ...}',
  record: 'an object, written {"NAME": VALUE, ...}',
};

/** A pattern tells nobody anything. */
function formText(format: string): string {
  return format === 'regex' ? 'is not of the form that it must have' : `is not of the form ${format}`;
}

function measureText(origin: string, bound: 'at least' | 'at most', limit: number | bigint): string {
  if (origin === 'string') return `have a length of ${bound} ${limit}`;
  if (origin === 'array' || origin === 'tuple') return `have ${bound} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  return `be ${bound} ${limit}`;
}

export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}
