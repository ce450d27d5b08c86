/** What a run tells, in an order of its own and without its times: two runs that tell the same have done the same. */
import type { Ran } from './world.ts';

export function toldBy({ report, entries }: Ran) {
  const { counts, directory, domains, tenant, findings, problems, absentFirst, removalWaits } = report;
  const inOrder = entries.map((entry) => JSON.stringify(entry)).toSorted();
  return { entries: inOrder, counts, directory, domains, tenant, findings, problems, absentFirst, removalWaits };
}
