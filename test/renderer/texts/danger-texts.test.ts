import { expect, test } from 'vitest';
import { dangerText } from '../../../renderer/texts/danger-texts.ts';

test.each([
  ['disables', 'Sign-in is blocked'],
  ['sameAttribute department', 'The same value changes of many (department)'],
  ['emptiedGroups ec985fd6-2209-4c4e-8d1f-0a9b8c7d6e5f', 'A group loses many members'],
  ['laterKind of another version', 'laterKind of another version'],
])('%s is called %s', (kind, words) => {
  expect(dangerText(kind)).toBe(words);
});
