/** Users as Microsoft Graph shows them, in canonical form. */
import { z } from 'zod';
import { tenantObjectIdSchema } from '../contract/identifiers.ts';
import type { AttributeValue } from '../contract/plan.ts';
import { isExtensionAttribute } from '../sync/extension-attributes.ts';
import { type TenantUser, type TenantUserAttribute, tenantUserAttributes } from '../sync/tenant.ts';
import { canonicalValueOf } from './canonical-value.ts';
import { identifiedSchema } from './written-values.ts';

/** Only what is canonical outlives the page it came with. */
export function canonicalUserOf(user: z.output<typeof userSchema>, extension: string | null): TenantUser {
  const values: Partial<Record<TenantUserAttribute, AttributeValue>> = {};
  for (const name of tenantUserAttributes) {
    values[name] = canonicalValueOf(valueIn(user, name, extension));
  }
  return {
    tenantObjectId: user.id,
    anchor: user.onPremisesImmutableId ?? null,
    managerId: user.manager?.id ?? null,
    isGuest: user.userType === 'Guest',
    ...(user.onPremisesSyncEnabled === true && { isSynchronisedElsewhere: true }),
    // Null for whoever never was.
    ...(user.onPremisesSyncEnabled === false && { wasSynchronisedElsewhere: true }),
    otherAddresses: otherAddressesOf(user.proxyAddresses ?? [], user.mail),
    values,
  };
}

function valueIn(user: z.output<typeof userSchema>, name: TenantUserAttribute, extension: string | null): unknown {
  if (isExtensionAttribute(name)) return user.onPremisesExtensionAttributes?.[name];
  return user[name === 'ownershipMark' ? (extension ?? '') : name];
}

/** Microsoft Graph v1.0, user: proxyAddresses; `SMTP:` is the primary one, which is `mail`, and other types are no mail addresses. */
function otherAddressesOf(proxyAddresses: readonly string[], mail: unknown): readonly string[] {
  const addresses = proxyAddresses
    .map((address) => address.toLowerCase())
    .flatMap((address) => (address.startsWith('smtp:') ? [address.slice('smtp:'.length)] : []));
  return addresses.filter((address) => address !== String(mail).toLowerCase());
}

export const userSchema = z.looseObject({
  id: tenantObjectIdSchema,
  onPremisesImmutableId: z.string().nullish(),
  userType: z.string().nullish(),
  onPremisesSyncEnabled: z.boolean().nullish(),
  proxyAddresses: z.array(z.string()).nullish(),
  onPremisesExtensionAttributes: z.record(z.string(), z.unknown()).nullish(),
  manager: identifiedSchema.nullish(),
});

/** @param extension carries the ownership mark; null where there is none */
export function selectOf(extension: string | null): string {
  const properties = tenantUserAttributes.filter((name) => name !== 'ownershipMark' && !isExtensionAttribute(name));
  const own = extension === null ? [] : [extension];
  return [
    'id',
    'onPremisesImmutableId',
    'userType',
    'onPremisesSyncEnabled',
    'proxyAddresses',
    ...properties,
    'onPremisesExtensionAttributes',
    ...own,
  ].join(',');
}
