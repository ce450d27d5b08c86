/** The part of the catalogue about the window and about people who sign in through it. */
import type { ProblemText } from './problem-text.ts';

export const desktopProblemCatalogue = {
  'desktop.unexpected': {
    title: 'Something happened in this window that Bridgehead did not expect.',
    meaning: 'The agent is not affected: whatever it was doing goes on.',
    remedy: 'Try again. If it happens again, close the window, open it again and report which button led to it.',
  },
  'sign-in.cancelled': {
    title: 'The sign-in was given up.',
    meaning: 'Nothing was read from the tenant or changed in it.',
    remedy: 'Sign in again when you are ready.',
  },
  'sign-in.too-late': {
    title: 'Nobody signed in within the time allowed.',
    meaning: 'Nothing was read from the tenant or changed in it.',
    remedy: 'Sign in again and finish it within ten minutes.',
  },
  'sign-in.no-browser': {
    title: 'No browser could be opened on this computer.',
    meaning: 'Nothing was read from the tenant or changed in it.',
    remedy: 'Sign in with a code instead, on any other device.',
  },
  'sign-in.unreachable': {
    title: 'The sign-in address cannot be reached from this window.',
    meaning: 'Nothing was read from the tenant or changed in it.',
    remedy:
      'Check the proxy, the private certificate authority and the cloud in the network settings on the first page.',
  },
  'sign-in.consent-required': {
    title: 'The tenant does not let this application see what the set-up needs.',
    meaning: 'Nothing was read from the tenant or changed in it.',
    remedy:
      'Sign in with an account that may consent for the organisation, or have an administrator prepare the application elsewhere.',
  },
  'sign-in.client-unknown': {
    title: 'The tenant does not allow signing in through this application.',
    meaning: 'Nothing was read from the tenant or changed in it.',
    remedy:
      'Name another application in the network settings on the first page: a public client of your own with the redirect address http://localhost.',
  },
  'sign-in.not-a-member': {
    title: 'The account does not belong to a tenant that it can set up.',
    meaning: 'Nothing was read from the tenant or changed in it.',
    remedy: 'Sign in with a member of the tenant, not with a guest or a personal account.',
  },
  'sign-in.required': {
    title: 'Nobody is signed in to the tenant any more.',
    meaning: 'The request was not carried out.',
    remedy: 'Go back to the page Connect Entra ID and sign in again; what was done stays done.',
  },
  'sign-in.failed': {
    title: 'The sign-in did not work.',
    meaning: 'Nothing was read from the tenant or changed in it.',
    remedy: 'Try again. The detail holds what the sign-in service answered.',
  },
  'desktop.password-gone': {
    title: 'The password of this account is not known any more.',
    meaning: 'The directory was not asked. Passwords are kept only while the set-up goes on.',
    remedy: 'Enter the password again.',
  },
  'desktop.file-unreadable': {
    title: 'The file cannot be read.',
    meaning: 'Nothing was changed.',
    remedy: 'Choose a file that you may read.',
  },
  'desktop.no-certificate': {
    title: 'The file holds no certificate that can be used.',
    meaning: 'Nothing was changed.',
    remedy: 'Choose a file in PEM form; it begins with -----BEGIN CERTIFICATE-----.',
  },
  'desktop.file-not-written': {
    title: 'The file could not be written.',
    meaning: 'Nothing was saved.',
    remedy: 'Choose a folder that you may write to, on a disk with room.',
  },
  'desktop.address-refused': {
    title: 'This window does not open that address.',
    meaning: 'Nothing was opened.',
    remedy: 'Addresses of the tenant you signed in to can be opened, and no others.',
  },
} as const satisfies Record<string, ProblemText>;
