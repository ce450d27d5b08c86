import { describe, expect, test } from 'vitest';
import { answersSchema } from '../../../agent-core/contract/answers.ts';
import { setupSettingsSchema } from '../../../agent-core/contract/settings.ts';
import { sharedAccountOf } from '../../../renderer/wizard/account/account-page-state.ts';
import { answerFileOf } from '../../../renderer/wizard/confirm/answer-file.ts';
import { confirmationOf, confirmationText } from '../../../renderer/wizard/confirm/confirmation.ts';
import { domainDraftsOf } from '../../../renderer/wizard/domains/domains-state.ts';
import { settingsOf } from '../../../renderer/wizard/set-up-settings.ts';
import { wizardStateOf } from '../../../renderer/wizard/settings-as-pages.ts';
import {
  firstWizardState,
  hasWorkToLose,
  mayGoBack,
  openSteps,
  reduceWizard,
  type WizardEvent,
  type WizardState,
  wantsPlan,
} from '../../../renderer/wizard/wizard-state.ts';
import { settings, smallestSettings } from '../../builders/settings.ts';
import { guid, inspectionOf, pairing, registration, verificationOf } from '../../desktop/wizard-data.ts';

const name = 'corp.contoso.com';
const next: WizardEvent = { kind: 'nextPressed' };
const welcome: WizardEvent = { kind: 'welcome', event: { kind: 'licenceTicked', isAccepted: true } };
const tenant: readonly WizardEvent[] = [
  { kind: 'tenant', event: { kind: 'signInAsked', way: 'browser' } },
  { kind: 'tenant', event: { kind: 'inspected', attempt: 1, inspection: inspectionOf() } },
  { kind: 'tenant', event: { kind: 'peopleSignInChosen', peopleSignIn: 'selfService' } },
];
const account: readonly WizardEvent[] = [
  { kind: 'account', event: { kind: 'accountTyped', text: 'bridgehead@corp.contoso.com' } },
  { kind: 'account', event: { kind: 'passwordTyped', isEmpty: false } },
];
const domains: readonly WizardEvent[] = [
  {
    kind: 'domains',
    event: {
      kind: 'searchEnded',
      discovery: { domain: name, forest: name, controllers: [{ host: 'dc1.corp.contoso.com', site: null }] },
    },
  },
  { kind: 'domains', event: { kind: 'entryChanged', name, change: { kind: 'checkBegan' } } },
  {
    kind: 'domains',
    event: {
      kind: 'entryChanged',
      name,
      change: { kind: 'checkPassed', edition: 0, verification: verificationOf() },
    },
  },
];
const toConfirm = [welcome, next, ...tenant, next, ...account, next, ...domains, next, next, next];
const begun: WizardEvent = {
  kind: 'progress',
  event: { kind: 'begun', registers: 'here', mayReplace: false, nowMs: 0 },
};
const stopped: WizardEvent = {
  kind: 'progress',
  event: {
    kind: 'stopped',
    problem: { code: 'a.b', title: '', meaning: '', remedy: '', detail: '' },
    nowMs: 1,
  },
};

const stateAfter = (...events: readonly WizardEvent[]): WizardState => events.reduce(reduceWizard, firstWizardState);

describe('Next', () => {
  test('goes from page to page when nothing is missing', () => {
    expect(stateAfter(...toConfirm).step).toBe('confirm');
    expect(stateAfter(...toConfirm, next).step).toBe('progress');
  });

  test('says what is missing and where, as often as it is pressed', () => {
    const once = stateAfter(next);
    const twice = reduceWizard(once, next);
    expect(once).toMatchObject({ step: 'welcome', refusal: { field: 'welcome-licence' } });
    expect(twice.refusal).not.toBe(once.refusal);
    expect(reduceWizard(once, welcome).refusal).toBeNull();
  });

  test('opens the network settings when the fault is in them', () => {
    const typed: WizardEvent = { kind: 'network', event: { kind: 'proxyTyped', text: 'nonsense' } };
    expect(stateAfter(welcome, typed, next)).toMatchObject({
      refusal: { field: 'network-proxy' },
      pages: { network: { isOpen: true } },
    });
  });
});

