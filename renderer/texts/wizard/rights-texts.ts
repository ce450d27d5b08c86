/** Every word of the page that shows and grants what the account needs in the directory. */
import type { RightsTable } from '../../../electron/contract/bridge.ts';
import { formatNumberOf } from '../../format.ts';
import type { Rights } from '../../wizard/domains/domain-entry.ts';
import type { RightsGrant } from '../../wizard/rights/rights-state.ts';

type EntryState = RightsTable['entries'][number]['state'];

export const rightsTexts = {
  title: 'Grant the account what it needs',
  why: 'These are all the rights it takes for what you chose, and all of them are rights to read. Nothing is granted before you press the button for it.',
  optional:
    'You can go on without: what the account may not read is not synchronised, and the table says what that means. Somebody else can grant the rights later, with the command below each table.',

  administrator: 'In whose name the directory is looked at and changed',
  heading: (domain: string, account: string) => `${account} in ${domain}`,
  table: (domain: string) => `Rights in ${domain}`,
  columns: { state: 'State', permission: 'Right', why: 'Why, and what fails without it' },
  state: {
    present: 'Granted',
    missing: 'Missing',
    unreadable: 'Could not be seen',
    unseen: 'Not looked at',
    anyway: 'Only through others',
  } satisfies Record<EntryState | 'unseen' | 'anyway', string>,
  whyAndWithout: (why: string, without: string) => `${capital(why)}. Without it ${without}.`,
  place: {
    deletions: 'The container Deleted Objects of the domain',
    domain: (domain: string) => `The domain ${domain}`,
    units: (units: readonly string[]) =>
      units.length === 1 ? 'The chosen unit' : `Each of the ${units.length} chosen units`,
  },

  deletions: {
    domain:
      'Without the right on Deleted Objects deletions are not seen: whoever is deleted in the directory stays in the tenant, held as vanished. To grant it, the administrators become owners of that container, as with dsacls /takeownership.',
    units:
      'With rights to units alone deletions are not seen, because Deleted Objects belongs to the whole domain: whoever is deleted in the directory stays in the tenant, held as vanished. Choose "The whole domain" on the page Connect Active Directory if deletions are to follow.',
  } satisfies Record<Rights, string>,
  others: (count: number) =>
    `The account has ${formatNumberOf(count, 'other entry', 'other entries')} here, from somebody else; they stay as they are.`,
  noUnits: (domain: string) => `Nothing of ${domain} is in scope, so it takes no right there.`,

  look: 'Look what is granted',
  lookOf: (domain: string) => `Look what is granted in ${domain}`,
  lookAgain: 'Look again',
  lookAgainOf: (domain: string) => `Look again what is granted in ${domain}`,
  grant: (count: number) => `Grant ${formatNumberOf(count, 'right', 'rights')}`,
  looking: 'Looking at the access lists',
  granting: 'Granting the rights',
  complete: 'Everything is granted.',
  elsewhere: 'For whoever does it elsewhere, in a terminal of any computer with an agent that reaches the domain:',
  deed: ({ domain, account, added }: RightsGrant): string =>
    `${account} was granted ${formatNumberOf(added, 'right', 'rights')} in ${domain}.`,

  missing: {
    granting: 'The rights are still being granted.',
    administrator: 'Enter the administrator of the domain and the password first.',
    refused: {
      domain: (name: string) =>
        `The account may not read the changes of ${name}. Grant it what is missing, or choose "What it may see" on the page of the domains.`,
      units: (name: string) => `The account may not read ${name} at all. Grant it what is missing.`,
    } satisfies Record<Rights, (name: string) => string>,
  },
} as const;

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
