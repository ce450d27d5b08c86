import { describe, expect, test } from 'vitest';
import { problem, problemSchema } from '../../../agent-core/contract/problem.ts';
import { type ProblemCode, problemCatalogue } from '../../../agent-core/contract/problem-catalogue.ts';
import type { ProblemText } from '../../../agent-core/contract/problem-text.ts';

const catalogue = Object.entries(problemCatalogue) as readonly (readonly [ProblemCode, ProblemText])[];
const texts = catalogue.flatMap(([code, { title, meaning, remedy }]) => [
  { place: `${code}: title`, text: title },
  { place: `${code}: meaning`, text: meaning },
  { place: `${code}: remedy`, text: remedy },
]);

/** The texts that do not satisfy what every text must. */
const offenders = (isGood: (text: string) => boolean) => texts.filter(({ text }) => !isGood(text));

test('the catalogue is not empty', () => {
  expect(catalogue.length).toBeGreaterThan(50);
});

test('every problem is well formed and crosses the control API unchanged', () => {
  for (const [code, text] of catalogue) {
    const made = problem(code, 'the facts');
    expect(made).toEqual({ code, ...text, detail: 'the facts' });
    expect(problemSchema.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
  }
});

test('every problem has a title of its own', () => {
  const titles = catalogue.map(([, { title }]) => title);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});

test('what a set-up can meet as well does not speak of a run that is not there', () => {
  const ofRunsAlone: readonly ProblemCode[] = ['directory.read-fully', 'directory.controller-restored'];
  const ofBoth = catalogue.filter(
    ([code]) => /^(directory|tenant|secret|data)\./.test(code) && !ofRunsAlone.includes(code),
  );
  const speaks = ofBoth.filter(([, { meaning, remedy }]) =>
    /\b(the|this) run\b|\brun again\b/i.test(`${meaning} ${remedy}`),
  );
  expect(speaks.map(([code]) => code)).toEqual([]);
});

describe('what a person reads', () => {
  test('is never empty', () => {
    expect(offenders((text) => text.length > 10)).toEqual([]);
  });

  test('is whole sentences that end with a full stop', () => {
    expect(offenders((text) => /^[A-Z"].*\.$/.test(text))).toEqual([]);
  });

  test('does not shout, does not ask and is not padded', () => {
    expect(offenders((text) => !/[!?]|\.\.|\s\s|^\s|\s$/.test(text))).toEqual([]);
  });

  test('blames nobody and apologises for nothing', () => {
    const blame = /\byou (have|did|forgot|failed|entered|typed)\b|\byour (fault|mistake|error)\b/i;
    const tone = /\b(sorry|oops|unfortunately|please|illegal|invalid|bad|stupid|fatal|abort(ed)?)\b/i;
    expect(offenders((text) => !blame.test(text) && !tone.test(text))).toEqual([]);
  });

  test('begins with a title of one sentence that fits on a line', () => {
    const titles = texts.filter(({ place }) => place.endsWith('title'));
    expect(titles.filter(({ text }) => text.length > 90 || text.includes('. '))).toEqual([]);
  });
});
