/** Asks the tenant who administers it, once a plan would change users that are there: nobody else need be asked about. */
import type { TenantObjectId } from '../contract/identifiers.ts';
import { reachesAccount } from './guard/privileged.ts';
import type { Plan } from './plan.ts';
import type { TenantReader } from './tenant.ts';

/** The accounts that hold a directory role, or reach one; null when that could not be read, which is no reason not to run (rule R27). */
export type Privileged = ReadonlySet<TenantObjectId> | null;

export async function readPrivileged(
  { changes }: Pick<Plan, 'changes'>,
  { tenant }: { readonly tenant: Pick<TenantReader, 'readPrivileged'> },
  signal: AbortSignal,
): Promise<Privileged> {
  if (!changes.some(reachesAccount)) return new Set();
  const read = await tenant.readPrivileged(signal);
  return read.ok ? read.value : null;
}
