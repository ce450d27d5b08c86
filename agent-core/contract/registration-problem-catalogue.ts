/** The problems of registering the agent in a tenant, with the words a person reads. */
import type { ProblemText } from './problem-text.ts';

const nothingChanged = 'Nothing was changed in the directory or the tenant.';

export const registrationProblemCatalogue = {
  'setup.in-progress': {
    title: 'Another set-up is under way.',
    meaning: nothingChanged,
    remedy: 'Wait for it to end, then try again.',
  },
  'registration.not-permitted': {
    title: 'The administrator who signed in may not do this in the tenant.',
    meaning: 'What was done until then stays; it is found and completed when somebody who may goes on.',
    remedy:
      'Sign in as Global Administrator or Application Administrator, or hand certificate and script to somebody who is.',
  },
  'registration.in-use': {
    title: 'The registration belongs to an agent that is set up.',
    meaning: nothingChanged,
    remedy: 'Undo a set-up only before it is finished.',
  },
  'registration.sign-in-expired': {
    title: 'The sign-in of the administrator has expired.',
    meaning: 'What was done until then stays; it is found and completed when you go on.',
    remedy: 'Sign in again and go on.',
  },
  'tenant.different-clouds': {
    title: 'Sign-in and Microsoft Graph are set to addresses of different clouds.',
    meaning: nothingChanged,
    remedy: 'Choose the cloud of your tenant, which sets both addresses.',
  },
} as const satisfies Record<string, ProblemText>;
