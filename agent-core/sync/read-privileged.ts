/**
 * Asks the tenant who administers it, once a plan would change users that are there: nobody else need be asked about. That it cannot be
 * read is no reason not to run (rule R27): then those count who held a role when it was last read, and what could hurt an administrator waits.
 */
import type { TenantObjectId } from '../contract/identifiers.ts';
import type { Intent } from './apply.ts';
import type { UnreadableRoles } from './guard/guard-kind.ts';
import { reachesAccount } from './guard/privileged.ts';
import type { GuardHistory } from './memory.ts';
import type { Plan } from './plan.ts';
import type { TenantReader } from './tenant.ts';

export interface Privileged {
  /** The accounts that hold a directory role, or reach one. */
  readonly holders: ReadonlySet<TenantObjectId>;
  /** Null where they were read just now. */
  readonly unreadable: UnreadableRoles | null;
}

export async function readPrivileged(
  { changes }: Pick<Plan, 'changes'>,
  {
    tenant,
    guardHistory,
    intent,
  }: {
    readonly tenant: Pick<TenantReader, 'readPrivileged'>;
    readonly guardHistory: Pick<GuardHistory, 'knownPrivileged' | 'keepPrivileged'>;
    readonly intent: Pick<Intent, 'kind'>;
  },
  signal: AbortSignal,
): Promise<Privileged> {
  if (!changes.some(reachesAccount)) return { holders: new Set(), unreadable: null };
  const read = await tenant.readPrivileged(signal);
  if (!read.ok) {
    const known = guardHistory.knownPrivileged();
    const isNeverGranted = known === null && read.problem.code === 'tenant.forbidden';
    return { holders: known ?? new Set(), unreadable: { problem: read.problem, isNeverGranted } };
  }
  const kept = intent.kind === 'apply' ? guardHistory.keepPrivileged(read.value) : null;
  // What the next run could not fall back on is as good as not read.
  const unreadable = kept === null || kept.ok ? null : { problem: kept.problem, isNeverGranted: false };
  return { holders: read.value, unreadable };
}
