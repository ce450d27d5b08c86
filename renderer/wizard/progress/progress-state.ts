/**
 * The set-up at work. What the agent tells about its steps is shown as it comes; the answers to the requests decide.
 *
 *   unstarted --begun--> registering --registered--> applying --applied--> finished
 *                            |  |                        |
 *                            |  +--grants missing--> consentNeeded --granted--> applying
 *                            +------ trouble ------------+--> stopped --again--> where it stopped
 */
import type { Pairing, Problem, Registration, SetupProgress, SetupStep } from '../../../electron/contract/bridge.ts';
import { progressTexts } from '../../texts/wizard/progress-texts.ts';
import type { Missing } from '../missing.ts';
import type { TenantState } from '../tenant/tenant-state.ts';

export type StepProgress =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'doing'; readonly sinceMs: number }
  | { readonly kind: 'done'; readonly tookMs: number | null }
  | { readonly kind: 'failed'; readonly problem: Problem };

export type ProgressStage =
  | { readonly kind: 'unstarted' | 'registering' | 'applying' }
  | {
      readonly kind: 'consentNeeded';
      readonly consentUrl: string;
      readonly missing: readonly string[];
      readonly isChecking: boolean;
    }
  | { readonly kind: 'stopped'; readonly problem: Problem }
  | { readonly kind: 'finished'; readonly pairing: Pairing };

export interface ProgressState {
  readonly stage: ProgressStage;
  readonly steps: ReadonlyMap<SetupStep, StepProgress>;
  /** What was made in the tenant so far; null as well where an administrator elsewhere made it. */
  readonly registration: Registration | null;
  /** Whether anything was asked of the tenant that a cancelled set-up would leave behind. */
  readonly hasTouchedTenant: boolean;
  /** Whether this attempt may give up the domains or the tenant that objects are linked with. */
  readonly mayReplace: boolean;
}

export type ProgressEvent =
  /** What the person means to replace is said anew with every attempt. */
  | {
      readonly kind: 'begun';
      readonly registers: TenantState['registers'];
      readonly mayReplace: boolean;
      readonly nowMs: number;
    }
  | { readonly kind: 'progressed'; readonly progress: SetupProgress; readonly nowMs: number }
  | { readonly kind: 'registered'; readonly registration: Registration; readonly nowMs: number }
  | { readonly kind: 'consentChecked' }
  | { readonly kind: 'consentGiven'; readonly nowMs: number }
  | { readonly kind: 'consentStillMissing'; readonly missing: readonly string[] }
  | { readonly kind: 'applied'; readonly pairing: Pairing; readonly nowMs: number }
  | { readonly kind: 'stopped'; readonly problem: Problem; readonly nowMs: number }
  /** What was made in the tenant was removed again. */
  | { readonly kind: 'undone' };

const registrationSteps = ['application', 'servicePrincipal', 'grants', 'extension', 'certificate', 'signIn'] as const;
const applySteps = ['directory', 'settings'] as const;
/** Where the application exists already, the sign-in is what proves it. */
const stepsElsewhere = ['signIn', ...applySteps] as const;

export const firstProgressState: ProgressState = {
  stage: { kind: 'unstarted' },
  steps: new Map(),
  registration: null,
  hasTouchedTenant: false,
  mayReplace: false,
};

export function reduceProgress(state: ProgressState, event: ProgressEvent): ProgressState {
  switch (event.kind) {
    case 'begun':
      return begin({ ...state, mayReplace: event.mayReplace }, event.registers, event.nowMs);
    case 'progressed':
      return hear(state, event.progress, event.nowMs);
    case 'registered':
      return register(state, event.registration, event.nowMs);
    case 'consentChecked':
      return state.stage.kind === 'consentNeeded' ? { ...state, stage: { ...state.stage, isChecking: true } } : state;
    case 'consentGiven':
      return apply(granted(state, event.nowMs), event.nowMs);
    case 'consentStillMissing':
      return state.stage.kind === 'consentNeeded'
        ? { ...state, stage: { ...state.stage, missing: event.missing, isChecking: false } }
        : state;
    case 'applied':
      return {
        ...state,
        stage: { kind: 'finished', pairing: event.pairing },
        steps: finishSteps(state.steps, [...state.steps.keys()], event.nowMs),
      };
    case 'stopped':
      return {
        ...state,
        stage: { kind: 'stopped', problem: event.problem },
        steps: failSteps(state.steps, event.problem),
      };
    case 'undone':
      return firstProgressState;
  }
}

export const isAtWork = ({ stage }: ProgressState): boolean =>
  stage.kind === 'registering' || stage.kind === 'applying';

