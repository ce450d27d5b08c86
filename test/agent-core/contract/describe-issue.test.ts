import { expect, test } from 'vitest';
import { z } from 'zod';
import { describeIssues } from '../../../agent-core/contract/describe-issue.ts';

const schema = z.strictObject({
  name: z.string().min(1).max(5),
  code: z.string().regex(/^[A-Z]{2}$/),
  country: z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters'),
  many: z.array(z.int()).max(1),
  kind: z.discriminatedUnion('kind', [z.object({ kind: z.literal('all') }), z.object({ kind: z.literal('none') })]),
  order: z.enum(['newest', 'oldest']),
  words: z.record(z.string(), z.string()),
});
const right = {
  name: 'ada',
  code: 'DE',
  country: 'DE',
  many: [1],
  kind: { kind: 'all' },
  order: 'newest',
  words: { one: 'two' },
};

function said(value: unknown): string {
  const parsed = schema.safeParse(value);
  return parsed.success ? '' : describeIssues(parsed.error.issues, { value, whole: 'the request' });
}

test.each([
  [{ name: undefined }, 'name: is missing'],
  [{ name: '' }, 'name: is empty'],
  [{ name: 7 }, 'name: must be a text'],
  [{ name: 'correct horse' }, 'name: must have a length of at most 5'],
  [{ code: 'horse' }, 'code: is not of the form that it must have'],
  [{ country: 'horse' }, 'country: must be two capital letters'],
  [{ many: [1, 2] }, 'many: must have at most 1 entry'],
  [{ many: ['horse'] }, 'many.0: must be a number'],
  [{ many: [1.5] }, 'many.0: must be a whole number'],
  [{ kind: { kind: 'horse' } }, 'kind.kind: is of no kind that is known'],
  [{ order: 'horse' }, 'order: must be "newest" or "oldest"'],
  [{ words: { one: ['horse'] } }, 'words.one: must be a text'],
  [{ words: 'horse' }, 'words: must be an object, written {"NAME": VALUE, ...}'],
  [{ colour: 'horse' }, 'the request: has "colour", which there is not'],
])('of %j it is said where it is wrong and what it should be, and nothing is quoted', (part, words) => {
  expect(said({ ...right, ...part })).toBe(words);
});

test('of a value that is wrong altogether that is said, and of many wrong places the first five', () => {
  expect(said(undefined)).toBe('the request: is missing');
  expect(said([])).toBe('the request: must be an object, written {"NAME": VALUE, ...}');
  expect(said({})).toBe(
    'name: is missing; code: is missing; country: is missing; many: is missing; kind: is missing; and 2 more',
  );
});
