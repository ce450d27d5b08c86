import { describe, expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import type { SetupProgress } from '../../../../electron/contract/bridge.ts';
import {
  firstProgressState,
  missingInProgress,
  type ProgressEvent,
  type ProgressState,
  reduceProgress,
} from '../../../../renderer/wizard/progress/progress-state.ts';
import { pairing, registration } from '../../../desktop/wizard-data.ts';

const stateAfter = (...events: readonly ProgressEvent[]) => events.reduce(reduceProgress, firstProgressState);
const begun = (registers: 'here' | 'elsewhere' = 'here', mayReplace = false): ProgressEvent => ({
  kind: 'begun',
  registers,
  mayReplace,
  nowMs: 0,
});
const told = (step: SetupProgress['step'], state: SetupProgress['state'], nowMs: number): ProgressEvent => ({
  kind: 'progressed',
  progress: { step, state, problem: null },
  nowMs,
});
const why = problem('tenant.throttled', 'graph.microsoft.com');
const stopped: ProgressEvent = { kind: 'stopped', problem: why, nowMs: 50 };
const registered: ProgressEvent = { kind: 'registered', registration, nowMs: 100 };
const consentUrl = 'https://login.microsoftonline.com/consent';
const halfRegistered: ProgressEvent = {
  kind: 'registered',
  registration: { ...registration, grantsMissing: ['User.ReadWrite.All'], consentUrl },
  nowMs: 100,
};
const kinds = (state: ProgressState) => [...state.steps].map(([step, { kind }]) => `${step} ${kind}`);

describe('the steps', () => {
  test('tick as the agent tells, with the time each took', () => {
    const state = stateAfter(begun(), told('application', 'doing', 1_000), told('application', 'done', 1_400));
    expect(state.steps.get('application')).toEqual({ kind: 'done', tookMs: 400 });
  });

  test('are fewer where the application was prepared elsewhere, and begin at once', () => {
    expect(kinds(stateAfter(begun('elsewhere')))).toEqual(['signIn doing', 'directory waiting', 'settings waiting']);
  });

  test('are all done at the end, whatever was told on the way', () => {
    const state = stateAfter(begun(), registered, { kind: 'applied', pairing, nowMs: 200 });
    expect(new Set([...state.steps.values()].map(({ kind }) => kind))).toEqual(new Set(['done']));
    expect(missingInProgress(state)).toBeNull();
  });
});

describe('what failed', () => {
  test('is the step that was at work', () => {
    const state = stateAfter(begun(), told('application', 'done', 1), told('servicePrincipal', 'doing', 2), stopped);
    expect(kinds(state).slice(0, 3)).toEqual(['application done', 'servicePrincipal failed', 'grants waiting']);
    expect(missingInProgress(state)?.field).toBe('progress-again');
  });

  test('is the step that was at work, also when that is heard after the end', () => {
    const late = [
      told('application', 'doing', 1),
      told('application', 'done', 2),
      told('servicePrincipal', 'doing', 3),
    ];
    const before = stateAfter(begun(), ...late, stopped);
    const after = stateAfter(begun(), stopped, ...late);
    const between = stateAfter(begun(), ...late.slice(0, 2), stopped, ...late.slice(2));
    expect([kinds(after), kinds(between)]).toEqual([kinds(before), kinds(before)]);
  });

  test('is the one that the agent named, once', () => {
    const named: ProgressEvent = {
      kind: 'progressed',
      progress: { step: 'certificate', state: 'failed', problem: why },
      nowMs: 3,
    };
    expect(kinds(stateAfter(begun(), named, stopped)).filter((line) => line.endsWith('failed'))).toEqual([
      'certificate failed',
    ]);
  });

  test('is tried again without what is done being done again', () => {
    const state = stateAfter(begun(), registered, stopped, begun());
    expect(state.stage.kind).toBe('applying');
    expect(kinds(state)).toContain('application done');
  });

  test('before it was registered registers again', () => {
    expect(stateAfter(begun(), stopped, begun()).stage.kind).toBe('registering');
  });
});

describe('missing grants', () => {
  test('wait for somebody who consents, then the set-up goes on', () => {
    const waiting = stateAfter(begun(), halfRegistered);
    expect(waiting.stage).toMatchObject({ kind: 'consentNeeded', consentUrl, missing: ['User.ReadWrite.All'] });
    expect(missingInProgress(waiting)?.field).toBe('progress-consent');
    const given = reduceProgress(waiting, { kind: 'consentGiven', nowMs: 200 });
    expect(given.stage.kind).toBe('applying');
    expect(given.steps.get('grants')?.kind).toBe('done');
  });

  test('that are still missing are named anew', () => {
    const asked = stateAfter(begun(), halfRegistered, { kind: 'consentChecked' });
    expect(asked.stage).toMatchObject({ isChecking: true });
    const still = reduceProgress(asked, { kind: 'consentStillMissing', missing: ['Group.Create'] });
    expect(still.stage).toMatchObject({ isChecking: false, missing: ['Group.Create'] });
  });

  test('are looked for again when the set-up is begun anew', () => {
    expect(stateAfter(begun(), halfRegistered, begun()).stage.kind).toBe('registering');
  });
});

test('what would be left behind in the tenant is known from the first step on, until it is undone', () => {
  expect(stateAfter(begun()).hasTouchedTenant).toBe(true);
  expect(stateAfter(begun('elsewhere')).hasTouchedTenant).toBe(false);
  expect(stateAfter(begun(), stopped, { kind: 'undone' })).toEqual(firstProgressState);
});

test('what may be replaced holds for one attempt, also where that stopped for another reason', () => {
  const replacing = [begun(), registered, stopped, begun('here', true)];
  expect(stateAfter(...replacing)).toMatchObject({ stage: { kind: 'applying' }, mayReplace: true });
  expect(stateAfter(...replacing, stopped, begun())).toMatchObject({ stage: { kind: 'applying' }, mayReplace: false });
});
