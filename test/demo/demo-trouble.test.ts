/** A demo that cannot go on says why, to a person and to a program. */
import { expect, test } from 'vitest';
import { LabProblem } from '../lab/lab-problem.ts';
import { readDemoOptions } from './demo-options.ts';
import { describeTrouble } from './demo-trouble.ts';

test('what somebody can mend is told with its remedy and without a stack', () => {
  const trouble = describeTrouble(new LabProblem('A domain controller needs root.', 'Run it as root.'));
  expect(trouble).toEqual({
    text: 'A domain controller needs root.\nRun it as root.\n',
    json: { ok: false, problem: { sentence: 'A domain controller needs root.', remedy: 'Run it as root.' } },
  });
});

test('what nobody expected is told whole', () => {
  const { text, json } = describeTrouble(new Error('odd'));
  expect(text).toContain('Error: odd\n    at ');
  expect(json.ok).toBe(false);
});

test('an option that does not exist is a usage error, and so are two that exclude each other', () => {
  expect(readDemoOptions(['--frob'], false)).toMatchObject({
    kind: 'usage-error',
    reason: expect.stringContaining('--frob'),
  });
  expect(readDemoOptions(['--headless', '--driven'], false).kind).toBe('usage-error');
});

test.each([
  ['without a screen it is driven', [], false, 'driven'],
  ['with a screen the person clicks', [], true, 'byHand'],
  ['but not for a program', ['--json'], true, 'driven'],
  ['and not where that is not wanted', ['--driven', '--keep'], true, 'driven'],
  ['an answer file needs no screen', ['--headless', '--json'], true, 'answerFile'],
] as const)('the wizard: %s', (_when, words, hasScreen, way) => {
  expect(readDemoOptions(words, hasScreen)).toMatchObject({ kind: 'demo', way });
});
