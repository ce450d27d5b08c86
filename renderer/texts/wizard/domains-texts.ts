/** Every word of the page that connects Active Directory. */
import { formatNumberOf } from '../../format.ts';
import type { Rights, Security } from '../../wizard/domains/domain-entry.ts';

export const domainsTexts = {
  title: 'Choose the domains that are read',
  why: 'Each domain is signed in to and looked at now, so that nothing surprises you later. Nothing is changed in it.',

  searching: 'Looking for the domain of this server',
  foundNone: 'This server belongs to no domain that can be found. Add the domain by its name.',
  foundOne: (domain: string, forest: string, controllers: number) =>
    `This server belongs to ${domain} in the forest ${forest}, with ${formatNumberOf(controllers, 'controller', 'controllers')}.`,
  searchFailed: 'The domain of this server could not be found',

  list: 'Domains',
  none: 'No domain yet',
  noneExplanation: 'Add one by its name; it appears here and is checked.',
  add: 'Add a domain',
  addPlaceholder: 'corp.contoso.com',
  addHint: 'The DNS name of the domain.',
  addButton: 'Add',
  addKnown: (name: string) => `Add ${name}`,
  others: 'Other domains of the forest:',

  unchecked: 'Not checked yet',
  checking: 'Signing in and looking around',
  verified: (controller: string, users: number | null) =>
    users === null
      ? `Works, through ${controller}`
      : `Works, through ${controller}, ${formatNumberOf(users, 'user', 'users')}`,
  failed: 'Does not work yet',
  check: 'Check',
  checkOf: (name: string) => `Check ${name}`,
  checkAgain: 'Check again',
  checkAgainOf: (name: string) => `Check again ${name}`,
  details: 'Details',
  closeDetails: 'Close details',
  detailsOf: (name: string) => `Details of ${name}`,
  closeDetailsOf: (name: string) => `Close details of ${name}`,
  remove: 'Remove',
  removeOf: (name: string) => `Remove ${name}`,

  accountLegend: 'Account',
  sharedAccount: (account: string) => `The service account, ${account}`,
  ownAccount: 'Another account for this domain',
  controllersLegend: 'Domain controllers',
  automatic: 'Found automatically, the nearest that answers',
  chosen: 'Only these',
  host: 'Name',
  address: 'Address',
  addressHint: 'Only where the name does not lead there',
  port: 'Port',
  addController: 'Add a controller',
  removeController: (host: string) => `Remove the controller ${host}`,
  controllerFault: 'Enter a name, and a port between 1 and 65535.',
  securityLegend: 'Protection of the connection',
  security: {
    automatic: 'Automatic: Kerberos, or TLS where that does not work',
    ldaps: 'LDAPS: TLS from the first byte, usually port 636',
    starttls: 'StartTLS: TLS on the ordinary port, usually 389',
    integrated: 'Kerberos: signed and sealed on port 389, needs no certificate',
  } satisfies Record<Security, string>,
  noAuthority: 'None, those that this server trusts are enough.',
  authorityHint:
    'Needed where the certificate of the controllers comes from an authority that this server does not trust.',

  rightsLegend: 'How much the account reads',
  rights: {
    domain: {
      title: 'The whole domain',
      consequence:
        'It takes Replicating Directory Changes and the right to see Deleted Objects, which the page Rights shows and can grant. Runs ask only for what changed, and deletions are seen.',
    },
    units: {
      title: 'What it may see',
      consequence:
        'Any account of the domain can do this, also one that is kept out of some OUs. Every run reads everything. Whoever is deleted stays in the tenant and is held, because nothing shows that it was a deletion.',
    },
  } satisfies Record<Rights, { title: string; consequence: string }>,
  rightsRefused: {
    domain: (name: string) =>
      `In ${name} the account may not read the changes of the whole domain yet. The page Rights says what it takes and can grant it; or choose the other one.`,
    units: (name: string) =>
      `In ${name} the account may not read any OU. Let it read the OUs you want to synchronise and check again.`,
  } satisfies Record<Rights, (name: string) => string>,

  missing: {
    searching: 'The domain of this server is still being looked for.',
    none: 'Add at least one domain.',
    account: (name: string) => `Enter the account for ${name}.`,
    password: (name: string) => `Enter the password of the account for ${name}.`,
    controllers: (name: string) => `Complete the controllers of ${name}.`,
    unchecked: (name: string) => `Check ${name} first.`,
    checking: (name: string) => `${name} is still being checked.`,
    failed: (name: string) => `${name} does not work yet. Correct it, or remove it.`,
    rights: (name: string) => `The account may not read ${name} in the way you chose.`,
  },
} as const;
