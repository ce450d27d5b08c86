import { describe, expect, test } from 'vitest';
import {
  type AccountPageEvent,
  firstAccountPageState,
  missingInAccountPage,
  reduceAccountPage,
  sharedAccountOf,
  wayOf,
  waysOn,
} from '../../../../renderer/wizard/account/account-page-state.ts';
import { surroundings, surroundingsOnWindows } from '../../../desktop/wizard-data.ts';

const stateAfter = (...events: readonly AccountPageEvent[]) => events.reduce(reduceAccountPage, firstAccountPageState);
const onLinux: AccountPageEvent = { kind: 'hereRead', here: surroundings };
const onWindows: AccountPageEvent = { kind: 'hereRead', here: surroundingsOnWindows };
const own: AccountPageEvent = { kind: 'wayChosen', way: 'own' };
const found: AccountPageEvent = { kind: 'managed', event: { kind: 'domainFound', name: 'corp.contoso.com' } };

describe('R36: a managed account', () => {
  test('is what Windows begins with, and is not offered where no service can run as one', () => {
    expect(wayOf(stateAfter(onWindows))).toBe('newManaged');
    expect(waysOn(surroundings)).toEqual(['password', 'own']);
    expect(wayOf(stateAfter({ kind: 'wayChosen', way: 'newManaged' }, onLinux))).toBe('password');
  });

  test('is who signs in, without a password', () => {
    expect(sharedAccountOf(stateAfter(onWindows, found))).toEqual({
      ...{ account: 'bridgehead$@corp.contoso.com', hasPassword: false, identity: 'service' },
    });
  });
});

test('with credentials the agent signs in by the password that was typed', () => {
  const typed: AccountPageEvent = { kind: 'accountTyped', text: 'reader@corp.contoso.com' };
  const state = stateAfter(onLinux, typed);
  expect(sharedAccountOf(state)).toMatchObject({ account: 'reader@corp.contoso.com', identity: 'password' });
  expect(missingInAccountPage(state)?.field).toBe('service-password');
});

test('as what it runs as now the agent needs to know its name, and no password', () => {
  expect(missingInAccountPage(stateAfter(onLinux, own))?.field).toBe('own-account');
  const named = stateAfter(onLinux, own, { kind: 'ownAccountTyped', text: ' bridgehead$@corp.contoso.com' });
  expect(missingInAccountPage(named)).toBeNull();
  expect(sharedAccountOf(named)).toMatchObject({ account: 'bridgehead$@corp.contoso.com', identity: 'service' });
});

test('what the server can do stays known while the agent restarts', () => {
  expect(stateAfter(onWindows, { kind: 'hereAsked' }).surroundings.kind).toBe('read');
  const failed: AccountPageEvent = {
    kind: 'hereFailed',
    problem: { code: 'control.unreachable', title: '', meaning: '', remedy: '', detail: '' },
  };
  expect(stateAfter(onWindows, failed).surroundings.kind).toBe('read');
  expect(wayOf(stateAfter(failed))).toBe('password');
});