describe('the way back', () => {
  test('is open from everywhere but the first page, and keeps what was entered', () => {
    const back = stateAfter(...toConfirm, { kind: 'backPressed' }, { kind: 'stepChosen', step: 'account' });
    expect(back.step).toBe('account');
    expect(back.pages.account.credentials.hasPassword).toBe(true);
    expect(stateAfter({ kind: 'backPressed' }).step).toBe('welcome');
  });

  test('leads to no page that was not reached', () => {
    expect(stateAfter(welcome, next, { kind: 'stepChosen', step: 'scope' }).step).toBe('tenant');
  });

  test('is closed while the set-up is at work, open when it stopped, and closed for good at the end', () => {
    const atWork = stateAfter(...toConfirm, next, begun);
    expect([mayGoBack(atWork), openSteps(atWork).size]).toEqual([false, 0]);
    expect(mayGoBack(reduceWizard(atWork, stopped))).toBe(true);
    const registered: WizardEvent = { kind: 'progress', event: { kind: 'registered', registration, nowMs: 2 } };
    const applied: WizardEvent = { kind: 'progress', event: { kind: 'applied', pairing, nowMs: 3 } };
    const done = stateAfter(...toConfirm, next, begun, registered, applied, next);
    expect([done.step, mayGoBack(done), openSteps(done).size]).toEqual(['done', false, 0]);
  });
});

describe('a change on one page', () => {
  test('of the network signs the person out; opening the settings does not', () => {
    const signedIn = stateAfter(welcome, next, ...tenant);
    const opened = reduceWizard(signedIn, { kind: 'network', event: { kind: 'toggled' } });
    expect(opened.pages.tenant.person.kind).toBe('signedIn');
    const changed = reduceWizard(opened, { kind: 'network', event: { kind: 'proxyTyped', text: 'http://proxy' } });
    expect(changed.pages.tenant.person.kind).toBe('signedOut');
  });

  test('of the account makes the domains unchecked', () => {
    const state = stateAfter(...toConfirm, { kind: 'account', event: { kind: 'accountTyped', text: 'x@y.z' } });
    expect(state.pages.domains.entries[0]?.check.kind).toBe('unchecked');
  });

  test('that removes a domain takes what was picked in it along', () => {
    const group = {
      objectGuid: verificationOf().domains[0]?.objectGuid,
      name: 'Pilot',
      distinguishedName: 'CN=Pilot',
      members: 1,
      domain: name,
    };
    if (group.objectGuid == null) throw new Error('no objectGUID');
    const picked: WizardEvent = {
      kind: 'scope',
      event: { kind: 'groupPicked', group: { ...group, objectGuid: group.objectGuid } },
    };
    const removed: WizardEvent = {
      kind: 'domains',
      event: { kind: 'entryChanged', name, change: { kind: 'removed' } },
    };
    expect(stateAfter(...toConfirm, picked, removed).pages.scope.groups).toEqual([]);
  });
});

test('leaving asks only when there is something to lose', () => {
  expect(hasWorkToLose(firstWizardState)).toBe(false);
  expect(hasWorkToLose(stateAfter(welcome, next))).toBe(true);
});

describe('the first run', () => {
  const settingsAfter = (...events: readonly WizardEvent[]) =>
    setupSettingsSchema.parse(settingsOf(stateAfter(...toConfirm, ...events).pages, registration.clientId));
  const now: WizardEvent = { kind: 'confirm', event: { kind: 'startChosen', start: 'now' } };
  const applied: WizardEvent = { kind: 'progress', event: { kind: 'applied', pairing, nowMs: 3 } };

  test('waits for somebody to look at the plan, unless the person wants it at once', () => {
    expect(settingsAfter().schedule.isPaused).toBe(true);
    expect(settingsAfter(now).schedule.isPaused).toBe(false);
  });

  test('that waits makes the last page lead to the plan', () => {
    expect(wantsPlan(stateAfter(...toConfirm, next, begun, applied))).toBe(false);
    expect(wantsPlan(stateAfter(...toConfirm, next, begun, applied, next))).toBe(true);
    expect(wantsPlan(stateAfter(...toConfirm, now, next, begun, applied, next))).toBe(false);
  });

  test('R29: what was said about how people sign in is kept with the settings', () => {
    expect(settingsAfter().newUsers.signIn).toBe('selfService');
    const federation: WizardEvent = {
      kind: 'tenant',
      event: { kind: 'peopleSignInChosen', peopleSignIn: 'federation' },
    };
    expect(settingsAfter(federation).newUsers.signIn).toBe('federation');
  });
});

