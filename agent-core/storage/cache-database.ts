/** cache.db: directory objects as last seen, and how far their changes are known. It may be deleted at any time; a damaged one is set aside and begun anew. */
import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { objectGuidSchema } from '../contract/identifiers.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { DirectoryMemory } from '../sync/directory-memory.ts';
import { typeOf } from '../sync/directory-source.ts';
import type { RememberedSides } from '../sync/import-open.ts';
import type { Missed, SeenBefore, SeenObjects } from '../sync/memory.ts';
import { createDirectoryMemory, directoryTables, dynamicObjects } from './cache-directory.ts';
import { noteSeen } from './cache-seen.ts';
import { createOpener, machinesApart, orderedTables, totalTables, verdictTables } from './cache-tables.ts';
import { createTenantMemory, followedTables } from './cache-tenant.ts';
import { prepareVerdicts } from './cache-verdict-statements.ts';
import { createBothSides } from './cache-verdicts.ts';
import { setAside } from './data-folder.ts';
import { inTransaction, type Migrations, openDatabase, shrink, tryWrite } from './database.ts';
import { portionsOf } from './portions.ts';

export interface CacheDatabase {
  readonly seen: SeenObjects;
  readonly directories: DirectoryMemory;
  readonly remembered: RememberedSides;
  /** Set when a damaged cache had to be set aside. */
  readonly problem: Problem | null;
  /** For damage. A large one is not, when it is opened. */
  readonly isLookedThrough: boolean;
  /** Keeps nothing in memory that stands on the disk. */
  shrink(): void;
  close(): void;
}

export const cacheMigrations: Migrations = [
  `CREATE TABLE directory_objects (
     object_guid TEXT PRIMARY KEY, attributes TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;`,
  // Of objects seen before, the domain is known with the next reading.
  `ALTER TABLE directory_objects ADD COLUMN domain TEXT NOT NULL DEFAULT ''`,
  directoryTables,
  'CREATE TABLE waited (object_guid TEXT PRIMARY KEY, runs INTEGER NOT NULL) STRICT, WITHOUT ROWID',
  // Nobody read them: what an object is like stands in `objects`.
  'ALTER TABLE directory_objects DROP COLUMN attributes',
  'ALTER TABLE directory_objects ADD COLUMN absent_since TEXT',
  // Whoever waits to be removed begins anew.
  `DELETE FROM waited; ALTER TABLE waited ADD COLUMN counted_at TEXT NOT NULL DEFAULT ''`,
  verdictTables,
  followedTables,
  totalTables,
  orderedTables,
  // Few are, and they are asked for in every run.
  'CREATE INDEX absent_objects ON directory_objects (object_guid) WHERE absent_since IS NOT NULL',
  // Nothing that was told of groups so far says whether they are marked.
  "DELETE FROM tenant_positions WHERE type = 'group'; UPDATE judged_by SET basis = ''",
  // Nothing that was read of users so far has their extension attributes: both sides are read as a whole once more.
  "UPDATE readings SET position = '' WHERE position IS NOT NULL; DELETE FROM tenant_positions; UPDATE judged_by SET basis = ''",
  dynamicObjects,
  // Nor when accounts expire: the directory is read as a whole once more.
  `ALTER TABLE verdicts ADD COLUMN expires_at TEXT;
   CREATE INDEX expiring_verdicts ON verdicts (expires_at) WHERE expires_at IS NOT NULL;
   UPDATE readings SET position = '' WHERE position IS NOT NULL; UPDATE judged_by SET basis = ''`,
  // Groups are remembered with the next run, as people are.
  "ALTER TABLE directory_objects ADD COLUMN object_type TEXT NOT NULL DEFAULT 'user'; UPDATE judged_by SET basis = ''",
  machinesApart,
];

/** Up to here looking takes less than a tenth of a second. */
const usualLargeBytes = 8_000_000;

/**
 * @param now ISO 8601, names a cache that is set aside
 * @param isStale it was put back from an earlier moment: whom it has seen stays remembered, how far it had come does not
 * @param largeBytes what is larger is not looked through for damage yet
 */
