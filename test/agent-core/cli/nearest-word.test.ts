import { expect, test } from 'vitest';
import { nearestWord } from '../../../agent-core/cli/nearest-word.ts';

test.each([
  ['pasue', 'pause'],
  ['Pause', 'pause'],
  ['paus', 'pause'],
  ['DISABLES', 'disables'],
  ['disbales', 'disables'],
  ['lgo', 'log'],
])('%s is %s', (word, meant) => {
  expect(nearestWord(word, ['log', 'plan', 'pause', 'disables'])).toBe(meant);
});

test.each(['lo', 'plnx', 'weather', ''])('"%s" may be anything', (word) => {
  expect(nearestWord(word, ['log', 'plan', 'pause', 'disables'])).toBeNull();
});
