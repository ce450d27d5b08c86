/** The problems of registering the agent in a tenant, with the words a person reads. */
import { nothingChanged, type ProblemText } from './problem-text.ts';

const stillGood = 'The certificate in use is still good, and nothing has stopped.';

export const registrationProblemCatalogue = {
  'certificate.expires-this-month': {
    title: 'The certificate of the agent ends within 30 days and has not been replaced.',
    meaning: stillGood,
    remedy: 'Find out why it was not renewed by itself, or run "bridgehead register" as an administrator.',
  },
  'certificate.expires-this-week': {
    title: 'The certificate of the agent ends within a week.',
    meaning: 'Until then everything goes on; after that the agent cannot sign in and no account is kept in step.',
    remedy: 'Find out why it was not renewed by itself, or run "bridgehead register" as an administrator.',
  },
  'certificate.expires-tomorrow': {
    title: 'The certificate of the agent ends within a day.',
    meaning: 'After that the agent cannot sign in and no account is kept in step.',
    remedy: 'Run "bridgehead register" as an administrator today.',
  },
  'certificate.renewal-failed': {
    title: 'The certificate of the agent could not be renewed.',
    meaning: stillGood,
    remedy: 'Nothing needs to be done at once: it is tried again every hour. If it lasts, mend what the detail names.',
  },
  'certificate.cannot-renew': {
    title: 'The agent cannot renew its certificate without the object id of its application.',
    meaning: stillGood,
    remedy: 'Run "bridgehead register" once as an administrator. From then on the agent renews by itself.',
  },
  'certificate.not-the-expected': {
    title: 'The agent has another certificate than the one that was expected.',
    meaning: nothingChanged,
    remedy: 'Restore the data folder that the certificate belongs to, or name the certificate that the detail shows.',
  },
  'tenant.grants-missing': {
    title: 'A permission that the agent needs in the tenant is missing.',
    meaning: 'What needs it fails, as the detail says; everything else goes on.',
    remedy: 'Grant it with administrator consent, or run "bridgehead register" as Global Administrator.',
  },
  'tenant.grants-unexpected': {
    title: 'The application of the agent has permissions that it does not need.',
    meaning: 'The agent does not use them, but whoever gets hold of its key could.',
    remedy: 'Find out who granted them, and take them away in the tenant.',
  },
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
  'registration.not-signed-in': {
    title: 'Nobody signed in to the tenant.',
    meaning: nothingChanged,
    remedy: 'Check the client id and the address of the cloud, then try again and enter the code in time.',
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
