/** Every word of the wizard's first page. */
export const welcomeTexts = {
  title: 'Connect your directory to your tenant',
  why: 'Bridgehead keeps Active Directory and Microsoft Entra ID in step. The set-up takes about five minutes, and nothing is created or changed before you confirm it.',
  needs: 'Have at hand',
  needsList: [
    'An account that may register an application in Entra ID and grant it permissions: Global Administrator, or Privileged Role Administrator with Application Administrator.',
    'An account of your domain that may read it. An ordinary user is enough.',
  ],
  licence: 'Licence terms',
  accept: 'I accept the licence terms',
  missing: 'Accept the licence terms to go on.',
} as const;
