/**
 * Step 7: make the allowed changes, wave after wave. What is about to be sent is written down before, and what became of it before the
 * next wave: of a run that is cut off, exactly the changes of one wave are unknown, and the next run finds out. A change whose reply was
 * lost is unknown in the same way, and the others go on.
 */
import { assertNever } from '../contract/assert-never.ts';
import type { ObjectGuid, TenantObjectId } from '../contract/identifiers.ts';
import type { Change } from '../contract/plan.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { fail, type Result, succeed, succeedAs } from '../contract/result.ts';
import type { Outcome, SettledChange } from '../contract/run-report.ts';
import { anchorProperty } from '../contract/taken-over.ts';
import { writeGroup } from './apply-group.ts';
import { writeLink } from './apply-link.ts';
import type { Due } from './escrow.ts';
import type { OpenRunLog } from './memory.ts';
import { NameHandover } from './name-handover.ts';
import { Silence } from './silence.ts';
import type { TenantUserValues, TenantWriter } from './tenant.ts';
import { endsTheRun, isUnanswered } from './trouble.ts';
import { type Aside, type Wave, wavesOf } from './wave.ts';

/** A preview holds nothing that could write. */
export type Intent = { readonly kind: 'preview' } | { readonly kind: 'apply'; readonly writer: TenantWriter };

export interface Applied {
  readonly outcomes: readonly Outcome[];
  /** Why the run ended before every change had its turn. */
  readonly endedBy: Problem | null;
}

export async function applyPlan(
  due: Due,
  settled: readonly SettledChange[],
  intent: Intent,
  log: OpenRunLog,
  signal: AbortSignal,
): Promise<Applied> {
  const outcomes: Outcome[] = [];
  const ids = new Map(due.plan.tenantIds);
  const [silence, names] = [new Silence(), new NameHandover(due.allowed)];
  const observed = log.observe(due.plan.joined, settled);
  let endedBy: Problem | null = observed.ok ? null : observed.problem;
  const settle = (ended: readonly Outcome[]) => {
    for (const outcome of ended) {
      outcomes.push(outcome);
      // What was created, or came back, can be linked from now on.
      if (outcome.kind === 'applied') ids.set(outcome.change.objectGuid, outcome.tenantObjectId);
    }
    const recorded = log.append(ended);
    if (!recorded.ok) endedBy ??= recorded.problem;
    endedBy ??= endingIn(ended) ?? silence.lasting();
  };

  settle(due.held.map((held) => ({ kind: 'held', ...held })));
  settle(due.waiting.map((waiting) => ({ kind: 'waiting', ...waiting })));
  let remaining = due.allowed;
  for (const wave of wavesOf(due.allowed)) {
    if (signal.aborted) endedBy ??= problem('run.cancelled', `${outcomes.length} changes had been dealt with`);
    if (endedBy !== null || intent.kind === 'preview') break;
    const intentions = wave.changes.map((change) => ({ change, counted: due.counted.get(change.digest) ?? [] }));
    const intended = log.intend(intentions);
    if (!intended.ok) {
      endedBy = intended.problem;
      break;
    }
    const { ended, defect } = await attemptWave(wave, { due, ids, silence, names }, intent.writer, signal);
    settle(ended.map((outcome) => nameApprover(outcome, due.approved)));
    if (defect !== null) throw defect.reason;
    remaining = wave.rest;
  }
  const kind = endedBy === null ? 'previewed' : 'notAttempted';
  settle(remaining.map((change) => ({ kind, change })));
  endedBy ??= silence.unbroken();
  return { outcomes, endedBy };
}

interface AttemptedWave {
  readonly ended: readonly Outcome[];
  /** Thrown by one of them, whose end is not known. */
  readonly defect: { readonly reason: unknown } | null;
}

interface WaveContext {
  readonly due: Due;
  readonly ids: TenantIds;
  readonly silence: Silence;
  readonly names: NameHandover;
}

/**
 * Changes that are made at the same time. When one meets trouble that all would meet, those that were not sent yet are not sent; what
 * was sent is waited for in any case.
 */
