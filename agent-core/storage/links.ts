/** By which anchor each object was joined to its tenant user, and what it had that it is matched by: what is known of that for good. */
import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import {
  isObjectGuid,
  isSourceAnchor,
  type ObjectGuid,
  type RunId,
  type SourceAnchor,
} from '../contract/identifiers.ts';
import type { Change } from '../contract/plan.ts';
import { strippedObjects } from '../sync/guard/stripped.ts';
import type { Had, Joined, Links } from '../sync/memory.ts';

type Row = Readonly<Record<string, SQLOutputValue>>;

export function createLinks(database: DatabaseSync): Links {
  const readAll = database.prepare('SELECT object_guid, anchor FROM links');
  const readBy = (key: string) =>
    database.prepare(
      `SELECT object_guid, anchor, had_name, had_mail
       FROM (SELECT value AS wanted FROM json_each(?)) CROSS JOIN links ON ${key} = wanted`,
    );
  const [byObject, byAnchor] = [readBy('object_guid'), readBy('anchor')];
  const find = (statement: StatementSync, wanted: readonly string[]) =>
    wanted.length === 0 ? [] : statement.all(JSON.stringify(wanted));
  return {
    read: () => new Map(readAll.all().map(linkIn)),
    among: (objectGuids, anchors) => {
      const known = { anchors: new Map<ObjectGuid, SourceAnchor>(), had: new Map<ObjectGuid, Had>() };
      for (const row of [...find(byObject, objectGuids), ...find(byAnchor, anchors)]) {
        const [objectGuid, anchor] = linkIn(row);
        known.anchors.set(objectGuid, anchor);
        known.had.set(objectGuid, { name: hadIn(row.had_name), mail: hadIn(row.had_mail) });
      }
      return known;
    },
  };
}

function linkIn({ object_guid, anchor }: Row): readonly [ObjectGuid, SourceAnchor] {
  const [guid, source] = [String(object_guid), String(anchor)];
  if (!isObjectGuid(guid) || !isSourceAnchor(source)) throw new Error(`this is no link: ${guid} by ${source}`);
  return [guid, source];
}

/** 1 once it was seen, 0 where it is known that there was none, null where nobody knows. */
const hadIn = (value: SQLOutputValue | undefined): boolean | null => (typeof value === 'number' ? value === 1 : null);

export interface LinkKeeper {
  /** They were read on both sides. */
  observe(joined: readonly Joined[]): void;
  /** The change joined them. */
  keep(change: Change): void;
  /** Somebody approved what follows from what the object has lost (rule R7): unless more of it is held, that is how it is from now on. */
  release(change: Change, runId: RunId): void;
}

export function createLinkKeeper(database: DatabaseSync): LinkKeeper {
  const observe = database.prepare(
    `INSERT INTO links (object_guid, anchor, had_name, had_mail)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?) WHERE true ON CONFLICT (object_guid) DO UPDATE
     SET had_name = coalesce(excluded.had_name, had_name), had_mail = coalesce(excluded.had_mail, had_mail)
     WHERE excluded.had_name > coalesce(had_name, 0) OR excluded.had_mail > coalesce(had_mail, 0)`,
  );
  const keep = database.prepare(
    'INSERT OR IGNORE INTO links (object_guid, anchor, had_name, had_mail) VALUES (?, ?, ?, ?)',
  );
  const release = database.prepare(
    `UPDATE links SET had_name = 0, had_mail = 0 WHERE object_guid = $objectGuid AND NOT EXISTS (
       SELECT 1 FROM held_changes NATURAL JOIN run_entries WHERE run_id = $runId AND kind = '${strippedObjects.name}'
       AND entry ->> '$.outcome.change.objectGuid' = $objectGuid
     )`,
  );
  return {
    observe: (joined) => {
      const rows = joined.map((one) => [one.objectGuid, one.anchor, one.hasName ? 1 : null, one.hasMail ? 1 : null]);
      observe.run(JSON.stringify(rows));
    },
    keep: ({ kind, objectGuid, anchor }) => {
      // What is created has nothing that could be lost yet: what it has is observed when it is read in the tenant.
      const had = kind === 'create' ? 0 : null;
      keep.run(objectGuid, anchor, had, had);
    },
    release: ({ objectGuid }, runId) => void release.run({ objectGuid, runId }),
  };
}
