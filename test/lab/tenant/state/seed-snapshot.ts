/** The first state of a tenant: the seed plus a fresh signing key. */
import { generateKeyPairSync } from 'node:crypto';
import { seed } from '../seed.ts';
import { seededRoles } from './directory-roles.ts';
import { seededApplications, seededServicePrincipals } from './seed-objects.ts';
import { seededRoleHolders, seededUsers } from './seed-people.ts';
import { noLinks, type Snapshot } from './snapshot.ts';

export const seedSnapshot = (signingKeyPem = newSigningKeyPem()): Snapshot => ({
  version: 1,
  organization: {
    id: seed.tenantId,
    displayName: seed.displayName,
    createdDateTime: seed.createdDateTime,
    onPremisesSyncEnabled: null,
    verifiedDomains: [
      {
        capabilities: 'Email, OfficeCommunicationsOnline',
        isDefault: true,
        isInitial: false,
        name: seed.defaultDomain,
        type: 'Managed',
      },
      {
        capabilities: 'Email, OfficeCommunicationsOnline',
        isDefault: false,
        isInitial: true,
        name: seed.initialDomain,
        type: 'Managed',
      },
    ],
  },
  applications: [
    { ...seed.application, keyCredentials: [] },
    { ...seed.setUpClient, keyCredentials: [] },
  ],
  users: seededUsers,
  groups: [],
  contacts: [],
  applicationObjects: seededApplications,
  servicePrincipals: seededServicePrincipals,
  consents: [],
  extensionProperties: [],
  directoryRoles: seededRoles(),
  deleted: [],
  members: { links: seededRoleHolders, suspended: [] },
  owners: noLinks,
  managers: noLinks,
  signingKeyPem,
});

export const newSigningKeyPem = (): string =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey;
