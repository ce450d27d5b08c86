/** What is wrong with a value of an answer file or with a setting, in words: the checker's own are for developers. */
import type { z } from 'zod';
import { didYouMean } from './nearest-word.ts';

/** @param value the whole file; nothing of it is quoted, since somebody may have written a password there */
export function describeIssue(issue: z.core.$ZodIssue, value: unknown): string {
  return `${placeOf(issue.path)}: ${wordsFor(issue, value)}`;
}

/** Keys that there are not, each with the one beside it that may have been meant. @param known the keys at this place */
export function describeUnknownKeys(
  { keys, path }: z.core.$ZodIssueUnrecognizedKeys,
  known: unknown,
): readonly string[] {
  const beside = typeof known === 'object' && known !== null ? Object.keys(known) : [];
  const others = beside.filter((key) => !keys.includes(key));
  return keys.map((key) => `${placeOf([...path, key])}: there is no such setting${didYouMean(key, others)}`);
}

export const placeOf = (path: readonly PropertyKey[]) => path.map(String).join('.') || 'the file';

function wordsFor(issue: z.core.$ZodIssue, value: unknown): string {
  const found = valueAt(value, issue.path);
  if (found === undefined || found === '') return `is ${found === '' ? 'empty' : 'missing'}${hintFor(issue.path)}`;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${typeWords[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.map((each) => JSON.stringify(each)).join(' or ')}`;
    case 'too_small':
      return `must ${measureOf(issue.origin)} at least ${issue.minimum}`;
    case 'too_big':
      return `must ${measureOf(issue.origin)} at most ${issue.maximum}`;
    case 'invalid_union':
      return isOwn(issue) ? issue.message : 'is of no kind that is known';
    case 'invalid_format':
      return isOwn(issue) ? issue.message : `is not of the form ${issue.format}`;
    default:
      return issue.message;
  }
}

/** An answer file that was saved before the registration does not know it yet. */
const hintFor = (path: readonly PropertyKey[]) =>
  placeOf(path) === 'tenant.clientId' ? ': "bridgehead register" shows it, and --client-id gives it to the set-up' : '';

/** The schema gave it words of its own. */
const isOwn = ({ message }: z.core.$ZodIssue) => !message.startsWith('Invalid');

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
};

function measureOf(origin: string): string {
  if (origin === 'string') return 'have a length of';
  return origin === 'array' || origin === 'tuple' ? 'have a count of' : 'be';
}

export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}
