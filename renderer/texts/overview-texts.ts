/** Every word of the overview. */
import type { ChangeKind, Fate, Outcome, RunReport, RunStep } from '../../electron/contract/bridge.ts';
import type { LeftAlone } from '../../electron/contract/left-alone.ts';
import { formatCount, formatExactTime, formatNumberOf } from '../format.ts';
import { type CountKey, objectsText } from './objects-text.ts';

const users = (count: number) => formatNumberOf(count, 'user', 'users');
const notInStep = ['failed', 'held', 'notAttempted', 'waiting'] as const satisfies readonly CountKey[];

type Sums = Pick<RunReport['tenant'], 'users' | 'groups'> & Partial<Pick<RunReport['tenant'], 'isComplete'>>;

/** Reports from before there were groups count none; of a side that was not read nothing is known. */
function side({ users: people, groups, isComplete = true }: Sums): string {
  if (people + groups === 0 && !isComplete) return 'nothing';
  return groups === 0 ? users(people) : `${users(people)} and ${formatNumberOf(groups, 'group', 'groups')}`;
}

/** "1 failed, 8 held": only what there is. */
const listOf = (parts: readonly (readonly [number, string])[]) =>
  parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${formatCount(count)} ${word}`)
    .join(', ');

const namedFirst = 3;
const firstOf = (names: readonly string[]) =>
  names.length <= namedFirst
    ? names.join(', ')
    : `${names.slice(0, namedFirst).join(', ')} and ${formatCount(names.length - namedFirst)} more`;

const sentencesOf = (parts: readonly string[]) =>
  parts
    .filter((part) => part !== '')
    .map((part) => `${part}.`)
    .join(' ');

export const overviewTexts = {
  banner: {
    connecting: {
      title: 'Connecting to the agent',
      explanation: 'This takes a moment.',
    },
    disconnected: {
      title: 'The agent does not answer',
      connects: 'This window connects by itself as soon as the agent runs.',
      start: 'Start it with:',
      startElevated: 'The system asks for the password of an administrator before it starts it.',
      restarting: 'Its service is about to start it again, or it has only just begun.',
      install:
        'It is not installed as a service. Have it installed and started, or start it in a terminal with "npm run agent":',
      command: 'bridgehead service start',
      installCommand: 'bridgehead service install && bridgehead service start',
    },
    incompatible: {
      title: 'This program and the agent do not understand each other',
    },
    unconfigured: {
      title: 'The agent is not set up yet',
      explanation: 'Nothing is read or changed until you set it up, here or with an answer file:',
      command: 'bridgehead setup --answers FILE',
    },
    protected: {
      title: 'The agent protects your accounts and writes nothing',
    },
    running: {
      title: 'A run is in progress',
      explanation: (step: RunStep, index: number, of: number) =>
        `Step ${index} of ${of}, ${step}: ${overviewTexts.steps[step].toLowerCase()}.`,
    },
    neverRan: {
      title: 'The agent is set up and ready',
      explanation:
        'It has not run yet. A run brings the tenant in step with the directory. To look first, preview it: that changes nothing.',
    },
    inStep: {
      title: 'Directory and tenant are in step',
      explanation: ({ directory, counts }: RunReport) =>
        `${users(directory.users - (counts.byType?.user.outOfScope ?? counts.outOfScope))} in scope, and as the directory says.`,
    },
    withProblems: {
      title: ({ counts }: RunReport) =>
        notInStep.every((key) => counts[key] === 0)
          ? 'The last run met problems'
          : `${objectsText(counts, notInStep)} not in step`,
      explanation: ({ counts }: RunReport) =>
        sentencesOf([
          listOf([
            [counts.failed, 'failed'],
            [counts.held, 'held'],
            [counts.notAttempted, 'not attempted'],
            [counts.waiting, 'waiting after a failure'],
          ]),
          'See the last run on the overview for what to do',
        ]),
    },
    failed: {
      title: 'The last run failed',
      explanation: 'See the last run on the overview for what happened and what to do.',
    },
    cancelled: {
      title: 'The last run was stopped on request',
      explanation: 'What had been applied until then is in the tenant. The next run plans the rest again.',
    },
    readOnlySetUp: 'You may look at this agent, but your account may not set it up.',
    readOnly: 'You may look at this agent, but your account may not start a run.',
  },

  actions: {
    run: 'Run now',
    setUp: 'Set up',
    start: 'Start the agent',
    starting: 'Starting',
    preview: 'Preview the next run',
  },

  facts: {
    controller: (name: string) => `through ${name}`,
    version: 'Agent',
    schedule: 'Next run',
    paused: 'Paused',
    pausedNote: 'Runs start only on request',
    afterThis: 'When it is due again',
    every: (interval: string) => `one every ${interval}`,
    pause: 'Pause',
    pauseLabel: 'Pause the schedule',
    resume: 'Resume',
    resumeLabel: 'Resume the schedule',
    versionNumber: (version: string) => `Version ${version}`,
    started: 'started',
  },

  domains: {
    heading: 'Domains',
    read: (reading: Pick<RunReport['tenant'], 'users' | 'groups'>) => `Read completely: ${side(reading)}`,
    incomplete: 'Not read completely',
    stopped: (reading: Pick<RunReport['tenant'], 'users' | 'groups'>) => `${side(reading)} read before it stopped,`,
    unread: 'Not read in the last run',
  },

  lastSeen: 'What follows is what the agent said before the connection was lost.',

  run: {
    heading: 'Last run',
    headingWhileRunning: 'This run',
    none: 'There is no run yet',
    noneExplanation: 'When the agent has run, you see here what it did, for whom and why.',
    brokeOff: 'broke off',
    brokenRead: 'What it read, how long it took and what else was planned is not known.',
    /** Of many, the first few are named. */
    settled: (names: readonly string[], kind: ChangeKind, fate: Fate) =>
      `${overviewTexts.kinds[kind]} ${firstOf(names)}, not known since an earlier run: ${overviewTexts.fates[fate]}.`,
    took: (duration: string) => `took ${duration}`,
    read: ({ directory, tenant, counts }: RunReport) =>
      sentencesOf([
        `Read ${side(directory)} in the directory, ${side(tenant)} in the tenant`,
        counts.absent === 0
          ? ''
          : `${formatNumberOf(counts.absent, 'object', 'objects')} seen before were not found; that alone removes nobody`,
      ]),
    incomplete: {
      directory: 'The directory was not read completely.',
      tenant: 'The tenant was not read completely.',
    },
    readWhole: {
      domain: (name: string, why: string) => `All of ${name} was read, not only what changed: ${why}`,
      tenant: (why: string) => `All of the tenant was read, not only what changed: ${why}`,
    },
    steps: 'Steps',
  },

  results: {
    succeeded: 'Succeeded',
    succeededWithProblems: 'Finished with problems',
    failed: 'Failed',
    cancelled: 'Stopped',
  } satisfies Record<RunReport['result'], string>,

  counts: {
    heading: 'Counts',
    planned: 'planned',
    applied: 'applied',
    failed: 'failed',
    held: 'held',
    notAttempted: 'not attempted',
    waiting: 'waiting after a failure',
    unknown: 'not known',
    unchanged: 'unchanged',
    outOfScope: 'out of scope',
    leftScope: 'left the scope',
    removalWaits: 'to be removed later',
    notWritable: 'not writable',
    absent: 'not found any more',
  },

  /** In the order of the run. */
  steps: {
    import: 'Read both sides',
    scope: 'Decide who is in scope',
    map: 'Work out how each object should be',
    diff: 'Compare with the tenant',
    plan: 'Put the changes in order',
    guard: 'Check the plan against the limits',
    apply: 'Make the changes',
    record: 'Record what happened',
  } satisfies Record<RunStep, string>,

  stepNotes: {
    done: 'done',
    incomplete: 'incomplete',
    running: 'in progress',
    waiting: 'not yet',
    notReached: 'not reached',
  },

  entries: {
    heading: 'Changes',
    who: 'Who',
    what: 'What',
    outcome: 'Outcome',
    details: (name: string) => `Details of ${name}`,
    none: 'Nothing had to be changed',
    noneExplanation: 'Everything in scope already is as the directory says. Changes of later runs appear here.',
    unread: 'There are no changes to show',
    unreadExplanation: 'The run ended before any were made.',
    reading: 'Reading the changes',
    only: (word: string) => `Only what is counted as ${word}.`,
    all: 'Show all',
    shown: (count: number) => `${formatNumberOf(count, 'line', 'lines')} shown.`,
    triedAgainAt: (at: string) => `tried again ${formatExactTime(at)}`,
    memberships: (count: number) => formatNumberOf(count, 'membership', 'memberships'),
    leftAlone: 'Leave as it is',
    takeOver: 'Take over',
    attribute: 'Attribute',
    value: 'Value',
    before: 'Before',
    after: 'After',
    empty: 'empty',
    yes: 'yes',
    no: 'no',
    objectGuid: 'objectGUID',
  },

  kinds: {
    create: 'Create',
    update: 'Update',
    disable: 'Disable',
    enable: 'Enable',
    delete: 'Delete',
    restore: 'Restore',
    link: 'Link',
    unlink: 'Unlink',
  } satisfies Record<ChangeKind, string>,

  outcomes: {
    applied: 'Applied',
    failed: 'Failed',
    waiting: 'Waiting after a failure',
    held: 'Held',
    notAttempted: 'Not attempted',
    unknown: 'Not known',
    previewed: 'Would be applied',
  } satisfies Record<Outcome['kind'], string>,

  /** Of an object about which nothing is done. */
  leftAlone: {
    held: 'Held',
    removalWaits: 'To be removed later',
    leftScope: 'Left the scope',
    notWritable: 'Not writable',
    absent: 'Not found any more',
  } satisfies Record<LeftAlone, string>,

  /** Of a change that was under way when its run broke off, or whose reply was lost. */
  fates: {
    made: 'it was made',
    notMade: 'it was not made, and is planned anew',
    overtaken: 'somebody changed the object since, and it cannot be told',
  } satisfies Record<Fate, string>,

  problems: {
    heading: 'Problems',
    foundAndAllowed: (found: number, allowed: number) =>
      `Found ${formatCount(found)}, allowed ${formatCount(allowed)}.`,
    decide: 'Decide about them',
    entriesUnreadable: 'The changes could not be read',
    runRefused: 'The run did not start',
    scheduleRefused: 'The schedule was not changed',
  },
} as const;
