/** How much is remembered of both sides, as it was counted while it changed. */
import type { DatabaseSync } from 'node:sqlite';
import type { Totals } from '../sync/both-sides.ts';

/** @param readings those of the domains that are counted */
export function countTotals(
  database: DatabaseSync,
  readings: readonly { readonly id: number; readonly domain: string }[],
): Totals {
  const statement = database.prepare('SELECT found FROM totals WHERE what = ?');
  const found = (what: string) => Number(statement.get(what)?.found ?? 0);
  const quiet = (objectType: string, isInScope: number) =>
    readings.reduce((sum, { domain }) => sum + found(`${domain} ${objectType} ${isInScope}`), 0);
  return {
    domains: new Map(
      readings.map(({ id, domain }) => [domain, { users: found(`${id} user`), groups: found(`${id} group`) }]),
    ),
    tenant: { users: found('tenant users'), groups: found('tenant groups') },
    quiet: {
      users: { inScope: quiet('user', 1), outOfScope: quiet('user', 0) },
      groups: { inScope: quiet('group', 1), outOfScope: quiet('group', 0) },
    },
  };
}
