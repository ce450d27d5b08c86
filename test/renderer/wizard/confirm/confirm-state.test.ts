import { expect, test } from 'vitest';
import {
  acceptField,
  type ConfirmEvent,
  effectField,
  firstConfirmState,
  missingInConfirm,
  reduceConfirm,
} from '../../../../renderer/wizard/confirm/confirm-state.ts';

const after = (...events: readonly ConfirmEvent[]) => events.reduce(reduceConfirm, firstConfirmState);
const looked = (leaving: (ConfirmEvent & { readonly kind: 'leavingLooked' })['leaving']) =>
  ({ kind: 'leavingLooked', leaving }) as const;
const accepted = { kind: 'leavingAccepted', isAccepted: true } as const;

test('a first set-up, and one after which nobody leaves, goes on without a word', () => {
  expect(missingInConfirm(after())).toBeNull();
  expect(missingInConfirm(after(looked({ kind: 'known', concerned: 0 })))).toBeNull();
  expect(missingInConfirm(after({ kind: 'startChosen', start: 'now' }))).toBeNull();
});

test('while it is not known who leaves the wizard waits', () => {
  expect(missingInConfirm(after(looked({ kind: 'asked' })))).toMatchObject({ field: effectField });
});

test.each([{ kind: 'known', concerned: 3 }, { kind: 'unknown' }] as const)(
  'where somebody may leave the person says so first, and again when the numbers are others: %j',
  (leaving) => {
    expect(missingInConfirm(after(looked(leaving)))).toMatchObject({ field: acceptField });
    expect(missingInConfirm(after(looked(leaving), accepted))).toBeNull();
    expect(missingInConfirm(after(looked(leaving), accepted, looked(leaving)))).toMatchObject({ field: acceptField });
  },
);
