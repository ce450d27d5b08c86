/** What a scripted agent answers the wizard: one tenant, one domain, a small tree of units, a few groups. */
import type {
  AccountSurroundings,
  EnsuredManagedAccount,
  ManagedAccountReport,
} from '../../agent-core/contract/account-requests.ts';
import type { DirectoryUnit, DirectoryVerification } from '../../agent-core/contract/directory-requests.ts';
import {
  type DirectoryRight,
  directoryRightTexts,
  rightsNeededIn,
} from '../../agent-core/contract/directory-rights.ts';
import { objectGuidSchema } from '../../agent-core/contract/identifiers.ts';
import type { TenantInspection } from '../../agent-core/contract/registration-requests.ts';
import { succeed } from '../../agent-core/contract/result.ts';
import type { RightEntry, RightsTable, RightsWish } from '../../agent-core/contract/rights-requests.ts';
import type { ScriptedAgent } from './scripted-agent.ts';

export const guid = (number: number) =>
  objectGuidSchema.parse(`6f9619ff-8b86-4011-b42d-${number.toString(16).padStart(12, '0')}`);

export const inspectionOf = (changes: Partial<TenantInspection> = {}): TenantInspection => ({
  tenantId: '0b5c1a9e-3f52-4d6c-9a51-7f6f2c1f8e44',
  displayName: 'Contoso',
  verifiedDomains: ['contoso.com', 'contoso.de', 'fabrikam.com', 'northwind.com', 'contoso.onmicrosoft.com'],
  initialDomain: 'contoso.onmicrosoft.com',
  person: {
    userPrincipalName: 'admin@contoso.onmicrosoft.com',
    displayName: 'Contoso Administrator',
    roles: ['Global Administrator'],
  },
  mayRegister: true,
  mayGrant: true,
  otherSynchronisation: false,
  exchangeOnPremises: false,
  existingRegistration: null,
  grants: [
    { permission: 'User.ReadWrite.All', why: 'Reads, creates and updates users.', without: 'Every run fails.' },
    {
      permission: 'Organization.Read.All',
      why: 'Sees verified domains, and whether another synchronisation runs.',
      without: 'The set-up and every run fail.',
    },
  ],
  ...changes,
});

export const verificationOf = (changes: Partial<DirectoryVerification> = {}): DirectoryVerification => ({
  controller: 'dc1.corp.contoso.com',
  forest: 'corp.contoso.com',
  domains: [
    { name: 'corp.contoso.com', objectGuid: guid(1) },
    { name: 'emea.corp.contoso.com', objectGuid: guid(2) },
  ],
  rightsModeWorks: { domain: true, units: true },
  users: 1_236,
  ...changes,
});

const unitOf = (number: number, name: string, users: number, above = '', hasChildren = false): DirectoryUnit => ({
  objectGuid: guid(number),
  name,
  distinguishedName: `OU=${name},${above}DC=corp,DC=contoso,DC=com`,
  hasChildren,
  users,
  groups: Math.floor(users / 40),
});

const topUnits = [
  unitOf(10, 'Sales', 312, '', true),
  unitOf(20, 'Research and Development with a name that is rather long for a tree', 148),
  unitOf(30, 'Service', 96),
  unitOf(40, 'Users', 12),
];
const unitsBelowSales = [unitOf(11, 'Interns', 24, 'OU=Sales,'), unitOf(12, 'Nordic', 120, 'OU=Sales,')];

export const groups = [
  {
    objectGuid: guid(50),
    name: 'Pilot',
    distinguishedName: 'CN=Pilot,OU=Groups,OU=Headquarters,DC=corp,DC=contoso,DC=com',
    members: 25,
  },
  {
    objectGuid: guid(51),
    name: 'Pilot Nordic',
    distinguishedName: 'CN=Pilot Nordic,OU=Groups,DC=corp,DC=contoso,DC=com',
    members: 7,
  },
];

export const registration = {
  clientId: 'b71d9eed-58c3-4e2f-a6b0-4c9f13d2e871',
  objectId: '0b7ec7a9-2f64-4a8b-b5d1-6e30c98f4a12',
  ownershipExtension: 'extension_b71d9eed58c34e2fa6b04c9f13d2e871_bridgehead',
  grantsMissing: [],
  consentUrl: null,
  certificate: { thumbprintSha256: 'a'.repeat(64), notAfter: '2027-05-25T20:00:00.000Z' },
};

/** An agent on Linux, as the tests are; one on Windows can run as a managed account. */
export const surroundings = {
  platform: 'other',
  computer: 'SRV1',
  canUseManagedAccount: false,
  runsAs: 'bridgehead',
  clientKeytab: null,
  hasClientKeytab: null,
} as const satisfies AccountSurroundings;

