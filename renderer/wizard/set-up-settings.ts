/** What the pages decided, as the settings that the agent is given. */
import type { ArgumentInputOf } from '../../electron/contract/bridge.ts';
import { sharedAccountOf } from './account/account-page-state.ts';
import { domainDraftsOf } from './domains/domains-state.ts';
import { tenantDraftOf } from './network/network-state.ts';
import { scopeSettingsOf } from './scope/scope-state.ts';
import type { WizardPages } from './wizard-state.ts';

export type SetupSettings = ArgumentInputOf<'setUp.apply'>['settings'];

/** @param clientId of the application; empty while it is not registered */
export function settingsOf(pages: WizardPages, clientId: string): SetupSettings {
  const { kept, network, tenant, account, domains, scope, confirm } = pages;
  const [first, ...others] = domainDraftsOf(domains, sharedAccountOf(account));
  if (first === undefined) throw new Error('The page of the domains let nobody past without a domain.');
  return {
    ...kept,
    tenant: {
      ...(tenant.registers === 'kept' ? kept?.tenant : {}),
      ...tenantDraftOf(network),
      tenantId: tenantIdOf(tenant),
      clientId,
    },
    domains: [first, ...others],
    scope: scopeSettingsOf(scope),
    newUsers: { ...kept?.newUsers, signIn: tenant.peopleSignIn },
    schedule: { ...kept?.schedule, isPaused: confirm.start === 'paused' },
  };
}

export const tenantIdOf = ({ registers, person, tenantId }: WizardPages['tenant']): string =>
  registers === 'here' && person.kind === 'signedIn' ? person.inspection.tenantId : tenantId.trim();

/** Known before anything is registered where it is there already, or where somebody prepared it. */
export const knownClientIdOf = ({ tenant, progress }: WizardPages): string => {
  if (tenant.registers !== 'here') return tenant.clientId.trim();
  const existing = tenant.person.kind === 'signedIn' ? tenant.person.inspection.existingRegistration : null;
  return progress.registration?.clientId ?? existing?.clientId ?? '';
};
