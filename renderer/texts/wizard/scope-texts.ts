/** Every word of the page that decides who is synchronised. */
import { formatCount, formatNumberOf } from '../../format.ts';
import type { PickedGroup, ScopeKind } from '../../wizard/scope/scope-state.ts';

export const scopeTexts = {
  title: 'Choose who is synchronised',
  why: 'Only these people get an account in the tenant. You can change this later: unless the settings say otherwise, whoever leaves the scope is then deleted in the tenant, within limits, and can be brought back for 30 days.',
  choices: {
    kept: { title: 'As it is now', consequence: '' },
    all: {
      title: 'Everybody',
      consequence: 'All users and security groups of the chosen domains, except the built-in ones and system accounts.',
    },
    groups: {
      title: 'Members of groups',
      consequence:
        'Good for a pilot: who joins one of them is synchronised from then on, also through groups inside it.',
    },
    units: {
      title: 'Organisational units',
      consequence: 'Everybody in the chosen OUs and below them. An OU below a chosen one can be left out.',
    },
  } satisfies Record<ScopeKind, { title: string; consequence: string }>,
  everybody: (users: number, domains: number) =>
    `${formatNumberOf(users, 'user', 'users')} in ${formatNumberOf(domains, 'domain', 'domains')}.`,

  domain: 'Domain',
  search: 'Find a group',
  searchHint: 'A part of its name.',
  searching: 'Searching',
  noneFound: 'No group has this in its name.',
  found: 'Groups found',
  searchFailed: 'The groups could not be read',
  pick: 'Add',
  pickOf: (name: string) => `Add ${name}`,
  picked: 'Chosen groups',
  nonePicked: 'No group chosen yet',
  nonePickedExplanation: 'Find groups above and add them; they are listed here.',
  drop: 'Remove',
  dropOf: (name: string) => `Remove ${name}`,
  members: ({ members, hasPrimaryMembers = false }: Pick<PickedGroup, 'members' | 'hasPrimaryMembers'>) =>
    `${formatNumberOf(members, 'member', 'members')}${hasPrimaryMembers ? ', besides members by primary group' : ''}`,
  already: 'Chosen',

  tree: 'Organisational units',
  treeHint: 'Tick what is synchronised. Arrow keys open and close, the space bar ticks.',
  unitCounts: (users: number | null, groups: number | null) =>
    users === null
      ? 'not counted'
      : `${formatNumberOf(users, 'user', 'users')}${groups === null || groups === 0 ? '' : `, ${formatNumberOf(groups, 'group', 'groups')}`}`,
  reading: 'Reading',
  empty: 'No organisational units here',
  more: 'Show more',
  again: 'Try again',
  unread: 'This part of the directory could not be read',
  summary: (included: number, excluded: number, users: number | null) =>
    [
      `${formatNumberOf(included, 'OU', 'OUs')} chosen`,
      excluded === 0 ? '' : `${formatCount(excluded)} left out below ${included === 1 ? 'it' : 'them'}`,
      users === null ? '' : formatNumberOf(users, 'user', 'users'),
    ]
      .filter((part) => part !== '')
      .join(', '),

  missing: {
    groups: 'Add at least one group.',
    units: 'Tick at least one organisational unit.',
    tooMany: 'These are more than 50. Choose a group that contains them, or a unit above them.',
  },
} as const;
