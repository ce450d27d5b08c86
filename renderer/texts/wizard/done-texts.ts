/** Every word of the wizard's last page. */
import type { PeopleSignIn } from '../../wizard/tenant/tenant-state.ts';

export const doneTexts = {
  title: 'The agent is set up',
  why: 'It signs in to both sides by itself from now on. You can close this window at any time; the agent goes on without it.',
  next: 'What happens next',
  nextList: [
    'The next page shows the state of the agent. A preview there says what the first run would do, person by person, without doing it.',
    'The first run reads both sides in full and creates the people in scope. Later runs only look at what has changed.',
    'Nothing is ever removed without evidence, and nothing beyond the limits without your approval.',
  ],
  people: {
    selfService:
      'Before the first run, switch on self-service password reset for the people in scope, or plan to hand out temporary access passes: nobody knows the password they are created with.',
    federation:
      'Before the first run, make sure that the domain of their sign-in names is federated in the tenant; each person is created with the anchor that your federation service presents.',
  } satisfies Record<PeopleSignIn, string>,
  again: 'To change something later, or to repair it, run the set-up again: it takes up what is there.',
  directory: 'Directory',
  tenant: 'Tenant',
  application: 'Application',
  through: (controller: string) => `through ${controller}`,
} as const;
