import { describe, expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import {
  firstTenantState,
  missingInTenant,
  reduceTenant,
  type TenantEvent,
} from '../../../../renderer/wizard/tenant/tenant-state.ts';
import { inspectionOf } from '../../../desktop/wizard-data.ts';

const stateAfter = (...events: readonly TenantEvent[]) => events.reduce(reduceTenant, firstTenantState);
const asked: TenantEvent = { kind: 'signInAsked', way: 'browser' };
const inspected = (changes = {}, attempt = 1): TenantEvent => ({
  kind: 'inspected',
  attempt,
  inspection: inspectionOf(changes),
});
const people: TenantEvent = { kind: 'peopleSignInChosen', peopleSignIn: 'federation' };
const fieldAfter = (...events: readonly TenantEvent[]) => missingInTenant(stateAfter(...events))?.field ?? null;

describe('signing in', () => {
  test('leads from the button through the waiting to what was found', () => {
    expect(fieldAfter()).toBe('tenant-sign-in');
    expect(fieldAfter(asked)).toBe('tenant-give-up');
    expect(fieldAfter(asked, inspected())).toBe('tenant-people');
    expect(fieldAfter(asked, inspected(), people)).toBeNull();
  });

  test('that was given up is not finished by an answer that comes late', () => {
    expect(stateAfter(asked, { kind: 'signInGivenUp' }, inspected()).person.kind).toBe('signedOut');
    expect(stateAfter(asked, { kind: 'signInGivenUp' }, asked, inspected()).person.kind).toBe('signingIn');
  });

  test('that failed says why and can be begun again', () => {
    const why = problem('sign-in.no-browser', 'login.microsoftonline.com');
    const failed = stateAfter(asked, { kind: 'signInFailed', attempt: 1, problem: why });
    expect(failed.person).toEqual({ kind: 'signedOut', problem: why });
  });

  test('with a code shows the code while it waits, and no longer', () => {
    const code = { userCode: 'ABCD-EFGH', address: 'https://microsoft.com/devicelogin' };
    expect(stateAfter(asked, { kind: 'codeShown', code }).person).toMatchObject({ code });
    expect(stateAfter({ kind: 'codeShown', code }).person.kind).toBe('signedOut');
  });
});

describe('the set-up does not go on', () => {
  test.each([
    ['where another synchronisation runs', { otherSynchronisation: true }, 'tenant-other-person'],
    ['for who may not register applications', { mayRegister: false }, 'tenant-registers'],
    ['before Exchange on premises is understood', { exchangeOnPremises: true }, 'tenant-exchange'],
  ])('%s', (_when, found, field) => {
    expect(fieldAfter(asked, inspected(found), people)).toBe(field);
  });

  test('with an understanding that was given for another tenant', () => {
    const understood: TenantEvent = { kind: 'exchangeTicked', isUnderstood: true };
    const again = { kind: 'signedOut' } as const;
    const first = [asked, inspected({ exchangeOnPremises: true }), understood, people] as const;
    expect(fieldAfter(...first)).toBeNull();
    expect(fieldAfter(...first, again, asked, inspected({ exchangeOnPremises: true }, 3))).toBe('tenant-exchange');
  });
});

test('who may register but not grant goes on: somebody else consents later', () => {
  expect(fieldAfter(asked, inspected({ mayGrant: false }), people)).toBeNull();
});

test('an application prepared elsewhere takes both its ids, and nobody who signs in', () => {
  const elsewhere: TenantEvent = { kind: 'registersChosen', registers: 'elsewhere' };
  const id = '6f9619ff-8b86-4011-b42d-00cf4fc964ff';
  const typed = [elsewhere, people, { kind: 'tenantIdTyped', text: id }] as const;
  expect(fieldAfter(elsewhere, people)).toBe('tenant-id');
  expect(fieldAfter(...typed)).toBe('tenant-client-id');
  expect(fieldAfter(...typed, { kind: 'clientIdTyped', text: ` ${id.toUpperCase()} ` })).toBeNull();
});
