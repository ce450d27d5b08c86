/**
 * The wizard around its pages: which one is shown, how far it came, and what a change on one page means for the others.
 *
 *   welcome <-> tenant <-> account <-> domains <-> scope <-> rights <-> confirm --set up--> progress --all done--> done
 *                                                                         ^                    |
 *                                                                         +------- back -------+    once it has stopped
 *
 * Next asks the page first: what is missing is said, and the focus moves there.
 */
import type { Settings } from '../../electron/contract/bridge.ts';
import {
  type AccountPageEvent,
  type AccountPageState,
  firstAccountPageState,
  isManagedWay,
  missingInAccountPage,
  reduceAccountPage,
  sharedAccountOf,
  wayOf,
} from './account/account-page-state.ts';
import {
  type ConfirmEvent,
  type ConfirmState,
  firstConfirmState,
  missingInConfirm,
  reduceConfirm,
} from './confirm/confirm-state.ts';
import {
  type DomainsEvent,
  type DomainsState,
  firstDomainsState,
  missingInDomains,
  reduceDomains,
} from './domains/domains-state.ts';
import type { Missing } from './missing.ts';
import { firstNetworkState, type NetworkEvent, type NetworkState, reduceNetwork } from './network/network-state.ts';
import {
  firstProgressState,
  isAtWork,
  missingInProgress,
  type ProgressEvent,
  type ProgressState,
  reduceProgress,
} from './progress/progress-state.ts';
import {
  firstRightsState,
  missingInRights,
  type RightsEvent,
  type RightsState,
  reduceRights,
} from './rights/rights-state.ts';
import { firstScopeState, missingInScope, reduceScope, type ScopeEvent, type ScopeState } from './scope/scope-state.ts';
import {
  firstTenantState,
  missingInTenant,
  reduceTenant,
  type TenantEvent,
  type TenantState,
} from './tenant/tenant-state.ts';
import {
  firstWelcomeState,
  missingInWelcome,
  reduceWelcome,
  type WelcomeEvent,
  type WelcomeState,
} from './welcome/welcome-state.ts';
import { positionOf, stepAfter, stepBefore, type WizardStep, wizardSteps } from './wizard-step.ts';

export interface WizardPages {
  /** What the agent is set up with; null for the first set-up. What no page asks about is taken from here. */
  readonly kept: Settings | null;
  readonly network: NetworkState;
  readonly welcome: WelcomeState;
  readonly tenant: TenantState;
  readonly account: AccountPageState;
  readonly domains: DomainsState;
  readonly scope: ScopeState;
  readonly rights: RightsState;
  readonly confirm: ConfirmState;
  readonly progress: ProgressState;
}

export interface WizardState {
  readonly step: WizardStep;
  readonly pages: WizardPages;
  /** Why Next did not go on. A new object for every press, so that the focus moves again. */
  readonly refusal: Missing | null;
  readonly isLeaving: boolean;
}

export type WizardEvent =
  | { readonly kind: 'nextPressed' }
  | { readonly kind: 'backPressed' }
  | { readonly kind: 'stepChosen'; readonly step: WizardStep }
  | { readonly kind: 'cancelPressed' }
  | { readonly kind: 'stayed' }
  | PageEvent;

export type PageEvent =
  | { readonly kind: 'network'; readonly event: NetworkEvent }
  | { readonly kind: 'welcome'; readonly event: WelcomeEvent }
  | { readonly kind: 'tenant'; readonly event: TenantEvent }
  | { readonly kind: 'account'; readonly event: AccountPageEvent }
  | { readonly kind: 'domains'; readonly event: DomainsEvent }
  | { readonly kind: 'scope'; readonly event: ScopeEvent }
  | { readonly kind: 'rights'; readonly event: RightsEvent }
  | { readonly kind: 'confirm'; readonly event: ConfirmEvent }
  | { readonly kind: 'progress'; readonly event: ProgressEvent };

export const firstWizardState: WizardState = {
  step: 'welcome',
  pages: {
    kept: null,
    network: firstNetworkState,
    welcome: firstWelcomeState,
    tenant: firstTenantState,
    account: firstAccountPageState,
    domains: firstDomainsState,
    scope: firstScopeState,
    rights: firstRightsState,
    confirm: firstConfirmState,
    progress: firstProgressState,
  },
  refusal: null,
  isLeaving: false,
};

export function reduceWizard(state: WizardState, event: WizardEvent): WizardState {
  switch (event.kind) {
    case 'nextPressed':
      return goOn(state);
    case 'backPressed':
      return mayGoBack(state) ? { ...state, step: stepBefore(state.step), refusal: null } : state;
    case 'stepChosen':
      return openSteps(state).has(event.step) ? { ...state, step: event.step, refusal: null } : state;
    case 'cancelPressed':
      return { ...state, isLeaving: true };
    case 'stayed':
      return { ...state, isLeaving: false };
    default:
      return { ...state, refusal: null, pages: reducePages(state.pages, event) };
  }
}

