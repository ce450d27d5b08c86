/** Every word about the managed account that the agent is to run as. */
import type { ManagedAccountReport } from '../../../electron/contract/bridge.ts';
import type { ManagedDeed, Retriever } from '../../wizard/account/managed-state.ts';

export const managedTexts = {
  domain: 'Domain',
  domainHint: 'The DNS name of the domain that the account belongs to.',
  domainPlaceholder: 'corp.contoso.com',
  name: 'Name of the account',
  nameHint: 'At most 15 characters. The directory puts a $ behind it.',
  nameFault: 'Use 1 to 15 letters, digits, dots, hyphens and underscores, without a dot at the end.',
  connection: 'How its controllers are reached',
  closeConnection: 'Hide how its controllers are reached',

  administrator: 'In whose name the directory is looked at and changed',

  retrieverLegend: 'Who may use the account',
  retriever: {
    computer: {
      title: 'This server',
      consequence: (computer: string) =>
        `${computer} retrieves the password. A second agent on another server is added when it is set up.`,
    },
    group: {
      title: "A group of the agents' servers",
      consequence: (computer: string) =>
        `${computer} is put into the group, and has to restart before it may use the account.`,
    },
  } satisfies Record<Retriever, { title: string; consequence: (computer: string) => string }>,
  group: 'Group',
  groupHint: 'Its name before Windows 2000 (sAMAccountName). It must be there.',

  look: 'Look in the directory',
  lookAgain: 'Look again',
  looking: 'Looking in the directory',
  making: 'Changing the directory',
  refused: { look: 'The directory could not be looked at', make: 'It could not be done' },

  none: {
    newManaged: (name: string) => `There is no ${name} yet.`,
    existingManaged: (name: string) => `There is no group managed service account ${name} in the domain.`,
  },
  found: ({ sAMAccountName, isOurs }: NonNullable<ManagedAccountReport['account']>) =>
    isOurs
      ? `${sAMAccountName} is there, made by Bridgehead.`
      : `${sAMAccountName} is there, made by somebody else: it is used, and never deleted by Bridgehead.`,
  retrieves: {
    directly: (computer: string) => `${computer} may retrieve its password.`,
    throughGroup: (computer: string) => `${computer} may retrieve its password as a member of a group.`,
    not: (computer: string) => `${computer} may not retrieve its password yet.`,
  },
  create: 'Create the account',
  createWhy: (retriever: string) =>
    `It is made in Managed Service Accounts and takes AES alone. ${retriever} may retrieve its password, and nobody else.`,
  rootKeyCommand: 'Add-KdsRootKey -EffectiveImmediately',
  permit: 'Let this server use it',
  restart:
    'This server learns that it is in the group when it restarts. Restart it, open the set-up again and choose the account that is there.',

  switchTitle: (name: string) => `Let the agent run as ${name}`,
  switchWhy: (runsAs: string | null) =>
    `${runsAs === null ? '' : `It runs as ${runsAs} now. `}Windows asks for an administrator of this server, and the agent restarts. If it does not come up, it gets back the account it has now.`,
  switch: (name: string) => `Run the agent as ${name}`,
  switching: 'The agent restarts',
  notSwitched: 'The agent runs as before',
  runs: (name: string) => `The agent runs as ${name}.`,

  deed: ({ account, did }: ManagedDeed): string => {
    const name = account.split('@')[0] ?? account;
    switch (did) {
      case 'created':
        return `The account ${account} was created.`;
      case 'retrievalGranted':
        return `The password of ${name} may be retrieved from here.`;
      case 'addedToGroup':
        return `This server was put into the group that may use ${name}.`;
      case 'switched':
        return `The agent runs as ${account}.`;
    }
  },

  missing: {
    domain: 'Enter the domain of the account.',
    name: 'Enter the name of the account, of at most 15 characters.',
    group: "Enter the group of the agents' servers.",
    controllers: 'Complete how the controllers are reached.',
    look: 'Look in the directory for the account first.',
    atWork: 'The account is still being seen to.',
    unusable: 'The agent cannot run as this account yet.',
    restart: 'Restart this server first, so that it learns that it is in the group.',
    switch: 'Let the agent run as the account first.',
  },
} as const;
