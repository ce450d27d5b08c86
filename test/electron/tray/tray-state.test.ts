import { describe, expect, test } from 'vitest';
import { type Problem, problem } from '../../../agent-core/contract/problem.ts';
import type { AgentConnection, AgentState, RunReport } from '../../../electron/contract/bridge.ts';
import { trayMenuOf } from '../../../electron/tray/tray-menu.ts';
import { type KnownProblems, nothingKnown, noticesAt } from '../../../electron/tray/tray-notices.ts';
import { trayViewOf } from '../../../electron/tray/tray-state.ts';
import { activities, reportOf, stateOf } from '../../desktop/sample-data.ts';

const diskFull = problem('data.disk-full', '12 MiB');
const away: AgentConnection = { kind: 'disconnected', problem: problem('control.not-running', 'ENOENT') };

interface Circumstances {
  readonly isPaused?: boolean;
  readonly mayChange?: boolean;
  readonly problems?: readonly Problem[];
}

function connected(
  activity: AgentState['activity'],
  lastRun: RunReport | null,
  { isPaused = false, mayChange = true, problems = [] }: Circumstances = {},
): AgentConnection {
  const state = stateOf(activity, lastRun, problems);
  return {
    kind: 'connected',
    state: { ...state, schedule: { ...state.schedule, isPaused } },
    permissions: mayChange ? ['read', 'change'] : ['read'],
  };
}

const { idle, unconfigured, running } = activities;
const good = reportOf({ result: 'succeeded' });
const failed = reportOf({ result: 'failed', problems: [problem('directory.unreachable', 'dc1')] });

describe('the icon and its sentence', () => {
  test.each<[string, AgentConnection, string, string]>([
    ['no agent', away, 'disconnected', 'Bridgehead: the agent does not answer.'],
    ['a good run', connected(idle, good), 'inStep', 'Bridgehead: directory and tenant are in step.'],
    [
      'a run in progress',
      connected(running('diff'), good),
      'working',
      'Bridgehead: a run is in progress, at step "diff".',
    ],
    ['no set-up', connected(unconfigured, null), 'attention', 'Bridgehead: the agent has not been set up yet.'],
    [
      'objects that were left out',
      connected(idle, reportOf({ result: 'succeededWithProblems', counts: { held: 2, failed: 1 } })),
      'attention',
      'Bridgehead: 3 objects are not in step.',
    ],
    ['a failed run', connected(idle, failed), 'problem', 'Bridgehead: The domain controller does not answer.'],
    [
      'a pause',
      connected(idle, good, { isPaused: true }),
      'paused',
      'Bridgehead: the schedule is paused; runs start only on request.',
    ],
    [
      'a problem during a pause',
      connected(idle, good, { isPaused: true, problems: [diskFull] }),
      'problem',
      'Bridgehead: The disk of the data folder is nearly full.',
    ],
  ])('for %s', (_circumstances, connection, icon, tooltip) => {
    expect(trayViewOf(connection)).toMatchObject({ icon, tooltip });
  });
});

describe('the menu', () => {
  const called: string[] = [];
  const note = (name: string) => () => void called.push(name);
  const actions = {
    open: note('open'),
    run: note('run'),
    pause: note('pause'),
    resume: note('resume'),
    install: (version: string) => void called.push(`install ${version}`),
    quit: note('quit'),
  };
  const labelsOf = (connection: AgentConnection) =>
    trayMenuOf(trayViewOf(connection), actions).map((entry) => ('label' in entry ? entry.label : '-'));

  test.each<[AgentConnection, readonly string[]]>([
    [connected(idle, good), ['Open Bridgehead', 'Run now', 'Pause the schedule', '-', 'Quit']],
    [connected(idle, good, { isPaused: true }), ['Open Bridgehead', 'Run now', 'Resume the schedule', '-', 'Quit']],
    [connected(running('apply'), good), ['Open Bridgehead', 'Pause the schedule', '-', 'Quit']],
    [connected(idle, good, { mayChange: false }), ['Open Bridgehead', '-', 'Quit']],
    [away, ['Open Bridgehead', 'Problems (1)', '-', 'Quit']],
  ])('offers what can be done and nothing else', (connection, labels) => {
    expect(labelsOf(connection)).toEqual(labels);
  });

  test('a newer version can be installed from it, by who may and while none is being installed', () => {
    const offering = (isInProgress: boolean, mayChange = true): AgentConnection => {
      const connection = connected(idle, good, { mayChange });
      if (connection.kind !== 'connected') throw new Error('it is connected');
      return { ...connection, state: { ...connection.state, update: { version: '9.1.0', isInProgress } } };
    };
    expect(labelsOf(offering(false))).toContain('Install version 9.1.0');
    for (const other of [offering(true), offering(false, false)])
      expect(labelsOf(other)).not.toContain('Install version 9.1.0');
    const entries = trayMenuOf(trayViewOf(offering(false)), actions);
    for (const entry of entries) if ('click' in entry && entry.label.startsWith('Install')) entry.click();
    expect(called.splice(0)).toEqual(['install 9.1.0']);
  });

  test('each entry does what it says', () => {
    const clickAll = (connection: AgentConnection) => {
      for (const entry of trayMenuOf(trayViewOf(connection), actions)) {
        if ('click' in entry) entry.click();
        if ('submenu' in entry) for (const inner of entry.submenu) inner.click();
      }
      return called.splice(0);
    };
    expect(clickAll(connected(idle, good))).toEqual(['open', 'run', 'pause', 'quit']);
    expect(clickAll(connected(idle, good, { isPaused: true, problems: [diskFull] }))).toEqual([
      'open',
      'run',
      'resume',
      'open',
      'quit',
    ]);
  });
});

describe('what a person is told', () => {
  /** What is told at each of these, one after the other. */
  function told(...connections: readonly AgentConnection[]) {
    let known: KnownProblems = nothingKnown;
    return connections.map((connection) => {
      const { known: later, notices } = noticesAt(known, connection);
      known = later;
      return notices.map(({ kind, problem: { code } }) => `${kind} ${code}`);
    });
  }
  const calm = connected(idle, good);
  const full = connected(idle, good, { problems: [diskFull] });

  test('a problem is told when it begins and when it is over, once each', () => {
    expect(told(calm, full, full, calm, calm)).toEqual([[], ['began data.disk-full'], [], ['over data.disk-full'], []]);
  });

  test('what is there at the start is not news', () => {
    expect(told({ kind: 'connecting' }, full, calm)).toEqual([[], [], ['over data.disk-full']]);
    expect(told({ kind: 'connecting' }, away, calm)).toEqual([[], [], []]);
  });

  test('while the agent is away its problems are neither over nor new', () => {
    expect(told(full, away, away, full)).toEqual([[], ['began control.not-running'], [], ['over control.not-running']]);
    const lost: AgentConnection = { kind: 'disconnected', problem: problem('control.disconnected', 'x') };
    expect(told(calm, lost, away)).toEqual([[], ['began control.disconnected'], []]);
  });
});
