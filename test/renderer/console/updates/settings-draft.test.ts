import { expect, test } from 'vitest';
import { defaultUpdates } from '../../../../agent-core/contract/update-settings.ts';
import { changeDraft, draftOf, mistakesIn, settingsIn } from '../../../../renderer/console/updates/settings-draft.ts';

const window = { days: ['sunday'], from: '20:00', to: '23:00' } as const;
const fine = { days: false, times: false };

test.each([
  ['always', defaultUpdates],
  ['window', { ...defaultUpdates, window, delayDays: 3 }],
  ['never', { ...defaultUpdates, isPaused: true, channel: 'preview' as const }],
  ['never', { ...defaultUpdates, isPaused: true, window }],
])('settings that nobody changes are saved as they were: installed %s', (when, settings) => {
  const draft = draftOf(settings);
  expect(draft.when).toBe(when);
  expect(mistakesIn(draft)).toEqual(fine);
  expect(settingsIn(draft, settings)).toEqual(settings);
});

test('days are kept in the order of the week, whatever the order in which they are chosen', () => {
  const draft = draftOf({ ...defaultUpdates, window });
  const chosen = changeDraft(changeDraft(draft, { kind: 'dayToggled', day: 'monday' }), {
    kind: 'dayToggled',
    day: 'friday',
  });
  expect(chosen.days).toEqual(['monday', 'friday', 'sunday']);
  expect(changeDraft(chosen, { kind: 'dayToggled', day: 'sunday' }).days).toEqual(['monday', 'friday']);
});

test('a window without a day, with a time that is none, or that ends as it begins is a mistake as long as it is wanted', () => {
  const draft = draftOf({ ...defaultUpdates, window });
  const none = changeDraft(draft, { kind: 'dayToggled', day: 'sunday' });
  expect(mistakesIn(none)).toEqual({ ...fine, days: true });
  for (const to of ['24:00', '9:00', '', '20:00'])
    expect(mistakesIn(changeDraft(draft, { kind: 'changed', changes: { to } })), to).toEqual({ ...fine, times: true });
  expect(mistakesIn(changeDraft(none, { kind: 'changed', changes: { when: 'always' } }))).toEqual(fine);
});