export function openCacheDatabase(
  path: string,
  now: string,
  isStale = false,
  largeBytes = usualLargeBytes,
): CacheDatabase {
  const isLookedThroughLater = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > largeBytes;
  const first = openDatabase(path, cacheMigrations, { isLookedThroughLater });
  if (first.kind === 'opened') {
    if (isStale) first.database.exec('UPDATE readings SET position = NULL');
    return { ...cacheIn(first.database), isLookedThrough: !isLookedThroughLater };
  }
  // A cache written by a newer version is worth no more than a damaged one: both are rebuilt by one full run.
  const aside = setAside(path, now);
  const second = openDatabase(path, cacheMigrations);
  if (second.kind !== 'opened') throw new Error(`a new cache cannot be opened: ${second.kind}`);
  return cacheIn(
    second.database,
    first.kind === 'damaged' ? problem('data.cache-rebuilt', `set aside as ${aside}`) : null,
  );
}

/** What is in a database that has every migration behind it. */
export function cacheIn(database: DatabaseSync, found: Problem | null = null): CacheDatabase {
  // After a power cut it may be as it was some time before, whole: then what changed since is asked for again.
  database.exec('PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8192;');
  const opener = createOpener(database);
  const statements = prepareVerdicts(database);
  return {
    seen: createSeenObjects(database),
    directories: createDirectoryMemory(database, opener),
    remembered: {
      tenant: createTenantMemory(database, opener),
      over: (domains) => createBothSides(database, statements, domains),
    },
    problem: found,
    isLookedThrough: true,
    shrink: () => shrink(database),
    close: () => database.close(),
  };
}

const rowSchema = z.object({
  object_guid: objectGuidSchema,
  domain: z.string(),
  object_type: z.enum(['user', 'group']),
  absent_since: z.string().nullable(),
});
const seenColumns = 'object_guid, domain, object_type, absent_since';
const seenIn = ({ object_guid, object_type, absent_since }: z.infer<typeof rowSchema>): SeenBefore => ({
  objectGuid: object_guid,
  objectType: object_type,
  since: absent_since,
});

const waitedRowSchema = z.object({ object_guid: objectGuidSchema, runs: z.int(), counted_at: z.string() });

const nothingMissed: Missed = { at: '', absent: [], gone: [] };

function createSeenObjects(database: DatabaseSync): SeenObjects {
  const readAll = database.prepare(`SELECT ${seenColumns} FROM directory_objects`);
  const readOne = database.prepare(`SELECT ${seenColumns} FROM directory_objects WHERE object_guid = ?`);
  const write = database.prepare(noteSeen);
  const noteAbsent = database.prepare(
    'UPDATE directory_objects SET absent_since = ? WHERE object_guid = ? AND absent_since IS NULL',
  );
  const forget = database.prepare('DELETE FROM directory_objects WHERE object_guid = ?');
  const readWaited = database.prepare('SELECT object_guid, runs, counted_at FROM waited');
  const clearWaited = database.prepare('DELETE FROM waited');
  const insertWaited = database.prepare('INSERT INTO waited (object_guid, runs, counted_at) VALUES (?, ?, ?)');
  return {
    findAbsent: (objects, domains) => {
      const present = new Set<string>(objects.map((object) => object.objectGuid));
      return readAll
        .all()
        .map((row) => rowSchema.parse(row))
        .filter(({ object_guid, domain }) => domains.includes(domain) && !present.has(object_guid))
        .map(seenIn);
    },
    among: (objectGuids, domains) =>
      objectGuids
        .flatMap((objectGuid) => readOne.all(objectGuid))
        .map((row) => rowSchema.parse(row))
        .filter(({ domain }) => domains.includes(domain))
        .map(seenIn),
    remember: (objects, missed = nothingMissed) =>
      tryWrite(() =>
        inTransaction(database, () => {
          for (const objectGuid of missed.absent) noteAbsent.run(missed.at, objectGuid);
          for (const objectGuid of missed.gone) forget.run(objectGuid);
          for (const some of portionsOf(objects))
            write.run(JSON.stringify(some.map((object) => [object.objectGuid, object.domain, typeOf(object)])));
        }),
      ),
    waited: () =>
      new Map(
        readWaited
          .all()
          .map((row) => waitedRowSchema.parse(row))
          .map(({ object_guid: objectGuid, runs, counted_at: countedAt }) => [objectGuid, { runs, countedAt }]),
      ),
    rememberWaited: (waited) =>
      tryWrite(() =>
        inTransaction(database, () => {
          clearWaited.run();
          for (const [objectGuid, { runs, countedAt }] of waited) insertWaited.run(objectGuid, runs, countedAt);
        }),
      ),
  };
}
