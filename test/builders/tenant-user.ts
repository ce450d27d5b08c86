/** A user in the tenant as Microsoft Graph would give it back: every managed property is there, most of them empty. */
import { type TenantUser, type TenantUserValues, tenantUserAttributes } from '../../agent-core/sync/tenant.ts';
import { anchorFor, tenantIdFor } from './identifiers.ts';

const emptyValues: TenantUserValues = Object.fromEntries(tenantUserAttributes.map((name) => [name, null]));

/** The account that belongs to `directoryUser(name)` and is in step with it. */
export function linkedUser(name: string, values: TenantUserValues = {}): TenantUser {
  return { ...unlinkedUser(name, values), anchor: anchorFor(name) };
}

/** An account that somebody made in the tenant. */
export function unlinkedUser(name: string, values: TenantUserValues = {}): TenantUser {
  return {
    tenantObjectId: tenantIdFor(name),
    anchor: null,
    managerId: null,
    isGuest: false,
    otherAddresses: [],
    values: {
      ...emptyValues,
      accountEnabled: true,
      userPrincipalName: `${name}@contoso.com`,
      displayName: name,
      mailNickname: name,
      businessPhones: [],
      ...values,
    },
  };
}