async function attemptWave(
  { changes, aside }: Wave,
  { due, ids, silence, names }: WaveContext,
  writer: TenantWriter,
  signal: AbortSignal,
): Promise<AttemptedWave> {
  const trouble = new AbortController();
  const until = AbortSignal.any([signal, trouble.signal]);
  const attempts = changes.map(async (change) => {
    const inTheWay = aside.get(change.digest) ?? [];
    const reason = names.whyNot(change, inTheWay);
    const result = reason === null ? await writeInTheirPlace(change, inTheWay, ids, writer, until) : fail(reason);
    const outcome = outcomeOf(change, result, due);
    silence.learn(outcome);
    names.learn(outcome);
    if (endingIn([outcome]) !== null || silence.lasting() !== null) trouble.abort();
    return outcome;
  });
  for (const attempt of attempts) attempt.catch(() => trouble.abort());
  const settled = await Promise.allSettled(attempts);
  return {
    ended: settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])),
    defect: settled.find((each) => each.status === 'rejected') ?? null,
  };
}

/**
 * Whoever is in the way is moved aside, and back if that was in vain. If nobody lives to give them their own values, the next run finds
 * these and does.
 */
async function writeInTheirPlace(
  change: Change,
  aside: readonly Aside[],
  ids: TenantIds,
  writer: TenantWriter,
  signal: AbortSignal,
): Promise<Result<TenantObjectId>> {
  const moved = await moveThem(aside, 'values', writer, signal);
  const result = moved.ok ? await write(change, ids, writer, signal) : moved;
  if (!result.ok && !isUnanswered(result.problem.code)) await moveThem(aside, 'before', writer, signal);
  return result;
}

async function moveThem(
  aside: readonly Aside[],
  to: 'values' | 'before',
  writer: TenantWriter,
  signal: AbortSignal,
): Promise<Result<void>> {
  for (const one of aside) {
    const moved = await writer.updateUser(one.tenantObjectId, one[to], signal);
    if (!moved.ok) return moved;
  }
  return succeed(undefined);
}

function outcomeOf(change: Change, result: Result<TenantObjectId>, due: Due): Outcome {
  if (result.ok) return { kind: 'applied', change, tenantObjectId: result.value };
  // Whoever writes says so only of what was never carried out.
  if (result.problem.code === 'run.cancelled') return { kind: 'notAttempted', change };
  if (isUnanswered(result.problem.code)) return { kind: 'unknown', change, fate: null, problem: result.problem };
  const nextAttemptAt = due.nextAttemptOf(change, result.problem);
  return { kind: 'failed', change, problem: result.problem, ...(nextAttemptAt === undefined ? {} : { nextAttemptAt }) };
}

function nameApprover(outcome: Outcome, approved: Due['approved']): Outcome {
  const decision = approved.get(outcome.change.digest);
  if (outcome.kind !== 'applied' || decision === undefined) return outcome;
  return { ...outcome, approval: { by: decision.by, at: decision.at } };
}

function endingIn(outcomes: readonly Outcome[]): Problem | null {
  const problems = outcomes.flatMap((outcome) => (outcome.kind === 'failed' ? [outcome.problem] : []));
  return problems.find(({ code }) => endsTheRun(code)) ?? null;
}

type TenantIds = ReadonlyMap<ObjectGuid, TenantObjectId>;

async function write(
  change: Change,
  ids: TenantIds,
  writer: TenantWriter,
  signal: AbortSignal,
): Promise<Result<TenantObjectId>> {
  if (change.kind === 'link' || change.kind === 'unlink') return writeLink(change, ids, writer, signal);
  if (change.objectType === 'group') return writeGroup(change, writer, signal);
  const own = change.attributes.filter(({ name }) => name !== anchorProperty);
  const values: TenantUserValues = Object.fromEntries(own.map(({ name, after }) => [name, after]));
  switch (change.kind) {
    case 'create':
      return writer.createUser(change.anchor, values, signal);
    case 'update':
    case 'disable':
    case 'enable': {
      const { tenantObjectId: id, anchor } = change;
      const isTakenOver = own.length < change.attributes.length;
      const before: TenantUserValues = Object.fromEntries(own.map((each) => [each.name, each.before]));
      const write = isTakenOver
        ? writer.takeOverUser(id, anchor, values, signal)
        : writer.updateUser(id, values, signal, before);
      return succeedAs(id, await write);
    }
    case 'delete':
      return succeedAs(change.tenantObjectId, await writer.deleteUser(change.tenantObjectId, signal));
    case 'restore':
      return succeedAs(change.tenantObjectId, await writer.restoreUser(change.tenantObjectId, values, signal));
    default:
      return assertNever(change);
  }
}
