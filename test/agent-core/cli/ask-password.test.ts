import { PassThrough } from 'node:stream';
import { beforeEach, expect, test, vi } from 'vitest';
import { askPassword } from '../../../agent-core/cli/ask-password.ts';

beforeEach(() => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});

/** What somebody types at the question. */
function typing(keys: string, isTTY = true) {
  const terminal = Object.assign(new PassThrough(), { isTTY });
  terminal.write(keys);
  return askPassword('Password: ', 'domains.0.password', terminal);
}

test('a line is the password', async () => {
  const read = await typing('correct horse\r');
  expect(read.ok && read.value.reveal()).toBe('correct horse');
});

test.each([
  ['Ctrl-C', 'corr\u0003', 'answers.not-entered'],
  ['Ctrl-D', '\u0004', 'answers.not-entered'],
  ['an empty line', '\r', 'answers.invalid'],
])('%s is a problem, not a defect', async (_what, keys, code) => {
  expect(await typing(keys)).toMatchObject({ ok: false, problem: { code } });
});

test('without a terminal nobody is asked', async () => {
  expect(await typing('x\r', false)).toMatchObject({ ok: false, problem: { code: 'answers.invalid' } });
});
