import { expect, test } from 'vitest';
import { escapeInvisible } from '../../../agent-core/cli/escape-invisible.ts';

test.each([
  ['a zero-width space', 'Bo\u200bb', 'Bo\\u200bb'],
  ['a change of direction', '\u202eboB', '\\u202eboB'],
  ['a command to the terminal', '\u001b[2JBob', '\\u001b[2JBob'],
  ['a return to the beginning of the line', 'Bob\rAda', 'Bob\\u000dAda'],
  ['a line of its own', 'Bob\u2028Ada', 'Bob\\u2028Ada'],
  ['a character beyond four digits', 'Bob\u{e0041}', 'Bob\\u{e0041}'],
])('%s in a name is shown', (_what, name, shown) => {
  expect(escapeInvisible(name)).toBe(shown);
});

test('what can be seen stays as it is, in every script, and so do ends of lines', () => {
  const text = 'Zoë O\u2019Neil\t\u674e\u56db \ud83d\ude00\n  Ева\n';
  expect(escapeInvisible(text)).toBe(text);
});
