/** Every word of the page that asks for the directory account. */
export const accountTexts = {
  title: 'Choose the account that reads the directory',
  why: 'The agent signs in to Active Directory as this account and only reads. An ordinary user is enough; the next page says what it may be granted besides.',
  name: 'Account',
  namePlaceholder: 'bridgehead@corp.contoso.com',
  nameHint: 'Its sign-in name (userPrincipalName).',
  nameFault: 'Write it like bridgehead@corp.contoso.com.',
  password: 'Password',
  passwordHint:
    'Kept in memory until the set-up ends, then in the secret store of the agent alone. It is never written in a settings file.',
  passwordAgain: 'The agent has it and gives it out to nobody: enter it once more, also to keep it as it is.',
  passwordKept: 'Entered, and kept until the set-up ends',
  missingName: 'Enter the account, such as bridgehead@corp.contoso.com.',
  missingPassword: 'Enter the password of the account.',
  advice: {
    title: 'What a good account looks like',
    list: [
      'It is used by the agent alone, so that its sign-ins can be told apart.',
      'Its password does not expire; a forgotten change stops the synchronisation.',
      'It is a member of no administrative group.',
      'Where the agent runs on Windows, it can be a group managed service account, which has no password to forget: bridgehead account ensure makes one, and an answer file with identity set to service uses it. On Linux a service cannot run as one.',
    ],
  },
} as const;
