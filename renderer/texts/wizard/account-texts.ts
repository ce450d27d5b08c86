/** Every word of the page that decides as whom the agent reads the directory, but for those about managed accounts. */
import type { AccountSurroundings } from '../../../electron/contract/bridge.ts';
import type { AccountWay } from '../../wizard/account/account-page-state.ts';

interface WayText {
  readonly title: string;
  readonly consequence: string;
}

export const accountTexts = {
  title: 'Choose the account that reads the directory',
  why: 'The agent signs in to Active Directory as this account and only reads. What it needs there is shown, and can be granted, before anything is set up.',
  looking: 'Looking what this server can do',
  unread: 'What this server can do could not be found out',
  legend: 'Who signs in',

  ways: ({ platform, runsAs }: Pick<AccountSurroundings, 'platform' | 'runsAs'>): Record<AccountWay, WayText> => ({
    newManaged: {
      title: 'A new group managed service account (gMSA)',
      consequence:
        'The domain makes its password and changes it by itself, so nobody knows it and nothing expires. A domain administrator creates it here, once.',
    },
    existingManaged: {
      title: 'A group managed service account that is there already',
      consequence:
        'Looked at first: whether this server may retrieve its password. If it may not, a domain administrator can allow it here.',
    },
    own: {
      title: platform === 'windows' ? 'What the service runs as now' : 'A Kerberos keytab of this server',
      consequence:
        platform === 'windows'
          ? `The service runs as ${runsAs ?? 'an account of its own'}; without an account of its own it signs in as this computer. Nothing is asked for or kept.`
          : 'Also the keytab of a managed account: the agent signs in with the keys that an administrator put on this server. Nothing is asked for or kept.',
    },
    password: {
      title: 'Directory credentials',
      consequence:
        'An ordinary user and its password, which the agent keeps in its secret store. When the password changes, it has to be entered here again.',
    },
  }),
  onlyWindows:
    'On Windows the agent can run as a group managed service account, which has no password to forget. No service of Linux can; here its keytab does the same.',

  reader: {
    name: 'Account',
    namePlaceholder: 'bridgehead@corp.contoso.com',
    nameHint: 'Its sign-in name (userPrincipalName).',
    password: 'Password',
    passwordHint:
      'Kept in memory until the set-up ends, then in the secret store of the agent alone. It is never written in a settings file.',
  },
  /** Lends name and password for an act, and is forgotten. */
  administrator: {
    name: 'Administrator of the domain',
    namePlaceholder: 'admin@corp.contoso.com',
    nameHint: 'Somebody who may do this, such as a Domain Admin, by the sign-in name (userPrincipalName).',
    password: 'Password of the administrator',
    passwordHint:
      'Used for what you press on the pages of the service account and of the rights, kept in the memory of this window until the set-up ends, and never by the agent.',
  },
  nameFault: 'Write it like bridgehead@corp.contoso.com.',
  passwordAgain: 'The agent has it and gives it out to nobody: enter it once more, also to keep it as it is.',
  passwordKept: 'Entered, and kept until the set-up ends',
  missingName: 'Enter the account, such as bridgehead@corp.contoso.com.',
  missingPassword: 'Enter the password of the account.',

  own: {
    name: 'Account',
    placeholder: 'bridgehead$@corp.contoso.com',
    nameHint: {
      windows: (computer: string) =>
        `Its sign-in name. That of this computer is ${computer}$@ and the domain; a managed account has a $ as well.`,
      other: 'The sign-in name that the keys in the keytab are of; a managed account has a $ before the @.',
    },
    keytab: (path: string) => `The agent was started with the keytab ${path}.`,
    noKeytab:
      'The agent was started without KRB5_CLIENT_KTNAME, so Kerberos looks for the keytab at its usual place for the account of the agent. The next page tries it.',
    missing: 'Enter the account that the agent signs in as, such as bridgehead$@corp.contoso.com.',
  },

  advice: {
    title: 'What a good account looks like',
    list: [
      'It is used by the agent alone, so that its sign-ins can be told apart.',
      'Its password does not expire; a forgotten change stops the synchronisation.',
      'It is a member of no administrative group.',
    ],
  },
} as const;