export const surroundingsOnWindows = {
  ...{
    platform: 'windows',
    computer: 'SRV1',
    canUseManagedAccount: true,
    runsAs: 'BridgeheadAgent',
    clientKeytab: null,
    hasClientKeytab: null,
  },
} as const satisfies AccountSurroundings;

export const reportOfAccount = (changes: Partial<ManagedAccountReport> = {}): ManagedAccountReport => ({
  account: {
    ...{ sAMAccountName: 'bridgehead$', sid: 'S-1-5-21-1-2-3-1104', isOurs: true, isEnabled: true, isAesOnly: true },
    distinguishedName: 'CN=bridgehead,CN=Managed Service Accounts,DC=corp,DC=contoso,DC=com',
    retrievers: [{ name: 'SRV1$', sid: 'S-1-5-21-1-2-3-1200' }],
  },
  retrieves: 'directly',
  computer: { name: 'SRV1$', sid: 'S-1-5-21-1-2-3-1200' },
  problems: [],
  ...changes,
});

export const ensuredOf = (changes: Partial<EnsuredManagedAccount> = {}): EnsuredManagedAccount => ({
  ...reportOfAccount(),
  ...{ did: [], needsRestart: false },
  ...changes,
});

const domainHead = 'DC=corp,DC=contoso,DC=com';

/** As an answer to what is asked: for the whole domain, or for every unit that is named. */
export function rightsOf(
  state: RightEntry['state'],
  { account, mode, units }: RightsWish = { account: 'bridgehead$', mode: 'domain', units: [] },
): RightsTable {
  const sAMAccountName = account.replace(/@.*$/, '');
  const tops = mode === 'domain' ? [domainHead] : units.map(nameOfUnit);
  return {
    account: {
      ...{ sAMAccountName, sid: 'S-1-5-21-1-2-3-1104' },
      distinguishedName: `CN=${sAMAccountName.replace(/\$$/, '')},CN=Users,${domainHead}`,
    },
    entries: tops.flatMap((where) => rightsNeededIn(mode).map((right) => rightOf(right, where, state))),
    others: [],
  };
}

/** What applying adds: all but the one that is there. */
export const missingOf = (asked: RightsWish): number =>
  rightsOf('missing', asked).entries.filter(({ state }) => state !== 'present').length;

const nameOfUnit = (objectGuid: string): string =>
  [...topUnits, ...unitsBelowSales].find((unit) => unit.objectGuid === objectGuid)?.distinguishedName ?? domainHead;

function rightOf(right: DirectoryRight, where: string, state: RightEntry['state']): RightEntry {
  const place = right === 'deletions' ? `CN=Deleted Objects,${domainHead}` : where;
  const unseen = right === 'deletions' && state === 'missing' ? 'unreadable' : state;
  return { right, where: place, ...directoryRightTexts[right], state: right === 'users' ? 'present' : unseen };
}

export const pairing = {
  tenant: { tenantId: '0b5c1a9e-3f52-4d6c-9a51-7f6f2c1f8e44', displayName: 'Contoso' },
  domains: [{ name: 'corp.contoso.com', controller: 'dc1.corp.contoso.com' }],
};

/** Everything works. A test says afterwards what does not. */
export function answerTheWizard(agent: ScriptedAgent): void {
  agent.answer('account.here', () => succeed(surroundings));
  agent.answer('directory.discover', () =>
    succeed({
      domain: 'corp.contoso.com',
      forest: 'corp.contoso.com',
      controllers: [
        { host: 'dc1.corp.contoso.com', site: 'Stockholm' },
        { host: 'dc2.corp.contoso.com', site: 'Stockholm' },
      ],
    }),
  );
  agent.answer('directory.verify', () => succeed(verificationOf()));
  agent.answer('directory.units', ({ parent }) =>
    succeed({ items: parent === null ? topUnits : unitsBelowSales, next: null }),
  );
  agent.answer('directory.groups', ({ search }) =>
    succeed({ groups: groups.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase())) }),
  );
  agent.answer('rights.preview', (asked) => succeed(rightsOf('missing', asked)));
  agent.answer('rights.apply', (asked) => succeed({ ...rightsOf('present', asked), added: missingOf(asked) }));
  agent.answer('tenant.inspect', () => succeed(inspectionOf()));
  agent.answer('registration.apply', () => succeed(registration));
  agent.answer('registration.remove', () => succeed({}));
  agent.answer('registration.check', () => succeed({ grantsMissing: [], grantsUnexpected: [] }));
  agent.answer('registration.script', () => succeed({ script: '# registers the agent\n' }));
  agent.answer('certificate.create', () =>
    succeed({
      certificatePem: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
      thumbprintSha256: 'a'.repeat(64),
      notAfter: '2027-05-25T20:00:00.000Z',
      replacesDamaged: false,
    }),
  );
  agent.answer('setup.apply', () => succeed(pairing));
}
