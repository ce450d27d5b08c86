/**
 * The tenant: who signs in to it, what was found there, and whether the set-up may go on.
 *
 *   signedOut --asked--> signingIn --answer--> signedIn
 *       ^                    |                    |
 *       +-- trouble, given up+------ other one ---+          each answer belongs to the attempt that asked for it
 *
 * Where the person may not register an application, an administrator elsewhere prepares it: then the agent's certificate is shown
 * and the two ids are typed instead.
 */
import type {
  DeviceCode,
  PeopleSignIn,
  Problem,
  SignInWay,
  TenantInspection,
} from '../../../electron/contract/bridge.ts';
import { isGuid } from '../../../electron/contract/is-guid.ts';
import { tenantTexts } from '../../texts/wizard/tenant-texts.ts';
import type { Missing } from '../missing.ts';

export type Person =
  | { readonly kind: 'signedOut'; readonly problem: Problem | null }
  | { readonly kind: 'signingIn'; readonly way: SignInWay; readonly code: DeviceCode | null }
  | { readonly kind: 'signedIn'; readonly inspection: TenantInspection };

export interface AgentCertificate {
  readonly certificatePem: string;
  readonly thumbprintSha256: string;
  readonly notAfter: string;
}

export type Preparation =
  | { readonly kind: 'none' | 'asked' }
  | { readonly kind: 'made'; readonly certificate: AgentCertificate }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface TenantState {
  /** `kept`: the agent is registered, and that stays as it is. */
  readonly registers: 'here' | 'elsewhere' | 'kept';
  readonly person: Person;
  /** Counts the attempts to sign in. */
  readonly attempt: number;
  readonly preparation: Preparation;
  readonly tenantId: string;
  readonly clientId: string;
  /** How new people will sign in (rule R29). */
  readonly peopleSignIn: PeopleSignIn | null;
  readonly isExchangeUnderstood: boolean;
}

export type TenantEvent =
  | { readonly kind: 'registersChosen'; readonly registers: TenantState['registers'] }
  | { readonly kind: 'signInAsked'; readonly way: SignInWay }
  | { readonly kind: 'codeShown'; readonly code: DeviceCode }
  | { readonly kind: 'inspected'; readonly attempt: number; readonly inspection: TenantInspection }
  | { readonly kind: 'signInFailed'; readonly attempt: number; readonly problem: Problem }
  | { readonly kind: 'signInGivenUp' }
  /** The network settings changed: what was found is not known to be there any more. */
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'certificateAsked' }
  | { readonly kind: 'certificateMade'; readonly certificate: AgentCertificate }
  | { readonly kind: 'certificateFailed'; readonly problem: Problem }
  | { readonly kind: 'tenantIdTyped' | 'clientIdTyped'; readonly text: string }
  | { readonly kind: 'peopleSignInChosen'; readonly peopleSignIn: PeopleSignIn }
  | { readonly kind: 'exchangeTicked'; readonly isUnderstood: boolean };

export const firstTenantState: TenantState = {
  registers: 'here',
  person: { kind: 'signedOut', problem: null },
  attempt: 0,
  preparation: { kind: 'none' },
  tenantId: '',
  clientId: '',
  peopleSignIn: null,
  isExchangeUnderstood: false,
};

export function reduceTenant(state: TenantState, event: TenantEvent): TenantState {
  switch (event.kind) {
    case 'registersChosen':
      return { ...state, registers: event.registers };
    case 'signInAsked':
      return { ...state, attempt: state.attempt + 1, person: { kind: 'signingIn', way: event.way, code: null } };
    case 'codeShown':
      return state.person.kind === 'signingIn' ? { ...state, person: { ...state.person, code: event.code } } : state;
    case 'inspected':
      if (!isAwaited(state, event.attempt)) return state;
      return { ...state, isExchangeUnderstood: false, person: { kind: 'signedIn', inspection: event.inspection } };
    case 'signInFailed':
      if (!isAwaited(state, event.attempt)) return state;
      return { ...state, person: { kind: 'signedOut', problem: event.problem } };
    case 'signInGivenUp':
    case 'signedOut':
      return { ...state, attempt: state.attempt + 1, person: { kind: 'signedOut', problem: null } };
    case 'certificateAsked':
      return { ...state, preparation: { kind: 'asked' } };
    case 'certificateMade':
      return { ...state, preparation: { kind: 'made', certificate: event.certificate } };
    case 'certificateFailed':
      return { ...state, preparation: { kind: 'failed', problem: event.problem } };
    case 'tenantIdTyped':
      return { ...state, tenantId: event.text };
    case 'clientIdTyped':
      return { ...state, clientId: event.text };
    case 'peopleSignInChosen':
      return { ...state, peopleSignIn: event.peopleSignIn };
    case 'exchangeTicked':
      return { ...state, isExchangeUnderstood: event.isUnderstood };
  }
}

const isAwaited = ({ person, attempt }: TenantState, answered: number) =>
  person.kind === 'signingIn' && attempt === answered;

export const isIdentifier = (text: string): boolean => isGuid(text.trim());

export function missingInTenant(state: TenantState): Missing | null {
  const missing = state.registers === 'here' ? missingHere(state) : missingElsewhere(state);
  if (missing !== null) return missing;
  if (state.peopleSignIn === null) return { field: 'tenant-people', sentence: tenantTexts.missing.people };
  return null;
}

function missingHere({ person, isExchangeUnderstood }: TenantState): Missing | null {
  if (person.kind === 'signingIn') return { field: 'tenant-give-up', sentence: tenantTexts.missing.signingIn };
  if (person.kind === 'signedOut') return { field: 'tenant-sign-in', sentence: tenantTexts.missing.signedOut };
  const { otherSynchronisation, mayRegister, exchangeOnPremises } = person.inspection;
  if (otherSynchronisation) return { field: 'tenant-other-person', sentence: tenantTexts.missing.otherSynchronisation };
  if (!mayRegister) return { field: 'tenant-registers', sentence: tenantTexts.missing.mayNotRegister };
  if (exchangeOnPremises === true && !isExchangeUnderstood) {
    return { field: 'tenant-exchange', sentence: tenantTexts.missing.exchange };
  }
  return null;
}

function missingElsewhere({ tenantId, clientId }: TenantState): Missing | null {
  if (!isIdentifier(tenantId)) return { field: 'tenant-id', sentence: tenantTexts.missing.tenantId };
  if (!isIdentifier(clientId)) return { field: 'tenant-client-id', sentence: tenantTexts.missing.clientId };
  return null;
}
