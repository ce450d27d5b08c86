/** Users of the tenant by whatever they are looked for. Whoever is found in several ways, or again and again in one run, is read and parsed once. */
import type { TenantUserKeys } from '../sync/both-sides.ts';
import type { TenantUser } from '../sync/tenant.ts';
import { parseTenantUser } from './cache-tenant.ts';
import { rowsFor, type VerdictStatements } from './cache-verdict-statements.ts';

/** Few enough to be kept while everybody is gone through, portion by portion. */
const mostKnown = 1_000;

/** Good for as long as the tenant that is remembered does not change. */
export function createFoundUsers(statements: VerdictStatements): (keys: TenantUserKeys) => readonly TenantUser[] {
  const known = new Map<number, TenantUser>();
  return ({ ids = [], anchors = [], names = [], addresses = [], markedFor = [] }) => {
    const rows = [
      ...rowsFor(statements.tenantById, ids),
      ...rowsFor(statements.tenantByAnchor, anchors),
      ...rowsFor(statements.tenantByName, names),
      ...rowsFor(statements.tenantByAddress, addresses),
      ...rowsFor(statements.tenantByMark, markedFor),
    ];
    const numbers = [...new Set(rows.map(({ number }) => Number(number)))];
    if (known.size > mostKnown) known.clear();
    const unknown = numbers.filter((number) => !known.has(number));
    for (const { number, content } of rowsFor(statements.tenantUsers, unknown))
      known.set(Number(number), parseTenantUser(content));
    return numbers.flatMap((number) => known.get(number) ?? []);
  };
}
