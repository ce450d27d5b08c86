/** Every word of the wizard's last page. */
import type { PeopleSignIn } from '../../wizard/tenant/tenant-state.ts';

export const doneTexts = {
  title: 'The agent is set up',
  why: 'It signs in to both sides by itself from now on. You can close this window at any time; the agent goes on without it.',
  next: 'What happens next',
  nextList: [
    'The first run starts by itself in about two minutes and creates the people in scope. To look first, stop the schedule with "bridgehead pause".',
    'The next page shows the state of the agent. A preview there says what a run would do, person by person, without doing it.',
    'Nobody is deleted. What goes beyond the limits is held and shown.',
  ],
  people: {
    selfService:
      'Before the first run, switch on self-service password reset for the people in scope, or plan to hand out temporary access passes: nobody knows the password they are created with.',
    federation:
      'Before the first run, make sure that the domain of their sign-in names is federated in the tenant; each person is created with the anchor that your federation service presents.',
  } satisfies Record<PeopleSignIn, string>,
  again:
    'To change something later, use "bridgehead settings set"; to repair the registration in the tenant, "bridgehead repair".',
  directory: 'Directory',
  tenant: 'Tenant',
  application: 'Application',
  through: (controller: string) => `through ${controller}`,
} as const;
