/** Whom the agent or the tenant calls by a name that the directory does not know: one that was made up, or replaced on the way. */
import type { DatabaseSync } from 'node:sqlite';
import { searchedName } from './provisioning-log.ts';

/** @returns objectGUIDs */
export type CalledInTenant = (name: string) => ReadonlySet<string>;

/** Also by a name that it had: what the agent once said of it is what a person copies. */
export function createCalledInTenant(cache: DatabaseSync, record: DatabaseSync): CalledInTenant {
  const said = record.prepare('SELECT object_guid FROM object_names WHERE name = ?');
  const judged = cache.prepare(
    `SELECT object_guid FROM verdicts WHERE sign_in_name = ?
     UNION SELECT object_guid FROM verdicts WHERE tenant_id IN (SELECT id FROM tenant_users WHERE name = ?)`,
  );
  const anchors = cache.prepare('SELECT anchor FROM tenant_users WHERE name = ? AND anchor IS NOT NULL');
  const linked = record.prepare('SELECT object_guid FROM links WHERE anchor = ?');
  return (given) => {
    const name = searchedName(given.trim());
    const ofAnchors = anchors.all(name).flatMap(({ anchor = null }) => linked.all(anchor));
    return new Set([...said.all(name), ...judged.all(name, name), ...ofAnchors].map((row) => String(row.object_guid)));
  };
}
