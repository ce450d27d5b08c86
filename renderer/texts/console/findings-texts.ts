/** Every word of the page of held changes. */
import type { Verdict } from '../../console/findings/findings-state.ts';
import { formatCount, formatExactTime, formatNumberOf } from '../../format.ts';

const changes = (count: number) => formatNumberOf(count, 'change', 'changes');
const objects = (count: number) => formatNumberOf(count, 'object', 'objects');

const staysRejected = (count: number) =>
  count === 1
    ? 'One that was rejected stays held: approve it by itself.'
    : `${formatCount(count)} that were rejected stay held: approve each by itself.`;

const inForceTable = { what: 'What', by: 'By', until: 'Until', act: 'End' };

export const findingsTexts = {
  heading: 'Held changes',
  none: 'Nothing waits for your decision',
  noneExplanation:
    'What would go beyond the limits of the settings appears here. What is held for another reason, such as a name that is taken, stands with the last run, on the overview.',
  reading: 'Reading what is held',
  away: 'What is held is shown when the agent answers.',
  unreadable: 'What is held cannot be read',
  readOnly: 'Your account may look at these changes but not decide about them.',
  refused: 'Nothing was decided',

  waitingCount: (held: number, decided: number) => {
    const waiting = held - decided;
    const wait = `${waiting === 0 ? 'No change' : changes(waiting)} ${waiting <= 1 ? 'waits' : 'wait'} for a decision`;
    return decided === 0 ? wait : `${wait}, ${formatCount(decided)} decided`;
  },
  rejectedCount: (held: number) => `${changes(held)} rejected`,
  table: { who: 'Who', what: 'What', state: 'Decided so far', act: 'Decide' },
  undecided: 'Nothing yet',
  decided: {
    approved: (by: string) => `Approved by ${by}`,
    rejected: (by: string) => `Rejected by ${by}`,
  },
  until: (expiresAt: string) => `until ${formatExactTime(expiresAt)}`,
  done: {
    approve: (count: number, rejected: number) =>
      `Approved ${changes(count)}. The next run makes ${count === 1 ? 'it, unless another finding holds it' : 'those that no other finding holds'}.${rejected === 0 ? '' : ` ${staysRejected(rejected)}`}`,
    reject: (count: number) => `Rejected ${changes(count)}. ${count === 1 ? 'It stays' : 'They stay'} held.`,
    exempt: (count: number, rejected: number) =>
      `Exempted ${objects(count)}. Until the exemption ends, ${count === 1 ? 'it is' : 'they are'} neither counted nor held for this kind of danger.${rejected === 0 ? '' : ` ${staysRejected(rejected)}`}`,
  } satisfies Record<Verdict, (count: number, rejected: number) => string>,

  namesOf: (names: readonly string[], count: number) =>
    `${names.join(', ')}${count > names.length ? ` and ${formatCount(count - names.length)} more` : ''}`,
  attempted:
    'Not known whether it was made: a run attempted it, and broke off or lost the reply. The next run that reads everything finds out.',
  inForce: {
    approved: {
      heading: 'Approved, and not made yet',
      explanation:
        'The next run makes what nothing else holds. An approval ends by itself, and when a run that reads everything does not plan its change any more.',
      table: inForceTable,
      withoutEnd: 'It is taken back',
      takeBack: 'Take back',
      takeBackOf: (what: string) => `Take back the approval: ${what}`,
      takenBack: (count: number) =>
        `Took back the approval of ${changes(count)}: ${count === 1 ? 'it needs' : 'they need'} one anew.`,
      refused: 'The approval was not taken back',
    },
    rejected: {
      heading: 'Rejected',
      explanation:
        'Held however few there are. A rejection ends when a run that reads everything does not plan its change any more. One that is taken back leaves the change to the limits.',
      table: inForceTable,
      withoutEnd: 'It is not due any more',
      takeBack: 'Take back',
      takeBackOf: (what: string) => `Take back the rejection: ${what}`,
      takenBack: (count: number) =>
        `Took back the rejection of ${changes(count)}: the next run makes ${count === 1 ? 'it' : 'them'}, unless the limits hold ${count === 1 ? 'it' : 'them'}.`,
      refused: 'The rejection was not taken back',
    },
  },

  exemptions: {
    heading: 'Exempt from the guard',
    table: { who: 'Object', kind: 'Not held for', by: 'By', until: 'Until', act: 'End' },
    withoutEnd: 'It is taken back',
    takeBack: 'Take back',
    takeBackOf: (name: string) => `Take back the exemption of ${name}`,
    takenBack: (name: string) => `${name} is counted and held again from the next run on.`,
    refused: 'The exemption was not taken back',
    unread: 'The exemptions cannot be read',
  },

  /** Of a whole finding, also of what is decided already. */
  all: {
    approve: (count: number, decided: number) => `Approve ${decided === 0 ? '' : 'all '}${changes(count)}`,
    reject: (count: number, decided: number) => `Reject ${decided === 0 ? '' : 'all '}${changes(count)}`,
    exempt: (count: number) => (count === 1 ? 'Exempt this object' : `Exempt all of them (${changes(count)})`),
  } satisfies Record<Verdict, (count: number, decided: number) => string>,
  one: { approve: 'Approve', reject: 'Reject', exempt: 'Exempt' } satisfies Record<Verdict, string>,
  oneOf: {
    approve: (name: string) => `Approve the change of ${name}`,
    reject: (name: string) => `Reject the change of ${name}`,
    exempt: (name: string) => `Exempt ${name} from this kind of danger`,
  } satisfies Record<Verdict, (name: string) => string>,

  question: {
    title: (verdict: Verdict, count: number, decided: number) => `${findingsTexts.all[verdict](count, decided)}?`,
    numbers: (found: number, allowed: number) =>
      `The guard found ${formatCount(found)} and allows ${formatCount(allowed)}.`,
    of: (what: string, name: string) => `${what}: ${name}.`,
    means: {
      approve: (count: number) =>
        `${count === 1 ? 'The next run makes exactly this one' : 'The next run makes exactly these'}; what another finding holds as well waits for that, for seven days at most. What is made in the tenant is not taken back by ending the approval.`,
      reject: (count: number) =>
        count === 1
          ? 'It stays held, however few there are, until somebody approves it, the rejection is taken back or it is not due any more.'
          : 'They stay held, however few there are, until somebody approves them, the rejection is taken back or they are not due any more.',
      exempt: (count: number) =>
        `${count === 1 ? 'The object is' : 'Each of these objects is'} neither counted nor held for this kind of danger, whatever else changes of it, until the exemption ends or is taken back. To let go only what is shown here, approve it instead.`,
    } satisfies Record<Verdict, (count: number) => string>,
    decidedAlready: (count: number) =>
      `${count === 1 ? 'One of them is decided already: this takes its place.' : `${formatCount(count)} of them are decided already: this takes the place of that.`}`,
    rejected: (count: number) => staysRejected(count),
    term: 'For how long',
    days: (days: number) => formatNumberOf(days, 'day', 'days'),
    later: 'Decide later',
    deciding: 'Writing it down',
  },
} as const;
