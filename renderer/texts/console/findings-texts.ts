/** Every word of the page of held changes. */
import type { Verdict } from '../../console/findings/findings-state.ts';
import { formatExactTime, formatNumberOf } from '../../format.ts';

const changes = (count: number) => formatNumberOf(count, 'change', 'changes');

export const findingsTexts = {
  heading: 'Held changes',
  none: 'Nothing is held',
  noneExplanation: 'What would go beyond the limits of the settings appears here, and waits for your decision.',
  reading: 'Reading what is held.',
  unreadable: 'What is held cannot be read',
  readOnly: 'Your account may look at these changes but not decide about them.',
  refused: 'Nothing was decided',

  waitingCount: (held: number) => `${changes(held)} ${held === 1 ? 'waits' : 'wait'} for a decision`,
  rejectedCount: (held: number) => `${changes(held)} rejected`,
  numbers: (found: number, allowed: number) => `Found ${found}, allowed ${allowed}.`,
  waiting: 'waits',
  decided: {
    approved: (by: string, until: string | null) =>
      `approved by ${by}${until === null ? '' : `, until ${formatExactTime(until)}`}; the next run makes it`,
    rejected: (by: string) => `rejected by ${by}`,
  },
  done: {
    approve: (count: number) => `Approved ${changes(count)}. The next run makes them.`,
    reject: (count: number) => `Rejected ${changes(count)}. They stay held.`,
  } satisfies Record<Verdict, (count: number) => string>,

  table: { who: 'Who', what: 'What', state: 'Decision', act: 'Decide' },

  approveAll: (count: number) => `Approve ${changes(count)}`,
  rejectAll: (count: number) => `Reject ${changes(count)}`,
  approve: 'Approve',
  reject: 'Reject',
  approveOf: (name: string) => `Approve the change of ${name}`,
  rejectOf: (name: string) => `Reject the change of ${name}`,

  question: {
    title: (verdict: Verdict, count: number) => `${verdict === 'approve' ? 'Approve' : 'Reject'} ${changes(count)}?`,
    numbers: (found: number, allowed: number) => `The guard found ${found} and allows ${allowed}.`,
    of: (what: string, name: string) => `${what}: ${name}.`,
    means: {
      approve:
        'The next run makes exactly these, and no others, within seven days. What is made in the tenant is not taken back by ending the approval.',
      reject: 'They stay held, however few there are, until somebody approves them or they are no longer the same.',
    } satisfies Record<Verdict, string>,
    leave: 'Leave them held',
    deciding: 'Writing it down',
  },
} as const;
