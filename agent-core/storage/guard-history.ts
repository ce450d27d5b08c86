/** What was done that could hurt, kept for a day and more: neither a restart nor a broken run makes the guard forget (rule R10). */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type ChangeDigest, objectGuidSchema, type RunId, tenantObjectIdSchema } from '../contract/identifiers.ts';
import { attributeValueSchema, type Change } from '../contract/plan.ts';
import type { RunReport } from '../contract/run-report.ts';
import { contestKeyOf, mostReverts, valuesWrittenBy } from '../sync/guard/tug-of-war.ts';
import type { GuardHistory } from '../sync/memory.ts';
import { tryWrite } from './database.ts';

export interface GuardHistoryStore extends GuardHistory {
  /** Before the change is sent: from now on it counts. @param at when its run started, ISO 8601 */
  note(runId: RunId, at: string, digest: ChangeDigest, counted: readonly string[]): void;
  /** The change was made. @param at when its run started, ISO 8601 */
  noteWritten(runId: RunId, at: string, change: Change): void;
  /** Together with the report: from the first run on that joined somebody and left nothing untried, the tenant is filled for good. */
  noteEnd(report: RunReport, filledDomains: readonly string[]): void;
  /** It is known that the change was not made. */
  forget(runId: RunId, digest: ChangeDigest): void;
  /** Whatever no count can ask for any more. @param at now */
  prune(at: string): void;
}

const rowSchema = z.object({ kind: z.string(), changes: z.int() });
const writeRowSchema = z.object({ object_guid: objectGuidSchema, attribute: z.string(), value: z.string() });
const holdersRowSchema = z.object({ ids: z.string() });
const holdersSchema = z.array(tenantObjectIdSchema);
const domainRowSchema = z.object({ domain: z.string() });
const existsSchema = z.object({ found: z.int() });
/** Far more than a day, for clocks that were set back. */
const keptForMs = 8 * 86_400_000;

export function createGuardHistory(database: DatabaseSync): GuardHistoryStore {
  // One that was tried in vain and is planned again counts once.
  const count = database.prepare(
    `SELECT kind, count(DISTINCT digest) AS changes FROM counted_changes
     WHERE at >= ? AND digest NOT IN (SELECT value FROM json_each(?)) GROUP BY kind`,
  );
  const findFilled = database.prepare('SELECT EXISTS (SELECT 1 FROM filled) AS found');
  const fill = database.prepare(
    'INSERT OR IGNORE INTO filled (only, run_id) SELECT 1, ? WHERE EXISTS (SELECT 1 FROM links)',
  );
  const readDomains = database.prepare('SELECT domain FROM filled_domains');
  const fillDomain = database.prepare(
    'INSERT OR IGNORE INTO filled_domains (domain, run_id) SELECT ?, ? WHERE EXISTS (SELECT 1 FROM filled)',
  );
  const insert = database.prepare(
    'INSERT OR IGNORE INTO counted_changes (at, kind, digest, run_id) VALUES (?, ?, ?, ?)',
  );
  const remove = database.prepare('DELETE FROM counted_changes WHERE run_id = ? AND digest = ?');
  const insertWrite = database.prepare(
    'INSERT OR IGNORE INTO attribute_writes (object_guid, attribute, value, run_id, at) VALUES (?, ?, ?, ?, ?)',
  );
  const readHolders = database.prepare('SELECT tenant_object_ids AS ids FROM known_privileged');
  // They seldom change, and what is the same is not written again.
  const keepHolders = database.prepare(
    `INSERT INTO known_privileged VALUES (1, ?) ON CONFLICT (only)
     DO UPDATE SET tenant_object_ids = excluded.tenant_object_ids WHERE tenant_object_ids <> excluded.tenant_object_ids`,
  );
  const removeOtherWrites = database.prepare(
    'DELETE FROM attribute_writes WHERE object_guid = ? AND attribute = ? AND value <> ?',
  );
  const isWritten = (since: string) =>
    `(SELECT count(*) FROM attribute_writes AS written WHERE written.object_guid = one.object_guid
      AND written.attribute = one.attribute AND written.value = one.value AND written.at >= ${since})`;
  const contest = database.prepare(
    `INSERT OR IGNORE INTO contested_values SELECT object_guid, attribute, value
     FROM (SELECT ? AS object_guid, ? AS attribute, ? AS value) AS one WHERE ${isWritten("''")} >= ${mostReverts}`,
  );
  const readContested = database.prepare(
    `SELECT object_guid, attribute, value FROM contested_values AS one WHERE ${isWritten('?')} >= ${mostReverts}`,
  );
  const removeUncontested = database.prepare(
    `DELETE FROM contested_values AS one WHERE ${isWritten("''")} < ${mostReverts}`,
  );
  const removeOlderWrites = database.prepare('DELETE FROM attribute_writes WHERE at < ?');
  const removeOlder = database.prepare('DELETE FROM counted_changes WHERE at < ?');
  return {
    countSince: (since, planned) =>
      new Map(
        count
          .all(since, JSON.stringify(planned))
          .map((row) => rowSchema.parse(row))
          .map(({ kind, changes }) => [kind, changes]),
      ),
    isFilled: () => existsSchema.parse(findFilled.get()).found === 1,
    filledDomains: () => new Set(readDomains.all().map((row) => domainRowSchema.parse(row).domain)),
    noteEnd: ({ runId, ...report }, filledDomains) => {
      if (!hasTriedAll(report)) return;
      fill.run(runId);
      for (const domain of filledDomains) fillDomain.run(domain, runId);
    },
    knownPrivileged: () => {
      const row = readHolders.get();
      return row === undefined ? null : new Set(holdersSchema.parse(JSON.parse(holdersRowSchema.parse(row).ids)));
    },
    keepPrivileged: (holders) => tryWrite(() => void keepHolders.run(JSON.stringify([...holders].toSorted()))),
    note: (runId, at, digest, counted) => {
      for (const kind of counted) insert.run(at, kind, digest, runId);
    },
    forget: (runId, digest) => void remove.run(runId, digest),
    contested: (since) =>
      new Set(
        readContested
          .all(since)
          .map((row) => writeRowSchema.parse(row))
          .map(({ object_guid: objectGuid, attribute: name, value }) =>
            contestKeyOf(objectGuid, { name, after: attributeValueSchema.parse(JSON.parse(value)) }),
          ),
      ),
    noteWritten: (runId, at, change) => {
      const { objectGuid, kind } = change;
      for (const { name, after } of valuesWrittenBy(change)) {
        const value = JSON.stringify(after);
        // Where we wrote the opposite in between, the directory changed its mind, and nobody wrote anything back.
        if (kind !== 'update') removeOtherWrites.run(objectGuid, name, value);
        insertWrite.run(objectGuid, name, value, runId, at);
        contest.run(objectGuid, name, value);
      }
    },
    prune: (at) => {
      const oldest = new Date(Date.parse(at) - keptForMs).toISOString();
      removeOlder.run(oldest);
      removeOlderWrites.run(oldest);
      removeUncontested.run();
    },
  };
}

/** One that stopped in the middle, or knew nothing of the tenant, leaves the rest to the next. Trouble with a domain or an object does not. */
function hasTriedAll({ result, isBroken, tenant, counts }: Omit<RunReport, 'runId'>): boolean {
  return result !== 'cancelled' && !isBroken && tenant.isComplete && counts.notAttempted + counts.unknown === 0;
}
