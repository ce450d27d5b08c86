/** The states of the agent that the overview tells apart, each with its words and its buttons. */
import type { AgentState } from '../../agent-core/contract/agent-state.ts';
import { problem } from '../../agent-core/contract/problem.ts';
import type { ReportEntry } from '../../agent-core/contract/run-report.ts';
import { activities, mixedEntries, reportOf, stateOf } from './sample-data.ts';

export const fullRun = reportOf({
  run: 20,
  result: 'succeededWithProblems',
  counts: {
    planned: { create: 2, update: 2, disable: 7, enable: 0 },
    applied: 3,
    failed: 1,
    held: 8,
    unchanged: 1_224,
  },
  findings: [
    {
      kind: 'disables',
      problem: problem('guard.too-many-disables', '7 of 1,236 users in scope'),
      found: 7,
      allowed: 5,
      holds: [],
    },
  ],
});
const failedRun = reportOf({
  run: 21,
  result: 'failed',
  durationMs: 30_210,
  directory: { users: 0, groups: 0, isComplete: false },
  tenant: { users: 1_232, groups: 0, isComplete: true },
  counts: { unchanged: 0, outOfScope: 0, notWritable: 0 },
  problems: [problem('directory.unreachable', 'dc1.corp.contoso.com port 636: connection timed out')],
});

/** A state and what a person has to see of it. */
interface Sight {
  readonly name: string;
  readonly state: AgentState;
  readonly title: string;
  readonly sentences: readonly (string | RegExp)[];
  readonly buttons: readonly string[];
  readonly entries?: readonly ReportEntry[];
}

export const sights: readonly Sight[] = [
  {
    name: 'protected',
    state: stateOf(activities.protected),
    title: 'The agent protects your accounts and writes nothing',
    sentences: ['The record of settings and runs is damaged', /copy a backup to record\.db/, 'data.record-damaged'],
    buttons: [],
  },
  {
    name: 'never-ran',
    state: stateOf(activities.idle),
    title: 'The agent is set up and ready',
    sentences: ['corp.contoso.com', 'through dc1.corp.contoso.com', 'Contoso', 'There is no run yet'],
    buttons: ['Run now', 'Preview the next run'],
  },
  {
    name: 'running',
    state: stateOf(activities.running('diff'), reportOf()),
    title: 'A run is in progress',
    sentences: ['Step 4 of 8, diff', 'This run', 'in progress', 'not yet'],
    buttons: [],
  },
  {
    name: 'in-step',
    state: stateOf(activities.idle, reportOf()),
    title: 'Directory and tenant are in step',
    sentences: [
      '1,232 users in scope',
      'Succeeded',
      // Two, or more where the window took its time to open.
      /\d+ minutes ago/,
      'took 3.4 seconds',
      'Read 1,236 users and 60 groups in the directory, 1,232 users and 56 groups in the tenant.',
      'not writable',
      'Nothing had to be changed',
    ],
    buttons: ['Run now', 'Preview the next run'],
  },
  {
    name: 'with-problems',
    state: stateOf(activities.idle, fullRun, [problem('data.cache-rebuilt', 'cache.db')]),
    title: '9 objects not in step',
    sentences: [
      '1 failed, 8 held.',
      'Finished with problems',
      'More accounts would be disabled than the limit allows.',
      'Found 7, allowed 5.',
      'guard.too-many-disables',
      'The cache was damaged and has been set aside.',
      'Seán O’Brien',
    ],
    buttons: ['Run now'],
    entries: mixedEntries,
  },
  {
    name: 'failed',
    state: stateOf(activities.idle, failedRun),
    title: 'The last run failed',
    sentences: [
      'The domain controller does not answer.',
      'directory.unreachable',
      'took 30.2 seconds',
      'incomplete, 0.8 s',
      'The directory was not read completely.',
      'There are no changes to show',
    ],
    buttons: ['Run now'],
  },
];
