/** Every word around the wizard's pages: the rail, the footer and the question before leaving. */
import type { WizardStep } from '../../wizard/wizard-step.ts';

export const frameTexts = {
  rail: 'Steps of the set-up',
  steps: {
    welcome: 'Welcome',
    tenant: 'Connect Entra ID',
    account: 'Service account',
    domains: 'Connect Active Directory',
    scope: 'Scope',
    rights: 'Rights',
    confirm: 'Confirm',
    progress: 'Progress',
    done: 'Done',
  } satisfies Record<WizardStep, string>,
  doneStep: '(done)',
  stepOf: (position: number, count: number, name: string) => `Step ${position} of ${count}: ${name}`,

  back: 'Back',
  cancel: 'Cancel',
  next: {
    welcome: 'Next',
    tenant: 'Next',
    account: 'Next',
    domains: 'Next',
    scope: 'Next',
    rights: 'Next',
    confirm: 'Set up',
    progress: 'Next',
    done: 'Finish',
  } satisfies Record<WizardStep, string>,
  /** In place of Finish, where nothing runs before the person has seen what would be done. */
  lookAtPlan: 'Look at the plan',

  /** In place of the path of a file that was chosen at an earlier set-up. */
  asItIs: 'the one that is set up',
  again: {
    reading: 'Reading how the agent is set up',
    unread: 'How the agent is set up could not be read',
    back: 'Back to the console',
  },

  leave: {
    title: 'Leave the set-up?',
    nothingMade: 'What you entered is forgotten. Nothing has been created or changed, here or elsewhere.',
    madeHere: 'What was done in the directory and on this server stays. What else you entered is forgotten.',
    madeInTenant:
      'Some of what the agent needs is already in the tenant. You may keep it and set up again later, which takes it up where it was, or remove it now.',
    stay: 'Continue the set-up',
    leave: 'Leave',
    keepAndLeave: 'Keep it and leave',
    removeAndLeave: 'Remove it and leave',
    removing: 'Removing',
  },

  agentAway: 'The agent does not answer at the moment. This window connects again by itself; what you entered stays.',
} as const;
