/** Every word of the wizard's last page. */
import type { PeopleSignIn } from '../../../electron/contract/bridge.ts';
import type { Start } from '../../wizard/confirm/confirm-state.ts';

export const doneTexts = {
  title: 'The agent is set up',
  titleAgain: 'The set-up is changed',
  why: 'It signs in to both sides by itself from now on. You can close this window at any time; the agent goes on without it.',
  whyAgain: 'The agent works with it from its next run on. You can close this window at any time.',
  next: 'What happens next',
  starts: {
    paused: [
      'Runs are paused. The next page says what the first run would do, person by person, without doing it.',
      'When the plan is what you want, run it once with "Run now", or resume the schedule: then a run starts every two minutes.',
    ],
    now: [
      'The first run starts by itself in about two minutes and creates the people in scope. To look first, pause the schedule on the next page.',
      'The next page shows the state of the agent and what each run did.',
    ],
  } satisfies Record<Start, readonly string[]>,
  startsAgain: {
    paused: [
      'Runs are paused. "Preview the next run" on the next page says what it would do, without doing it.',
      'When that is what you want, run it once with "Run now", or resume the schedule.',
    ],
    now: [
      'The next run starts by itself, at its time. To look first, pause the schedule on the next page and preview the run.',
    ],
  } satisfies Record<Start, readonly string[]>,
  limits: 'What goes beyond the limits is held and shown.',
  people: {
    selfService:
      'Before the first run, switch on self-service password reset for the people in scope, or plan to hand out temporary access passes: nobody knows the password they are created with.',
    federation:
      'Before the first run, make sure that the domain of their sign-in names is federated in the tenant; each person is created with the anchor that your federation service presents.',
  } satisfies Record<PeopleSignIn, string>,
  again:
    'To change something later, open the page "Agent" and press "Change the set-up"; "Check and repair" there looks at everything the agent needs.',
  directory: 'Directory',
  tenant: 'Tenant',
  application: 'Application',
  through: (controller: string) => `through ${controller}`,
} as const;
