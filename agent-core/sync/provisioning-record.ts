/** Makes a line of the provisioning log from what the record says of one object in one run. */
import { assertNever } from '../contract/assert-never.ts';
import { leftAloneAs } from '../contract/left-alone.ts';
import type { Change, HeldObject } from '../contract/plan.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { ProblemCode } from '../contract/problem-catalogue.ts';
import type {
  ProvisioningAction,
  ProvisioningRecord,
  ProvisioningStatus,
  ProvisioningStep,
} from '../contract/provisioning-record.ts';
import { type Outcome, type ReportEntry, type RunStep, runSteps } from '../contract/run-report.ts';

/** What the record keeps beside the entry itself. */
export type ProvisioningCircumstances = Pick<ProvisioningRecord, 'id' | 'at' | 'durationMs' | 'run' | 'isRepeat'>;

export function makeProvisioningRecord(
  entry: ReportEntry,
  circumstances: ProvisioningCircumstances,
): ProvisioningRecord {
  const { id, at, durationMs, run, isRepeat } = circumstances;
  const what = entry.kind === 'held' ? describeHeld(entry.held) : describeOutcome(entry.outcome);
  return { id, at, durationMs, run, action: actionOf(entry), status: statusOf(entry), isRepeat, ...what };
}

export function actionOf(entry: ReportEntry): ProvisioningAction {
  return entry.kind === 'held' ? 'none' : entry.outcome.change.kind;
}

export function statusOf(entry: ReportEntry): ProvisioningStatus {
  if (entry.kind === 'held') return leftAloneAs(entry.held.problem) === 'held' ? 'held' : 'skipped';
  const { outcome } = entry;
  switch (outcome.kind) {
    case 'applied':
      return 'success';
    case 'failed':
      return 'failure';
    case 'held':
      return 'held';
    case 'waiting':
    case 'notAttempted':
    case 'previewed':
      return 'skipped';
    case 'unknown':
      return outcome.fate === 'made' ? 'success' : outcome.fate === 'notMade' ? 'failure' : 'unknown';
    default:
      return assertNever(outcome);
  }
}

type What = Pick<
  ProvisioningRecord,
  'source' | 'target' | 'link' | 'takenOver' | 'problem' | 'steps' | 'attributes' | 'approval' | 'evidence'
>;

function describeHeld({ objectType, objectGuid, displayName, userPrincipalName, problem: reason }: HeldObject): What {
  return {
    source: { objectType, objectGuid, displayName },
    target: { tenantObjectId: null, anchor: null, userPrincipalName },
    link: null,
    takenOver: null,
    problem: reason,
    steps: stepsUntil(stepThatHolds(reason), 'stopped', reason.detail, 0),
    attributes: [],
    approval: null,
    evidence: null,
  };
}

function describeOutcome(outcome: Outcome): What {
  const { change } = outcome;
  const { objectType, objectGuid, displayName, anchor, userPrincipalName, attributes } = change;
  const reason = reasonOf(outcome);
  return {
    source: { objectType, objectGuid, displayName },
    target: { tenantObjectId: tenantObjectIdOf(outcome), anchor, userPrincipalName },
    link: linkOf(change),
    takenOver: (change.kind === 'update' ? change.takenOver : undefined) ?? null,
    problem: reason,
    steps: stepsOf(outcome, reason, change),
    attributes,
    approval: (outcome.kind === 'applied' ? outcome.approval : undefined) ?? null,
    evidence: change.kind === 'delete' ? change.evidence : null,
  };
}

function tenantObjectIdOf(outcome: Outcome): ProvisioningRecord['target']['tenantObjectId'] {
  if (outcome.kind === 'applied') return outcome.tenantObjectId;
  return 'tenantObjectId' in outcome.change ? outcome.change.tenantObjectId : null;
}

function linkOf(change: Change): ProvisioningRecord['link'] {
  return change.kind === 'link' || change.kind === 'unlink' ? { relation: change.relation, ...change.target } : null;
}

function reasonOf(outcome: Outcome): Problem | null {
  switch (outcome.kind) {
    case 'applied':
    case 'previewed':
      return null;
    case 'failed':
    case 'waiting':
    case 'held':
      return outcome.problem;
    case 'notAttempted':
      return problem('run.ended-early', 'the report of the run says why');
    case 'unknown':
      return outcome.fate === 'made' ? null : unknownBecause(outcome.problem, fateTexts[outcome.fate ?? 'open']);
    default:
      return assertNever(outcome);
  }
}

function unknownBecause(lost: Problem | undefined, detail: string): Problem {
  return lost === undefined ? problem('run.interrupted', detail) : { ...lost, detail: `${lost.detail}; ${detail}` };
}

const fateTexts = {
  open: 'attempted, and not known whether it was made',
  notMade: 'attempted; a later run found that it was not made',
  overtaken: 'attempted; somebody changed the object since, so that it cannot be told',
} as const;

function stepsOf(outcome: Outcome, reason: Problem | null, { attributes }: Change): readonly ProvisioningStep[] {
  const differing = attributes.length;
  switch (statusOf({ kind: 'outcome', outcome })) {
    case 'success':
      return stepsUntil('apply', 'passed', null, differing);
    case 'unknown':
      return stepsUntil('apply', 'unknown', reason?.detail ?? null, differing);
    case 'held':
      return stepsUntil('guard', 'stopped', reason?.detail ?? null, differing);
    case 'failure':
    case 'skipped':
      return stepsUntil('apply', 'stopped', reason?.detail ?? null, differing);
    default:
      return [];
  }
}

/** Every step before `last` was passed: an object reaches a step only through those before it. */
function stepsUntil(
  last: RunStep,
  result: ProvisioningStep['result'],
  detail: string | null,
  differing: number,
): readonly ProvisioningStep[] {
  return runSteps.slice(0, runSteps.indexOf(last) + 1).map((step) => {
    if (step === last) return { step, result, detail };
    return { step, result: 'passed', detail: step === 'diff' ? differenceText(differing) : null };
  });
}

const differenceText = (differing: number) =>
  differing === 1 ? '1 attribute differs' : `${differing} attributes differ`;

const heldByDiff: ReadonlySet<string> = new Set<ProblemCode>([
  'object.anchor-shared',
  'object.name-in-tenant',
  'object.match-ambiguous',
  'object.match-refused',
  'object.value-not-free',
  'object.name-not-free-yet',
  'object.address-not-free-yet',
  'object.value-in-bin',
  'object.addresses-exchanged',
]);

/** Where what holds an object is found out, unless it is in the map step. */
function stepThatHolds(reason: Problem): RunStep {
  if (heldByDiff.has(reason.code)) return 'diff';
  if (leftAloneAs(reason) === 'absent') return 'import';
  return reason.code.startsWith('scope.') ? 'scope' : 'map';
}
