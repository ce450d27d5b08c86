/** Every word of the page about the agent itself: the service, the set-up, the certificate and the check. */
import type {
  CertificateState,
  DomainDraft,
  PeopleSignIn,
  RepairCheck,
  Scope,
  ServiceView,
} from '../../../electron/contract/bridge.ts';
import { formatCount, formatNumberOf } from '../../format.ts';

export const agentTexts = {
  service: {
    heading: 'Service',
    host: 'Kept running by',
    hosts: {
      systemd: 'systemd',
      windows: 'The service manager of Windows',
      supervisor: 'the supervisor of Bridgehead',
    } satisfies Record<ServiceView['host'], string>,
    state: 'State',
    states: {
      notInstalled: 'Not installed',
      stopped: 'Stopped',
      running: 'Running',
      waiting: 'Ended by itself, and is started again',
    } satisfies Record<ServiceView['state']['kind'], string>,
    since: 'since',
    restarts: (count: number) => `started again ${formatNumberOf(count, 'time', 'times')}`,
    foreground: 'The agent was started by hand, and ends with its terminal',
    install: 'Have it kept running in the background:',
    installCommand: 'bridgehead service install',
    startRefused: 'The agent was not started',
    unread: 'What keeps the agent running could not be found out',
  },
  setUp: {
    heading: 'Set-up',
    change: 'Change the set-up',
    changeHint: 'The wizard opens with everything as it is. Nothing changes before you confirm.',
    reading: 'Reading the settings',
    unread: 'The settings could not be read',
    domain: 'Domain',
    readAs: ({ account, rights }: Pick<DomainDraft, 'account' | 'rights'>) =>
      `read as ${account}, ${rights === 'units' ? 'what it may see' : 'the whole domain'}`,
    tenant: 'Tenant',
    application: 'Application',
    scope: 'Scope',
    scopes: (scope: Scope) => {
      switch (scope.kind) {
        case 'all':
          return 'Everybody';
        case 'groups':
          return `Members of ${formatNumberOf(scope.groups.length, 'group', 'groups')}`;
        case 'units':
          return formatNumberOf(scope.include.length, 'organisational unit', 'organisational units');
      }
    },
    leftOut: (count: number) => `${formatCount(count)} left out below them`,
    groups: 'Groups',
    groupsKept: 'Kept in step',
    groupsLeft: 'Left alone: none is created, changed or removed',
    primaryMembers: (areMembers: boolean) =>
      areMembers
        ? 'Whoever has one for primary group is a member'
        : 'Whoever has one for primary group is no member by that',
    transitive: 'Written with everybody in the groups in them',
    groupCount: (count: number) => formatNumberOf(count, 'group', 'groups'),
    moreGroups: (count: number) => `and ${formatCount(count)} more`,
    people: 'New people sign in',
    peopleSignIn: {
      selfService: 'With a password they set themselves',
      federation: 'Through your federation',
    } satisfies Record<PeopleSignIn, string>,
    notSaid: 'Not said yet',
    revision: 'Settings',
    revisionNumber: (revision: number) => `Revision ${formatCount(revision)}`,
  },
  certificate: {
    heading: 'Certificate',
    unread: 'The certificate could not be read',
    reading: 'Reading the certificate',
    validUntil: 'Valid until',
    expired: 'It has ended: the agent cannot sign in to the tenant.',
    thumbprint: 'Thumbprint (SHA-256)',
    renewed: 'Is replaced from',
    renewals: {
      none: 'The agent replaces it by itself.',
      due: 'It is time for a new one; the agent makes it by itself within the hour.',
      waiting: 'A new one is registered and has yet to sign in; both are kept until then.',
    } satisfies Record<CertificateState['renewal'], string>,
  },
  check: {
    heading: 'Check',
    explanation:
      'Looks at everything the agent needs, and mends what it can without a person. Nothing is changed in the directory or the tenant.',
    check: 'Check and repair',
    checking: 'Checking',
    unmade: 'The check could not be made',
    list: 'What was checked',
    names: {
      dataFolder: 'Data folder',
      disk: 'Disk',
      backup: 'Backup',
      settings: 'Settings',
      certificate: 'Certificate',
      directory: 'Directory',
      rights: 'Rights',
      tenant: 'Tenant',
    } satisfies Record<RepairCheck['name'], string>,
    results: {
      good: 'good',
      mended: 'mended',
      person: 'needs your attention',
    } satisfies Record<RepairCheck['result'], string>,
  },
  away: 'What the agent knows about itself is shown when it answers.',
} as const;
