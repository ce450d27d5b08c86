import { describe, expect, test } from 'vitest';
import {
  type AccountEvent,
  firstAccountState,
  isAccountName,
  missingInAccount,
  reduceAccount,
} from '../../../../renderer/wizard/account/account-state.ts';

const stateAfter = (...events: readonly AccountEvent[]) => events.reduce(reduceAccount, firstAccountState);
const named: AccountEvent = { kind: 'accountTyped', text: 'bridgehead@corp.contoso.com' };

test('the name is asked for first, then the password, then nothing', () => {
  expect(missingInAccount(stateAfter())?.field).toBe('service-account');
  expect(missingInAccount(stateAfter(named))?.field).toBe('service-password');
  expect(missingInAccount(stateAfter(named, { kind: 'passwordTyped', isEmpty: false }))).toBeNull();
});

test('another name makes the password unknown: it was kept for the old one', () => {
  const both = [named, { kind: 'passwordTyped', isEmpty: false }] as const;
  const renamed = stateAfter(...both, { kind: 'accountTyped', text: 'other@corp.contoso.com' });
  expect(missingInAccount(renamed)?.field).toBe('service-password');
});

test('the state has no place for the password itself', () => {
  const state = stateAfter(named, { kind: 'passwordTyped', isEmpty: false });
  expect(Object.keys(state)).toEqual(['account', 'hasPassword', 'identity']);
});

describe('an account name', () => {
  test.each(['anna@contoso.com', ' anna.berg@corp.contoso.com ', 'svc-$1@a.b'])('is %s', (text) => {
    expect(isAccountName(text)).toBe(true);
  });
  test.each(['anna', 'CORP\\anna', 'anna@corp', 'anna berg@contoso.com', '@contoso.com', ''])('is not %j', (text) => {
    expect(isAccountName(text)).toBe(false);
  });
});
