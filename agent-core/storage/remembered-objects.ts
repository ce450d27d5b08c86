/** All objects of the directory as they are remembered, one after the other, and the scope over them as the next run will decide it. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { assertNever } from '../contract/assert-never.ts';
import { type ObjectGuid, objectGuidSchema } from '../contract/identifiers.ts';
import { type ObjectType, objectTypeSchema } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import type { DirectoryObject } from '../sync/directory-source.ts';
import { decide } from '../sync/scope.ts';
import type { ScopeBasis } from '../sync/scope-basis.ts';
import type { Decision } from '../sync/scope-verdict.ts';
import { createDirectoryMemory, parseAttributes } from './cache-directory.ts';
import { createNames } from './cache-names.ts';
import { readPosition } from './cache-position.ts';
import type { ObjectQuery } from './object-query.ts';

export interface AskedObject {
  /** Grows from one to the next. */
  readonly number: number;
  readonly objectType: ObjectType;
  readonly object: DirectoryObject;
}

export interface RememberedObjects {
  /** ISO 8601, by domain; null where nothing is remembered. */
  readonly readAt: ReadonlyMap<string, string | null>;
  readonly decision: Decision;
  /** Those after this number. */
  after(number: number): Iterable<AskedObject>;
  has(objectGuid: ObjectGuid): boolean;
  /** Whoever is directly in the group and was read. */
  membersOf(group: ObjectGuid): readonly AskedObject[];
}

export function rememberedObjects(cache: DatabaseSync, query: ObjectQuery): RememberedObjects {
  const { domains } = query;
  const findReading = cache.prepare('SELECT id, position FROM readings WHERE domain = ? AND position IS NOT NULL');
  const place = cache.prepare('SELECT parent, name FROM objects WHERE reading = ? AND object_guid = ?');
  const readings = new Map(
    domains.flatMap((domain) => {
      const row = findReading.get(domain);
      if (row === undefined) return [];
      const id = Number(row.id);
      return [[id, { domain, position: row.position, nameBelow: createNames(place, id) }] as const];
    }),
  );
  const readAt = new Map(domains.map((domain): [string, string | null] => [domain, null]));
  for (const { domain, position } of readings.values()) readAt.set(domain, readPosition(position)?.takenAt ?? null);

  function* after(number: number): Iterable<AskedObject> {
    const rows = cache
      .prepare(
        "SELECT id, reading, object_guid, kind, parent, name, attributes FROM objects WHERE id > ? AND kind <> 'place' ORDER BY id",
      )
      .iterate(number);
    for (const row of rows) yield* readObject(row);
  }

  function readObject(row: Readonly<Record<string, SQLOutputValue>>): readonly AskedObject[] {
    const reading = readings.get(Number(row.reading));
    const distinguishedName = reading?.nameBelow(row.parent, row.name) ?? null;
    if (reading === undefined || distinguishedName === null) return [];
    const attributes = { ...parseAttributes(row.attributes), distinguishedName: [distinguishedName] };
    const objectGuid = objectGuidSchema.parse(row.object_guid);
    const object = { objectGuid, domain: reading.domain, attributes };
    return [{ number: Number(row.id), objectType: objectTypeSchema.parse(row.kind), object }];
  }

  const members = cache.prepare(
    `SELECT DISTINCT o.id, o.reading, o.object_guid, o.kind, o.parent, o.name, o.attributes
     FROM members m CROSS JOIN objects o ON o.object_guid = m.member_guid
     WHERE m.reading = :reading AND m.group_guid = :group AND o.kind <> 'place' ORDER BY o.id`,
  );

  const known = cache.prepare('SELECT reading FROM objects WHERE reading = ? AND object_guid = ?');
  const placeOf = (objectGuid: ObjectGuid) => {
    const names = [...readings].map(([id, { nameBelow }]) => {
      const row = place.get(id, objectGuid);
      return row === undefined ? null : nameBelow(row.parent, row.name);
    });
    return names.find((name) => name !== null) ?? null;
  };
  return {
    readAt,
    decision: decide(basisOf(cache, query, { readAt, placeOf }), query.groups),
    after,
    membersOf: (group) =>
      [...readings.keys()].flatMap((reading) => members.all({ reading, group }).flatMap(readObject)),
    has: (objectGuid) => [...readings.keys()].some((id) => known.get(id, objectGuid) !== undefined),
  };
}

function basisOf(
  cache: DatabaseSync,
  { domains, scope, units }: ObjectQuery,
  { readAt, placeOf }: { readAt: RememberedObjects['readAt']; placeOf: (objectGuid: ObjectGuid) => string | null },
): ScopeBasis {
  switch (scope.kind) {
    case 'all':
      return scope;
    case 'units':
      // As they were called when the objects were read: they may have been renamed since.
      return {
        ...scope,
        units: units.map((unit) => ({
          ...unit,
          distinguishedName: placeOf(unit.objectGuid) ?? unit.distinguishedName,
        })),
      };
    case 'groups': {
      const memory = createDirectoryMemory(cache, nobodyOpens);
      const groups = domains.flatMap((domain) => memory.read(domain).groups() ?? []);
      const missing = domains.filter((domain) => readAt.get(domain) === null);
      const reason = missing.length === 0 ? null : problem('directory.changes-not-readable', missing.join(', '));
      return { kind: 'groups', wanted: scope.groups, groups: { objects: groups, problem: reason } };
    }
    default:
      return assertNever(scope);
  }
}

/** Nothing is written here. */
const nobodyOpens = {
  open: () => {},
  openAnchor: () => {},
  openCounterpartOf: () => {},
  openAll: () => {},
  openReading: () => {},
};
