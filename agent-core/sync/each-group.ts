/** Visits groups of the tenant several at a time, as their members are read. */
import type { Problem } from '../contract/problem.ts';
import type { TenantGroup } from './tenant-groups.ts';

/** So many are read at a time; the adapter keeps to the tenant's quotas. */
const readersAtOnce = 8;

/** @returns the first problem, after which no further group is begun */
export async function eachGroup(
  groups: readonly TenantGroup[],
  read: (group: TenantGroup) => Promise<Problem | null>,
): Promise<Problem | null> {
  const waiting = [...groups];
  let problem: Problem | null = null;
  const readOn = async () => {
    for (let group = waiting.pop(); group !== undefined && problem === null; group = waiting.pop()) {
      const found = await read(group);
      // Asked after the waiting: in `problem ??= await ...` a reading that went well would wipe out what another one found meanwhile.
      problem ??= found;
    }
  };
  await Promise.all(Array.from({ length: readersAtOnce }, readOn));
  return problem;
}
