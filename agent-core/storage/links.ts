/** By which anchor each object was joined to its tenant user, and what it had that it is matched by: what is known of that for good. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import {
  type ObjectGuid,
  objectGuidSchema,
  type RunId,
  type SourceAnchor,
  sourceAnchorSchema,
} from '../contract/identifiers.ts';
import type { Change } from '../contract/plan.ts';
import { strippedObjects } from '../sync/guard/stripped.ts';
import type { Had, Joined, Links } from '../sync/memory.ts';

const linkRowSchema = z.object({ object_guid: objectGuidSchema, anchor: sourceAnchorSchema });
/** 1 once it was seen, 0 where it is known that there was none, null where nobody knows. */
const hadSchema = z.union([z.literal(0), z.literal(1), z.null()]);
const knownRowSchema = linkRowSchema.extend({ had_name: hadSchema, had_mail: hadSchema });

export function createLinks(database: DatabaseSync): Links {
  const readAll = database.prepare('SELECT object_guid, anchor FROM links');
  const readBy = (key: string) =>
    database.prepare(
      `SELECT object_guid, anchor, had_name, had_mail
       FROM (SELECT value AS wanted FROM json_each(?)) CROSS JOIN links ON ${key} = wanted`,
    );
  const [byObject, byAnchor] = [readBy('object_guid'), readBy('anchor')];
  return {
    read: () =>
      new Map(
        readAll
          .all()
          .map((row) => linkRowSchema.parse(row))
          .map((row) => [row.object_guid, row.anchor]),
      ),
    among: (objectGuids, anchors) => {
      const known = { anchors: new Map<ObjectGuid, SourceAnchor>(), had: new Map<ObjectGuid, Had>() };
      for (const found of [...byObject.all(JSON.stringify(objectGuids)), ...byAnchor.all(JSON.stringify(anchors))]) {
        const row = knownRowSchema.parse(found);
        known.anchors.set(row.object_guid, row.anchor);
        known.had.set(row.object_guid, { name: hadOf(row.had_name), mail: hadOf(row.had_mail) });
      }
      return known;
    },
  };
}

const hadOf = (value: 0 | 1 | null): boolean | null => (value === null ? null : value === 1);

export interface LinkKeeper {
  /** It was read on both sides. */
  observe(joined: Joined): void;
  /** The change joined them. */
  keep(change: Change): void;
  /** Somebody approved what follows from what the object has lost (rule R7): unless more of it is held, that is how it is from now on. */
  release(change: Change, runId: RunId): void;
}

export function createLinkKeeper(database: DatabaseSync): LinkKeeper {
  const observe = database.prepare(
    `INSERT INTO links (object_guid, anchor, had_name, had_mail) VALUES (?, ?, ?, ?) ON CONFLICT (object_guid) DO UPDATE
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
    observe: ({ objectGuid, anchor, hasName, hasMail }) =>
      void observe.run(objectGuid, anchor, hasName ? 1 : null, hasMail ? 1 : null),
    keep: ({ kind, objectGuid, anchor }) => {
      // What is created has nothing that could be lost yet: what it has is observed when it is read in the tenant.
      const had = kind === 'create' ? 0 : null;
      keep.run(objectGuid, anchor, had, had);
    },
    release: ({ objectGuid }, runId) => void release.run({ objectGuid, runId }),
  };
}
