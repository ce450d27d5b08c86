/** Counts what is remembered of both sides, without reading it. */
import type { DatabaseSync } from 'node:sqlite';
import type { Totals } from '../sync/both-sides.ts';

/** @param readings those of the domains that are counted */
export function countTotals(
  database: DatabaseSync,
  readings: readonly { readonly id: number; readonly domain: string }[],
): Totals {
  const count = (rows: string, ...values: readonly (string | number)[]) =>
    Number(database.prepare(`SELECT count(*) AS found FROM ${rows}`).get(...values)?.found);
  const quiet = (objectType: string, isInScope: number) =>
    readings.reduce(
      (sum, { domain }) =>
        sum +
        count(
          'verdicts WHERE is_open = 0 AND domain = ? AND object_type = ? AND is_in_scope = ?',
          domain,
          objectType,
          isInScope,
        ),
      0,
    );
  const read = (id: number, kind: string) => count('objects WHERE reading = ? AND kind = ?', id, kind);
  return {
    domains: new Map(
      readings.map(({ id, domain }) => [domain, { users: read(id, 'user'), groups: read(id, 'group') }]),
    ),
    tenant: { users: count('tenant_users'), groups: count('tenant_groups') },
    quiet: {
      users: { inScope: quiet('user', 1), outOfScope: quiet('user', 0) },
      groups: { inScope: quiet('group', 1), outOfScope: quiet('group', 0) },
    },
  };
}