describe('an agent that is set up', () => {
  const configured = settings({
    guard: setupSettingsSchema.parse({
      ...smallestSettings,
      guard: { disables: { count: 7, percent: 3 } },
    }).guard,
    newUsers: { signIn: 'federation', usageLocation: 'SE', passwordPolicies: 'None' },
    schedule: { intervalSeconds: 600, isPaused: false },
    scope: {
      kind: 'units',
      include: [{ objectGuid: guid(3), domain: 'contoso.com', name: 'OU=Sales\\, Nordic,DC=contoso,DC=com' }],
      exclude: [],
    },
  });
  const opened = wizardStateOf(configured);

  test('is shown as it is, and changing nothing saves the same settings', () => {
    expect(setupSettingsSchema.parse(settingsOf(opened.pages, configured.tenant.clientId))).toEqual(configured);
  });

  test('keeps everything else when one thing is changed', () => {
    const changed = reduceWizard(opened, { kind: 'scope', event: { kind: 'kindChosen', scope: 'all' } });
    const saved = setupSettingsSchema.parse(settingsOf(changed.pages, configured.tenant.clientId));
    expect(saved).toEqual({ ...configured, scope: { kind: 'all' } });
  });

  test('needs no sign-in to the tenant, but the password that the agent gives out to nobody', () => {
    const account = reduceWizard(opened, next);
    expect(account).toMatchObject({ step: 'account', refusal: null });
    expect(reduceWizard(account, next)).toMatchObject({ step: 'account', refusal: { field: 'service-password' } });
  });

  test('is told in words', () => {
    const text = confirmationText(
      confirmationOf({
        tenant: opened.pages.tenant,
        domains: domainDraftsOf(opened.pages.domains, sharedAccountOf(opened.pages.account)),
        scope: opened.pages.scope,
        confirm: opened.pages.confirm,
        intervalSeconds: 600,
        deeds: [],
      }),
    );
    expect(text).toContain(`The application ${configured.tenant.clientId} stays as it is.`);
    expect(text).toContain('Everybody in Sales\\, Nordic is synchronised.');
    expect(text).toContain('one every 10 minutes');
  });
});

describe('what was decided', () => {
  const { pages } = stateAfter(...toConfirm);

  test('makes settings that the agent takes', () => {
    const settings = setupSettingsSchema.parse(settingsOf(pages, registration.clientId));
    expect(settings.tenant).toMatchObject({ tenantId: inspectionOf().tenantId, clientId: registration.clientId });
    expect(settings.domains).toMatchObject([{ name, account: 'bridgehead@corp.contoso.com', rights: 'domain' }]);
  });

  test('makes an answer file that the command line takes', () => {
    const text = answerFileOf(settingsOf(pages, registration.clientId), {
      network: pages.network,
      entries: pages.domains.entries,
    });
    expect(answersSchema.parse(JSON.parse(text))).toMatchObject({
      domains: [{ name, password: 'prompt' }],
      newUsers: { signIn: 'selfService' },
      schedule: { isPaused: true },
    });
  });

  test('is told in words, by system', () => {
    const groups = confirmationOf({
      tenant: pages.tenant,
      domains: domainDraftsOf(pages.domains, sharedAccountOf(pages.account)),
      scope: pages.scope,
      confirm: pages.confirm,
      intervalSeconds: null,
      deeds: [],
    });
    expect(groups.map(({ heading }) => heading)).toEqual(['This server', 'Active Directory', 'Entra ID']);
    const text = confirmationText(groups);
    for (const words of [name, 'Everybody is synchronised', 'User.ReadWrite.All', 'created in Contoso']) {
      expect(text).toContain(words);
    }
  });
});
