/** Every word of the page that says what the set-up is about to do. */
import type { DomainDraft, PeopleSignIn, RunReport } from '../../../electron/contract/bridge.ts';
import { formatDuration, formatNumberOf } from '../../format.ts';
import type { Start } from '../../wizard/confirm/confirm-state.ts';
import { objectsText } from '../objects-text.ts';

const listed = (names: readonly string[]) =>
  names.length <= 5
    ? names.join(', ')
    : `${names.slice(0, 5).join(', ')} and ${formatNumberOf(names.length - 5, 'other', 'others')}`;

const protections = {
  automatic: 'Kerberos or TLS',
  ldaps: 'LDAPS',
  starttls: 'StartTLS',
  integrated: 'Kerberos',
} as const;

export const confirmTexts = {
  title: 'Confirm what will be done',
  why: 'Until now nothing has been created or changed. Press Set up to begin; no account of a person is created or changed by the set-up itself.',
  whyAfterDeeds:
    'Until now only what is marked as done was created or changed. Press Set up to begin; no account of a person is created or changed by the set-up itself.',
  done: (deed: string) => `Done already: ${deed}`,
  change: 'Change',
  changeOf: (heading: string) => `Change: ${heading}`,
  copy: 'Copy as text',
  save: 'Save as answer file',
  fileName: 'bridgehead-answers.json',
  fileHint: 'The answer file sets up the same without a window: bridgehead setup --answers FILE. It holds no password.',

  server: {
    heading: 'This server',
    sentences: [
      'The agent makes a key and a certificate, unless it has them. The key never leaves this server.',
      'The settings are saved, and the passwords go into the secret store of the agent.',
    ],
    start: {
      paused: 'Runs are paused: none starts before you say so.',
      now: 'The first run starts by itself about two minutes after the set-up, and one every two minutes from then on.',
    } satisfies Record<Start, string>,
    startAgain: (intervalSeconds: number): Record<Start, string> => ({
      paused: confirmTexts.server.start.paused,
      now: `Runs start by themselves, one every ${formatDuration(intervalSeconds * 1000)}.`,
    }),
  },

  startLegend: 'When does the first run start?',
  start: {
    paused: {
      title: 'Begin paused and look at the plan first',
      consequence:
        'The set-up ends with what the first run would do, person by person. Nobody is created before you start it.',
    },
    now: {
      title: 'Run every two minutes from the start',
      consequence: 'The first run starts about two minutes after the set-up and creates the people in scope.',
    },
  } satisfies Record<Start, { title: string; consequence: string }>,

  startLegendAgain: 'Do runs start by themselves?',
  startAgain: (intervalSeconds: number): Record<Start, { title: string; consequence: string }> => ({
    paused: {
      title: 'No, runs are paused',
      consequence: 'Nothing is created or changed before you start a run or resume the schedule.',
    },
    now: {
      title: `Yes, one every ${formatDuration(intervalSeconds * 1000)}`,
      consequence: 'The next one starts at its time and works with what is set up now.',
    },
  }),

  effect: {
    heading: 'What the next run would do',
    showAgain: 'Show it again',
    failed: 'What it would do could not be found out',
    stillAsked: 'Wait until it is known who leaves because of what is set up now.',
    unaccepted: 'Somebody may leave: look at what the next run would do, and say that you want it.',
    concerned: (count: number) =>
      `${formatNumberOf(count, 'object leaves', 'objects leave')} because of what is set up now, besides what happens anyway.`,
    accept: (count: number) => `Set up, although ${formatNumberOf(count, 'object leaves', 'objects leave')}`,
    acceptUnknown: 'Set up, although nobody knows who leaves',
    outOfScope: (counts: RunReport['counts']) => `${objectsText(counts, ['outOfScope'])} outside the scope`,
  },

  directory: {
    heading: 'Active Directory',
    domain: ({ name, account, controllers, security, rights }: DomainDraft) =>
      `${name} is read as ${account} over ${protections[security ?? 'ldaps']}, through ${
        controllers.kind === 'chosen' ? listed(controllers.hosts.map(({ host }) => host)) : 'the nearest controller'
      }; ${rights === 'units' ? 'what the account may see' : 'the whole domain'}.`,
    unchanged: 'The set-up itself creates and changes nothing in the directory.',
  },
  scope: {
    all: 'Everybody is synchronised.',
    groups: (names: readonly string[]) => `The members of ${listed(names)} are synchronised.`,
    units: (included: readonly string[], excluded: readonly string[]) =>
      `Everybody in ${listed(included)} is synchronised${excluded.length === 0 ? '' : `, except in ${listed(excluded)}`}.`,
  },
  tenant: {
    heading: 'Entra ID',
    unchanged: (clientId: string) => `The application ${clientId} stays as it is. Nothing is created or changed there.`,
    prepared: (clientId: string, tenantId: string) =>
      `The application ${clientId} that was prepared in the tenant ${tenantId} is used. Nothing is created there.`,
    create: (tenant: string) => `The application Bridgehead and its service principal are created in ${tenant}.`,
    repair: (name: string, tenant: string) => `The application ${name} in ${tenant} is repaired where it needs it.`,
    mark: 'A directory extension is created that marks what the agent owns.',
    grants: (permissions: readonly string[]) => `The application is granted ${permissions.join(', ')}.`,
    consent: 'The permissions wait for an administrator who may consent; you get a link for them.',
    owner: (person: string) => `${person} is removed as the owner of the application.`,
    people: {
      selfService: 'New people begin with self-service password reset or a temporary access pass.',
      federation: 'New people sign in through your federation.',
    } satisfies Record<PeopleSignIn, string>,
  },
} as const;
