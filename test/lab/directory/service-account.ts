/** The account that the agent binds as: an ordinary domain user without a single extra right, so that needing one shows in a test. */
import type { Domain } from './domain.ts';
import type { Entry } from './ldif.ts';
import { seedObjectDn } from './seed/seed-entries.ts';
import { serviceAccountUnit } from './seed/seed-units.ts';
import { normalAccount, passwordNeverExpires } from './seed/user-account-control.ts';

const sAMAccountName = 'svc-bridgehead';

export function serviceAccountName(domain: Domain): string {
  return `${sAMAccountName}@${domain.dnsName}`;
}

export function serviceAccountDn(domain: Domain): string {
  return seedObjectDn({ commonName: sAMAccountName, organizationalUnit: serviceAccountUnit }, domain);
}

export function serviceAccountEntry(domain: Domain, password: string): Entry {
  return {
    dn: serviceAccountDn(domain),
    attributes: {
      objectClass: 'user',
      sAMAccountName,
      userPrincipalName: serviceAccountName(domain),
      displayName: 'Bridgehead agent',
      // Keeps the account itself out of the tenant.
      adminDescription: 'User_ServiceAccount',
      userAccountControl: String(normalAccount | passwordNeverExpires),
      clearTextPassword: offlinePassword(password),
    },
  };
}

/** The form in which Samba's offline tools take a password. */
export function offlinePassword(password: string): Uint8Array {
  return Buffer.from(password, 'utf16le');
}
