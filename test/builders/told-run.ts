/** What a run tells, in an order of its own and without its times: two runs that tell the same have done the same. */
import type { Ran } from './world.ts';

export function toldBy({ report, entries }: Ran) {
  const { counts, directory, domains, findings, problems, absentFirst, removalWaits } = report;
  const { fullRead, ...tenant } = report.tenant;
  const inOrder = entries.map((entry) => JSON.stringify(entry)).toSorted();
  return {
    ...{ entries: inOrder, counts, directory, domains, findings, problems, absentFirst, removalWaits },
    // That it could not go by memory is told by whoever has one, and by nobody else.
    tenant: fullRead?.code === 'tenant.read-for-want-of-memory' ? tenant : report.tenant,
  };
}
