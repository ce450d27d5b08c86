/** Everything the tenant knows, apart from HTTP: one place that requests read and change. */
import { randomUUID } from 'node:crypto';
import { type ApplicationStore, createApplicationStore } from './application-store.ts';
import { type ConsentStore, createConsentStore } from './consent-store.ts';
import { createDirectory, type Directory } from './directory.ts';
import { createExtensionStore, type ExtensionStore } from './extension-store.ts';
import { createKnobBoard, type KnobBoard } from './knobs.ts';
import type { ObjectSet } from './object-set.ts';
import { type ObjectRecord, type Organization, objectKinds, type Snapshot, type UserRecord } from './snapshot.ts';
import { createTenantClock, type TenantClock } from './tenant-clock.ts';

export type OrganizationChange = Partial<Pick<Organization, 'onPremisesSyncEnabled' | 'verifiedDomains'>>;

export interface TenantState {
  readonly tenantId: string;
  readonly clock: TenantClock;
  readonly knobs: KnobBoard;
  readonly organization: () => Organization;
  readonly changeOrganization: (change: OrganizationChange) => void;
  readonly directory: Directory;
  readonly users: ObjectSet;
  readonly groups: ObjectSet;
  readonly contacts: ObjectSet;
  readonly applications: ApplicationStore;
  readonly consents: ConsentStore;
  readonly extensions: ExtensionStore;
  readonly signingKeyPem: string;
  /** Delta tokens name the time of the tenant in which they were made; a restart and the lab begin a new one. */
  readonly deltaEpoch: () => string;
  readonly expireDeltaTokens: () => void;
  readonly snapshot: () => Snapshot;
}

export function createTenantState(initial: Snapshot, clock: TenantClock = createTenantClock()): TenantState {
  let organization = initial.organization;
  let deltaEpoch = randomUUID();
  const knobs = createKnobBoard();
  const directory = createDirectory({ clock, knobs });
  const applications = createApplicationStore(initial.applications);
  const consents = createConsentStore(initial.consents);
  const { user: users, group: groups, contact: contacts } = directory.sets;
  const extensions = createExtensionStore(
    initial.extensionProperties,
    (id) => directory.sets.application.get(id) !== undefined,
  );
  load(directory, initial);

  return {
    tenantId: organization.id,
    clock,
    knobs,
    organization: () => organization,
    changeOrganization: (change) => {
      organization = { ...organization, ...change };
    },
    directory,
    users,
    groups,
    contacts,
    applications,
    consents,
    extensions,
    signingKeyPem: initial.signingKeyPem,
    deltaEpoch: () => deltaEpoch,
    expireDeltaTokens: () => {
      deltaEpoch = randomUUID();
    },
    snapshot: () => ({
      version: 1,
      organization,
      applications: applications.all(),
      users: users.all().map(asUser),
      groups: groups.all(),
      contacts: contacts.all(),
      applicationObjects: directory.sets.application.all(),
      servicePrincipals: directory.sets.servicePrincipal.all(),
      consents: consents.all(),
      extensionProperties: extensions.all(),
      directoryRoles: directory.sets.directoryRole.all(),
      deleted: objectKinds.flatMap((kind) => directory.sets[kind].allDeleted().map((object) => ({ kind, object }))),
      members: directory.members.snapshot(),
      owners: directory.owners.snapshot(),
      managers: directory.managers.snapshot(),
      signingKeyPem: initial.signingKeyPem,
    }),
  };
}

function load(directory: Directory, initial: Snapshot): void {
  for (const user of initial.users) directory.sets.user.put(user);
  for (const group of initial.groups) directory.sets.group.put(group);
  for (const contact of initial.contacts) directory.sets.contact.put(contact);
  for (const role of initial.directoryRoles) directory.sets.directoryRole.put(role);
  for (const object of initial.applicationObjects) directory.sets.application.put(object);
  for (const object of initial.servicePrincipals) directory.sets.servicePrincipal.put(object);
  for (const { kind, object } of initial.deleted) directory.sets[kind].softDelete(object);
  directory.members.load(initial.members);
  directory.owners.load(initial.owners);
  directory.managers.load(initial.managers);
}

/** A user cannot be without a sign-in name; the empty one only satisfies the type. */
const asUser = (record: ObjectRecord): UserRecord => (isUser(record) ? record : { ...record, userPrincipalName: '' });

const isUser = (record: ObjectRecord): record is UserRecord => typeof record.userPrincipalName === 'string';

/** A tenant is named by its id or by any of its verified domains. */
export const isNameOfTenant = (state: TenantState, name: string): boolean =>
  name.toLowerCase() === state.tenantId || isVerifiedDomain(state, name);

export const isVerifiedDomain = (state: TenantState, name: string): boolean =>
  state.organization().verifiedDomains.some((domain) => domain.name.toLowerCase() === name.toLowerCase());

/** The domain in which new addresses are made. */
export const defaultDomain = (state: TenantState): string =>
  state.organization().verifiedDomains.find((domain) => domain.isDefault)?.name ?? '';
