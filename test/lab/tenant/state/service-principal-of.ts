/** The service principal of an application: what the application is in this tenant. Made when there is none. */
import { randomUUID } from 'node:crypto';
import type { ObjectRecord } from './snapshot.ts';
import type { TenantState } from './tenant-state.ts';

export function servicePrincipalOf(state: TenantState, application: ObjectRecord): ObjectRecord {
  const appId = String(application.appId);
  const { servicePrincipal: principals } = state.directory.sets;
  const existing = principals.findBy('appId', appId);
  if (existing !== undefined) return existing;
  const made = newServicePrincipal(state, application);
  principals.put(made);
  const registration = state.applications.registration(appId);
  if (registration !== undefined) state.applications.put({ ...registration, servicePrincipalId: made.id });
  return made;
}

export const newServicePrincipal = ({ tenantId }: TenantState, application: ObjectRecord): ObjectRecord => ({
  id: randomUUID(),
  appId: application.appId ?? null,
  accountEnabled: true,
  appDisplayName: application.displayName ?? null,
  appOwnerOrganizationId: tenantId,
  displayName: application.displayName ?? null,
  servicePrincipalNames: [String(application.appId)],
  servicePrincipalType: 'Application',
  signInAudience: application.signInAudience ?? null,
});
