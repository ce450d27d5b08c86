/** Every word of the page of decisions and the audit trail. */
import type { AuditAct, Decision } from '../../../electron/contract/bridge.ts';
import { formatNumberOf } from '../../format.ts';
import { dangerText } from '../danger-texts.ts';

const entries = (count: number) => formatNumberOf(count, 'entry', 'entries');

export const decisionsTexts = {
  inForce: {
    heading: 'Decisions in force',
    none: 'No approval waits for its run, and nothing is rejected',
    noneExplanation:
      'What you approve, reject or exempt on the page Findings appears here until it is made, has ended, is taken back or is not due any more.',
    table: { verdict: 'Decision', about: 'About', by: 'By', at: 'When', until: 'Until' },
    verdicts: { approved: 'Approved', rejected: 'Rejected' } satisfies Record<Decision['verdict'], string>,
    about: (kind: string, what: string) => `${dangerText(kind)}: ${what}`,
    withoutEnd: 'It is not due any more',
    reading: 'Reading the decisions',
    unread: 'The decisions cannot be read',
  },
  audit: {
    heading: 'Audit trail',
    beside: 'The newest is at the top.',
    verify: 'Verify again',
    verifying: 'Holding every entry against the one before',
    whole: (count: number) => `The trail is whole: ${entries(count)}`,
    wholeExplanation: 'Each entry carries the hash of the one before. None was changed, moved or taken out.',
    broken: (sequence: number) => `The trail is not what it was, from entry ${sequence} on`,
    brokenExplanation: (reason: string) =>
      `Somebody changed record.db: ${reason}. Find out who can write to the data folder, and compare with the copies in backups.`,
    unverified: 'The trail could not be verified',
    none: 'Nothing was done yet',
    noneExplanation: 'Whoever approves, changes the settings, pauses, sets up, removes or starts runs is named here.',
    reading: 'Reading the trail',
    unread: 'The trail cannot be read',
    table: { number: 'No.', at: 'When', by: 'Who', act: 'What' },
    acts: {
      approved: 'Approved',
      approvalLapsed: 'An approval is over',
      approvalTakenBack: 'Took an approval back',
      rejected: 'Rejected',
      rejectionLapsed: 'A rejection is over',
      rejectionTakenBack: 'Took a rejection back',
      exempted: 'Exempted from the guard',
      exemptionTakenBack: 'Took an exemption back',
      settingsSaved: 'Saved settings',
      paused: 'Paused',
      resumed: 'Resumed',
      setUp: 'Set up',
      setUpRemoved: 'Removed the set-up',
      runStarted: 'Started a run',
      updateStarted: 'Started an update',
      registered: 'Registered the application',
      registrationRemoved: 'Removed the registration',
      registrationScriptWritten: 'Wrote the script for the registration',
      rightsGranted: 'Granted rights',
      rightsRemoved: 'Took rights back',
      accountChanged: 'Changed an account',
    } satisfies Record<AuditAct, string>,
  },
  away: 'Decisions are shown when the agent answers.',
} as const;