/** What is registered already stays so: a second attempt begins with what is missing. */
function begin(state: ProgressState, registers: TenantState['registers'], nowMs: number): ProgressState {
  const names = registers === 'here' ? [...registrationSteps, ...applySteps] : stepsElsewhere;
  const steps = new Map(names.map((name) => [name, keptOf(state.steps.get(name))] as const));
  const isRegistered = registers !== 'here' || state.registration?.grantsMissing.length === 0;
  const begun: ProgressState = { ...state, steps, hasTouchedTenant: state.hasTouchedTenant || registers === 'here' };
  return isRegistered ? apply(begun, nowMs) : { ...begun, stage: { kind: 'registering' } };
}

const keptOf = (progress: StepProgress | undefined): StepProgress =>
  progress?.kind === 'done' ? progress : { kind: 'waiting' };

const apply = (state: ProgressState, nowMs: number): ProgressState => ({
  ...state,
  stage: { kind: 'applying' },
  steps: startFirst(state.steps, nowMs),
});

/** Until the agent tells, the first step that waits is the one at work. */
function startFirst(steps: ProgressState['steps'], nowMs: number): ProgressState['steps'] {
  const next = [...steps].find(([, { kind }]) => kind === 'waiting');
  return next === undefined ? steps : new Map([...steps, [next[0], { kind: 'doing', sinceMs: nowMs }]]);
}

function register(state: ProgressState, registration: Registration, nowMs: number): ProgressState {
  const { grantsMissing, consentUrl } = registration;
  if (grantsMissing.length === 0 || consentUrl === null) {
    return apply({ ...state, registration, steps: finishSteps(state.steps, registrationSteps, nowMs) }, nowMs);
  }
  const others = registrationSteps.filter((name) => name !== 'grants');
  const steps = new Map([...finishSteps(state.steps, others, nowMs), ['grants', { kind: 'waiting' }] as const]);
  return {
    ...state,
    registration,
    steps,
    stage: { kind: 'consentNeeded', consentUrl, missing: grantsMissing, isChecking: false },
  };
}

const granted = ({ registration, ...state }: ProgressState, nowMs: number): ProgressState => ({
  ...state,
  registration: registration === null ? null : { ...registration, grantsMissing: [] },
  steps: finishSteps(state.steps, registrationSteps, nowMs),
});

/** What was told before the set-up stopped may arrive after it; then it is another step that did not succeed. */
function hear(state: ProgressState, progress: SetupProgress, nowMs: number): ProgressState {
  if (isAtWork(state)) return withStep(state, progress, nowMs);
  if (state.stage.kind !== 'stopped') return state;
  const { problem } = state.stage;
  const open = new Map(
    [...state.steps].map(([name, step]): [SetupStep, StepProgress] =>
      step.kind === 'failed' && step.problem === problem ? [name, { kind: 'waiting' }] : [name, step],
    ),
  );
  const heard = withStep({ ...state, steps: open }, progress, nowMs);
  return { ...heard, steps: failSteps(heard.steps, problem) };
}

function withStep(state: ProgressState, { step, state: told, problem }: SetupProgress, nowMs: number): ProgressState {
  const before = state.steps.get(step);
  if (before === undefined) return state;
  const next: StepProgress =
    told === 'doing'
      ? { kind: 'doing', sinceMs: nowMs }
      : told === 'failed' && problem !== null
        ? { kind: 'failed', problem }
        : { kind: 'done', tookMs: tookOf(before, nowMs) };
  return { ...state, steps: new Map([...state.steps, [step, next]]) };
}

const tookOf = (progress: StepProgress, nowMs: number) => (progress.kind === 'doing' ? nowMs - progress.sinceMs : null);

function finishSteps(
  steps: ProgressState['steps'],
  names: readonly SetupStep[],
  nowMs: number,
): ReadonlyMap<SetupStep, StepProgress> {
  return new Map(
    [...steps].map(([name, progress]) =>
      names.includes(name) && progress.kind !== 'done'
        ? [name, { kind: 'done', tookMs: tookOf(progress, nowMs) }]
        : [name, progress],
    ),
  );
}

/** The step that was at work did not succeed; where none was, the first one that waited. */
function failSteps(steps: ProgressState['steps'], problem: Problem): ProgressState['steps'] {
  if ([...steps.values()].some(({ kind }) => kind === 'failed')) return steps;
  const at =
    [...steps].find(([, { kind }]) => kind === 'doing') ?? [...steps].find(([, { kind }]) => kind === 'waiting');
  return at === undefined ? steps : new Map([...steps, [at[0], { kind: 'failed', problem }]]);
}

export function missingInProgress({ stage }: ProgressState): Missing | null {
  switch (stage.kind) {
    case 'finished':
      return null;
    case 'stopped':
      return { field: 'progress-again', sentence: progressTexts.missing.stopped };
    case 'consentNeeded':
      return { field: 'progress-consent', sentence: progressTexts.missing.consent };
    case 'unstarted':
    case 'registering':
    case 'applying':
      return { field: 'progress-steps', sentence: progressTexts.missing.atWork };
  }
}
