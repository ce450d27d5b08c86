/** Adds to the settings of a set-up what the agent alone knows: which configuration this is, and where its ownership marks stand. */
import type { Settings, SetupSettings } from '../contract/settings.ts';
import type { SettingsStore } from '../storage/settings-store.ts';
import type { RegistrationRecord } from './registration-store.ts';

/** @param application what this agent registered in a tenant */
export function completeSettings(
  given: SetupSettings,
  store: Pick<SettingsStore, 'configurationId' | 'read'>,
  application: RegistrationRecord['application'],
): Settings {
  const { tenant } = given;
  const saved = store.read()?.settings ?? null;
  const registered = application?.clientId === tenant.clientId ? application.ownershipExtension : null;
  // Another tenant has other extensions.
  const known = saved?.tenant.tenantId === tenant.tenantId ? saved.tenant.ownershipExtension : null;
  return {
    ...given,
    configurationId: given.configurationId ?? saved?.configurationId ?? store.configurationId,
    tenant: { ...tenant, ownershipExtension: tenant.ownershipExtension ?? registered ?? known },
  };
}
