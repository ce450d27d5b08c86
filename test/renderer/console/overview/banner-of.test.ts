import { describe, expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import type { AgentConnection, Permission, RunReport, ServiceView } from '../../../../electron/contract/bridge.ts';
import { bannerOf } from '../../../../renderer/console/overview/banner-of.ts';
import { activities, reportOf, stateOf } from '../../../desktop/sample-data.ts';

type AgentActivity = Extract<AgentConnection, { kind: 'connected' }>['state']['activity'];

const bannerFor = (
  activity: AgentActivity,
  lastRun: RunReport | null = null,
  permissions: readonly Permission[] = ['read', 'change'],
) => bannerOf({ connection: { kind: 'connected', state: stateOf(activity, lastRun), permissions } });

const idleAfter = (result: RunReport['result']) => bannerFor(activities.idle, reportOf({ result }));

describe('a run can be started', () => {
  test('whenever the agent is idle, whatever its last run brought', () => {
    const results = ['succeeded', 'succeededWithProblems', 'failed', 'cancelled'] as const;
    expect(results.map((result) => idleAfter(result).offersRun)).toEqual([true, true, true, true]);
    expect(bannerFor(activities.idle).offersRun).toBe(true);
  });

  test('never while one is in progress, before the set-up or with a damaged record', () => {
    const others = [activities.running('map'), activities.unconfigured, activities.protected];
    expect(others.map((activity) => bannerFor(activity, reportOf()).offersRun)).toEqual([false, false, false]);
  });

  test('only by who may change the agent, and the others are told', () => {
    const banner = bannerFor(activities.idle, reportOf(), ['read']);
    expect(banner.offersRun).toBe(false);
    expect(banner.explanation.join(' ')).toContain('your account may not start a run');
  });
});

describe('the tone', () => {
  test('follows the result of the last run', () => {
    expect(idleAfter('succeeded').tone).toBe('good');
    expect(idleAfter('succeededWithProblems').tone).toBe('attention');
    expect(idleAfter('failed').tone).toBe('bad');
    expect(idleAfter('cancelled').tone).toBe('attention');
  });

  test('of a damaged record is bad even if the last run was good', () => {
    expect(bannerFor(activities.protected, reportOf()).tone).toBe('bad');
  });
});

test('a run in progress names its step and its place among the eight', () => {
  expect(bannerFor(activities.running('guard')).explanation).toEqual([
    'Step 6 of 8, guard: check the plan against the limits.',
  ]);
});

test('silence tells how to start the agent, and anything else what is wrong', () => {
  const silent = bannerOf({ connection: { kind: 'disconnected', problem: problem('control.not-running', 'path') } });
  expect(silent).toMatchObject({ title: 'The agent does not answer', command: 'bridgehead service start' });
  const suspicious = problem('control.untrusted-agent', 'path');
  expect(bannerOf({ connection: { kind: 'disconnected', problem: suspicious } })).toMatchObject({
    title: suspicious.title,
    command: null,
    problem: suspicious,
  });
});

describe('silence', () => {
  const silentWith = (state: ServiceView['state'], start: ServiceView['start'] = null) =>
    bannerOf(
      { connection: { kind: 'disconnected', problem: problem('control.not-running', 'path') } },
      { host: 'systemd', name: 'bridgehead.service', state, start },
    );

  test('offers to start a service that is stopped, and says when a password is asked for', () => {
    expect(silentWith({ kind: 'stopped' }, 'directly')).toMatchObject({ offersStart: true, command: null });
    const elevated = silentWith({ kind: 'stopped' }, 'elevated');
    expect(elevated.offersStart).toBe(true);
    expect(elevated.explanation.at(-1)).toContain('password of an administrator');
  });

  test('names the command where it cannot be started from here', () => {
    expect(silentWith({ kind: 'stopped' })).toMatchObject({ offersStart: false, command: 'bridgehead service start' });
    expect(silentWith({ kind: 'notInstalled' }).command).toContain('bridgehead service install');
  });

  test('waits where the service is about to start it again', () => {
    expect(silentWith({ kind: 'waiting', restarts: 2 })).toMatchObject({ offersStart: false, command: null });
  });
});
