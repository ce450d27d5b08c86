/** Step 7: make the allowed changes, one after the other, and write down what became of each before the next is attempted. */
import { assertNever } from '../contract/assert-never.ts';
import type { TenantObjectId } from '../contract/identifiers.ts';
import type { Change } from '../contract/plan.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { ProblemCode } from '../contract/problem-catalogue.ts';
import { type Result, succeed } from '../contract/result.ts';
import type { Outcome, SettledChange } from '../contract/run-report.ts';
import type { Guarded } from './guard.ts';
import type { OpenRunLog } from './memory.ts';
import type { TenantUserValues, TenantWriter } from './tenant.ts';

/** A preview holds nothing that could write. */
export type Intent = { readonly kind: 'preview' } | { readonly kind: 'apply'; readonly writer: TenantWriter };

export interface Applied {
  readonly outcomes: readonly Outcome[];
  /** Why the run ended before every change had its turn. */
  readonly endedBy: Problem | null;
}

export async function applyPlan(
  guarded: Guarded,
  settled: readonly SettledChange[],
  intent: Intent,
  log: OpenRunLog,
  signal: AbortSignal,
): Promise<Applied> {
  const outcomes: Outcome[] = [];
  const observed = log.observe(guarded.plan.joined, settled);
  let endedBy: Problem | null = observed.ok ? null : observed.problem;
  const settle = (outcome: Outcome) => {
    outcomes.push(outcome);
    const recorded = log.append(outcome);
    if (!recorded.ok) endedBy ??= recorded.problem;
    if (outcome.kind === 'failed' && endsTheRun.has(outcome.problem.code)) endedBy ??= outcome.problem;
  };

  for (const { change, problem: reason } of guarded.held) settle({ kind: 'held', change, problem: reason });
  for (const change of guarded.allowed) {
    if (signal.aborted) endedBy ??= problem('run.cancelled', `${outcomes.length} changes had been dealt with`);
    if (endedBy !== null) settle({ kind: 'notAttempted', change });
    else if (intent.kind === 'preview') settle({ kind: 'previewed', change });
    else {
      const counted = guarded.counted.get(change.digest) ?? [];
      settle(await attempt({ change, counted }, intent.writer, log, signal));
    }
  }
  return { outcomes, endedBy };
}

/** Trouble that the next change would meet as well; any other stays with its own change and does not stop the neighbours. */
const endsTheRun: ReadonlySet<string> = new Set<ProblemCode>([
  'tenant.unreachable',
  'tenant.no-answer',
  'tenant.untrusted-certificate',
  'tenant.certificate-refused',
  'tenant.unknown-application',
  'tenant.unknown-tenant',
  'tenant.sign-in-failed',
  'tenant.unauthorized',
  'tenant.throttled',
  'tenant.unavailable',
  'tenant.unreadable-answer',
  'run.cancelled',
  'data.write-failed',
  'data.disk-full',
]);

interface Attempted {
  readonly change: Change;
  /** What it counts as, to the guard of the next 24 hours. */
  readonly counted: readonly string[];
}

async function attempt(
  { change, counted }: Attempted,
  writer: TenantWriter,
  log: OpenRunLog,
  signal: AbortSignal,
): Promise<Outcome> {
  const intended = log.intend(change, counted);
  if (!intended.ok) return { kind: 'failed', change, problem: intended.problem };
  const result = await write(change, writer, signal);
  return result.ok
    ? { kind: 'applied', change, tenantObjectId: result.value }
    : { kind: 'failed', change, problem: result.problem };
}

async function write(change: Change, writer: TenantWriter, signal: AbortSignal): Promise<Result<TenantObjectId>> {
  const values: TenantUserValues = Object.fromEntries(change.attributes.map(({ name, after }) => [name, after]));
  switch (change.kind) {
    case 'create':
      return writer.createUser(change.anchor, values, signal);
    case 'update':
    case 'disable':
    case 'enable':
      return named(change.tenantObjectId, await writer.updateUser(change.tenantObjectId, values, signal));
    case 'delete':
      return named(change.tenantObjectId, await writer.deleteUser(change.tenantObjectId, signal));
    case 'restore':
      return named(change.tenantObjectId, await writer.restoreUser(change.tenantObjectId, values, signal));
    default:
      return assertNever(change);
  }
}

function named(id: TenantObjectId, written: Result<void>): Result<TenantObjectId> {
  return written.ok ? succeed(id) : written;
}
