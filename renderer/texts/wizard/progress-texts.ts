/** Every word of the page that shows the set-up at work. */
import type { SetupStep } from '../../../electron/contract/bridge.ts';
import { formatNumberOf } from '../../format.ts';

export const progressTexts = {
  title: {
    atWork: 'Setting up',
    stopped: 'The set-up stopped',
    consent: 'Somebody has to consent',
    finished: 'Everything is set up',
  },
  why: {
    atWork: 'You may leave this window open and do something else. What is done stays done if something goes wrong.',
    stopped: 'What is ticked is done and stays. Correct what the message says, then try again: it goes on from there.',
    consent:
      'The agent is registered but may not do anything yet. The set-up goes on when the permissions are granted.',
    finished: 'Every step has worked. Go on to see what happens next.',
  },
  steps: {
    application: 'Register the application',
    servicePrincipal: 'Create its service principal',
    grants: 'Grant it permissions',
    extension: 'Create the ownership mark',
    certificate: 'Give it the certificate of the agent',
    signIn: 'Sign in as the agent',
    directory: 'Sign in to the directory',
    settings: 'Save the settings',
  } satisfies Record<SetupStep, string>,
  list: 'Steps',
  waiting: 'not yet',
  doing: 'in progress',
  done: 'done',
  doneIn: (duration: string) => `done, ${duration}`,
  failed: 'failed',
  tryAgain: 'Try again',
  replace: 'Replace, and give those accounts up',
  approvalsEnded: (count: number) =>
    `The approval of ${formatNumberOf(count, 'change', 'changes')} that no run had made yet is over`,
  approvalsEndedWhy: 'It was given under other settings. Look at the findings after the next run.',

  consent: {
    title: 'The permissions wait for an administrator',
    explanation:
      'Send this address to a Global Administrator or Privileged Role Administrator, or open it and sign in as one. Then check again.',
    missing: (permissions: readonly string[]) => `Not granted yet: ${permissions.join(', ')}.`,
    open: 'Open the address',
    copy: 'Copy the address',
    check: 'Check again',
    checking: 'Checking',
  },

  missing: {
    atWork: 'The set-up is still at work.',
    stopped: 'A step failed. Try it again, or go back and change what it needs.',
    consent: 'The permissions are not granted yet.',
  },
} as const;