function goOn(state: WizardState): WizardState {
  const missing = missingOn(state);
  if (missing === null) return { ...state, pages: pagesAfter(state), step: stepAfter(state.step), refusal: null };
  const { network } = state.pages;
  const isInNetwork = missing.field.startsWith('network-');
  const pages = isInNetwork ? { ...state.pages, network: { ...network, isOpen: true } } : state.pages;
  return { ...state, pages, refusal: { ...missing } };
}

/** The domain of a managed account is one that is read. */
function pagesAfter({ step, pages }: WizardState): WizardPages {
  if (step !== 'account' || !isManagedWay(wayOf(pages.account))) return pages;
  const { place } = pages.account.managed;
  return { ...pages, domains: reduceDomains(pages.domains, { kind: 'placeTaken', place }) };
}

export function missingOn({ step, pages }: WizardState): Missing | null {
  switch (step) {
    case 'welcome':
      return missingInWelcome(pages.welcome, pages.network);
    case 'tenant':
      return missingInTenant(pages.tenant);
    case 'account':
      return missingInAccountPage(pages.account);
    case 'domains':
      return missingInDomains(pages.domains, sharedAccountOf(pages.account));
    case 'scope':
      return missingInScope(pages.scope);
    case 'rights':
      return missingInRights(pages.rights, pages.domains);
    case 'progress':
      return missingInProgress(pages.progress);
    case 'confirm':
      return missingInConfirm(pages.confirm);
    case 'done':
      return null;
  }
}

/** While the set-up is at work there is no way back, and after it has worked nothing to go back for. */
export function mayGoBack({ step, pages }: WizardState): boolean {
  if (step === 'welcome' || step === 'done') return false;
  return step !== 'progress' || !(isAtWork(pages.progress) || pages.progress.stage.kind === 'finished');
}

/** Steps that were done and may be gone back to. */
export function openSteps(state: WizardState): ReadonlySet<WizardStep> {
  const isDone = state.step === 'done' || (state.step === 'progress' && !mayGoBack(state));
  return new Set(isDone ? [] : wizardSteps.slice(0, positionOf(state.step)));
}

/** Whether leaving would cost anything that a person typed or that was made. */
export const hasWorkToLose = ({ step, pages }: WizardState): boolean =>
  step !== 'welcome' || pages.network !== firstNetworkState;

/** Whether the last page leads to what the first run would do. */
export const wantsPlan = ({ step, pages }: WizardState): boolean =>
  step === 'done' && pages.confirm.start === 'paused' && pages.kept === null;

function reducePages(pages: WizardPages, page: PageEvent): WizardPages {
  switch (page.kind) {
    case 'network':
      return afterNetwork(pages, reduceNetwork(pages.network, page.event));
    case 'welcome':
      return { ...pages, welcome: reduceWelcome(pages.welcome, page.event) };
    case 'tenant':
      return { ...pages, tenant: reduceTenant(pages.tenant, page.event) };
    case 'account':
      return afterAccount(pages, page.event);
    case 'domains':
      return afterSearch(afterDomains(pages, reduceDomains(pages.domains, page.event)), page.event);
    case 'scope':
      return { ...pages, scope: reduceScope(pages.scope, page.event) };
    case 'rights':
      return { ...pages, rights: reduceRights(pages.rights, page.event) };
    case 'confirm':
      return { ...pages, confirm: reduceConfirm(pages.confirm, page.event) };
    case 'progress':
      return { ...pages, progress: reduceProgress(pages.progress, page.event) };
  }
}

/** Another way to the tenant: whoever was signed in was signed in through the old one. */
function afterNetwork(pages: WizardPages, network: NetworkState): WizardPages {
  const { isOpen: _, ...before } = pages.network;
  const { isOpen: __, ...after } = network;
  const isSame = JSON.stringify(before) === JSON.stringify(after);
  return { ...pages, network, tenant: isSame ? pages.tenant : reduceTenant(pages.tenant, { kind: 'signedOut' }) };
}

/** A password that was typed again is another one, though the page does not see it. */
function afterAccount(pages: WizardPages, event: AccountPageEvent): WizardPages {
  const account = reduceAccountPage(pages.account, event);
  const [before, after] = [pages.account, account].map((page) => JSON.stringify(sharedAccountOf(page)));
  if (before === after && event.kind !== 'passwordTyped') return { ...pages, account };
  return { ...pages, account, domains: reduceDomains(pages.domains, { kind: 'sharedAccountChanged' }) };
}

function afterSearch(pages: WizardPages, event: DomainsEvent): WizardPages {
  const name = event.kind === 'searchEnded' ? event.discovery.domain : null;
  if (name === null) return pages;
  const found: AccountPageEvent = { kind: 'managed', event: { kind: 'domainFound', name } };
  return { ...pages, account: reduceAccountPage(pages.account, found) };
}

/** What was picked in a domain that is gone is gone with it. */
function afterDomains(pages: WizardPages, domains: DomainsState): WizardPages {
  const namesOf = ({ entries }: DomainsState) => entries.map(({ name }) => name);
  const isSame = namesOf(pages.domains).join() === namesOf(domains).join();
  const scope = isSame ? pages.scope : reduceScope(pages.scope, { kind: 'domainsChanged', names: namesOf(domains) });
  return { ...pages, domains, scope };
}
