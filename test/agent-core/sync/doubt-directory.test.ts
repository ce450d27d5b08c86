import { expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../../agent-core/contract/result.ts';
import type { BroughtUpToDate, DirectorySource } from '../../../agent-core/sync/directory-source.ts';
import { doubtDirectory } from '../../../agent-core/sync/doubt-directory.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { fakeDirectory } from '../../builders/fake-directory.ts';

const doubt = problem('directory.unreachable', 'a doubt');
const trouble = problem('directory.unreachable', 'a trouble of its own');
const { signal } = new AbortController();

test('R6: whoever reads a doubted domain gets everybody, and the doubt with them', async () => {
  const source = fakeDirectory([directoryUser('ada')]);
  const { objects, problem: told } = await doubtDirectory(source, doubt).readUsers(signal);
  expect({ objects, told }).toEqual({ objects: source.objects, told: doubt });
  source.breakOff({ after: 1, problem: trouble });
  expect((await doubtDirectory(source, doubt).readUsers(signal)).problem).toBe(trouble);
});

const brought = (own: BroughtUpToDate['doubt']) => succeed({ fullRead: trouble, doubt: own });

test.each<[string, Result<BroughtUpToDate> | null, unknown]>([
  ['without a doubt of its own', brought(null), succeed({ fullRead: trouble, doubt })],
  ['with a doubt of its own', brought(trouble), brought(trouble)],
  ['in vain', fail(trouble), fail(trouble)],
  ['although it cannot be remembered', null, null],
])('R6: a remembered domain that is brought up to date %s is doubted as well', async (_, result, told) => {
  const source: DirectorySource = { ...fakeDirectory([]), bringUpToDate: async () => result };
  expect(await doubtDirectory(source, doubt).bringUpToDate?.(signal)).toEqual(told);
});

test('a domain that is never remembered is not from now on', () => {
  expect(doubtDirectory(fakeDirectory([]), doubt)).not.toHaveProperty('bringUpToDate');
});
