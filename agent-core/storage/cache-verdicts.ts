/** Both sides as they are remembered, in cache.db, and the verdicts on which objects have something to be done about them. */
import type { DatabaseSync } from 'node:sqlite';
import { type ObjectGuid, sourceAnchorSchema, tenantObjectIdSchema } from '../contract/identifiers.ts';
import type { BothSides, ManagerLink, OpenObjects, Unmatched } from '../sync/both-sides.ts';
import type { DirectoryGroup, DirectoryObject } from '../sync/directory-source.ts';
import { type Expired, expiredNamed } from '../sync/expired-accounts.ts';
import { nameOf } from '../sync/held.ts';
import type { Joined } from '../sync/memory.ts';
import { objectGuidOf, parseAttributes } from './cache-directory.ts';
import { createFoundUsers } from './cache-found-users.ts';
import { createNames, type NameBelow } from './cache-names.ts';
import { unmatchedTransitively } from './cache-nested-members.ts';
import { noteVerdicts } from './cache-notes.ts';
import { endOf, type Row, referenceOf, tenantIdOf } from './cache-rows.ts';
import { parseTenantGroup } from './cache-tenant-groups.ts';
import { countTotals } from './cache-totals.ts';
import { rowsFor, type VerdictStatements } from './cache-verdict-statements.ts';
import { inTransaction } from './database.ts';

/** @param domains those that could be brought up to date */
export function createBothSides(
  database: DatabaseSync,
  statements: VerdictStatements,
  domains: readonly string[],
): BothSides {
  const readings = domains.flatMap((domain) => {
    const row = statements.reading.get(domain);
    return row === undefined
      ? []
      : [
          {
            id: Number(row.id),
            domain,
            nameBelow: createNames(statements.place, Number(row.id)),
            misfits: new Set<string>(),
            known: new Map<ObjectGuid, KnownObject>(),
          },
        ];
  });
  const store: Store = { statements, readings };
  const findUsers = createFoundUsers(statements);
  let pass = 0;
  /** Where whoever judges all of them is, whether they are open or not; null where only those are judged that are open. */
  let last: number | null = null;
  let newBasis: string | null = null;
  const isWhole = () => newBasis !== null;
  const open = (objectGuids: readonly ObjectGuid[]) => {
    for (const objectGuid of objectGuids) statements.keepOpen.run(pass, objectGuid);
  };
  return {
    judgeBy: (basis) => {
      newBasis = statements.basis.get()?.basis === basis ? null : basis;
    },
    pass: (work) =>
      inTransaction(database, () => {
        pass = Number(statements.nextPass.get()?.pass);
        last = isWhole() ? 0 : null;
        work();
        if (newBasis !== null) statements.setBasis.run(newBasis);
      }),
    nextOpen: () => {
      if (last !== null) {
        const all = statements.next.all(last);
        last = all.length === 0 ? null : Number(all.at(-1)?.number);
        if (all.length > 0) return openAmong(store, pass, guidsIn(all));
      }
      const open = guidsIn(statements.nextOpen.all(pass));
      return open.length === 0 ? null : openAmong(store, pass, open);
    },
    note: (verdicts) => {
      noteVerdicts(
        statements,
        readings.map(({ id }) => id),
        pass,
        verdicts,
      );
    },
    forget: (objectGuids) => {
      for (const objectGuid of objectGuids) for (const statement of statements.forget) statement.run(objectGuid);
    },
    keepOpen: open,
    sharing: () => [
      ...new Set(
        statements.sharing.flatMap((sharing) =>
          [...sharing(pass, isWhole())].flatMap(({ one, other }) => [objectGuidOf(one), objectGuidOf(other)]),
        ),
      ),
    ],
    managerLinks: function* () {
      for (const row of statements.managerLinks(pass, isWhole())) yield managerLinkOf(row);
    },
    quietGroups: () => guidsIn([...statements.quietGroups(pass, isWhole())]),
    nextUnrecorded: () => statements.unrecorded.all().map(joinedOf),
    noteRecorded: (objectGuids) => {
      for (const objectGuid of objectGuids) statements.record.run(objectGuid);
    },
    unmatchedMembers: (group) => unmatchedMembers(store, group),
    memberCount: (group) =>
      statements.hasMembers.get(group) === undefined ? null : Number(statements.memberCount.get(group)?.members),
    unmatchedTransitively: (group) =>
      unmatchedTransitively(
        statements.nested,
        readings.map(({ id }) => id),
        group,
      ),
    hasMember: (group, member) => statements.hasMember.get(group, member) !== undefined,
    stillOpen: () => statements.stillOpen.all(pass).map(({ object_guid }) => objectGuidOf(object_guid)),
    fitsTogether: () => readings.every(({ misfits }) => misfits.size === 0),
    users: (objectGuids) => objectsOf(store, objectGuids, 'user'),
    groups: (objectGuids) => objectsOf(store, objectGuids, 'group').map(groupOf),
    contacts: () =>
      readings.flatMap((reading) =>
        statements.ofKind.all(reading.id, 'contact').flatMap((row) => objectOf(row, reading) ?? []),
      ),
    allGroups: () => readings.flatMap((reading) => allGroups(store, reading)),
    withSids: (sids) => guidsIn(rowsFor(statements.bySid, sids)),
    ownersOf: (tenantIds, anchors) => [
      ...new Set([
        ...guidsIn(rowsFor(statements.byTenantId, tenantIds)),
        ...guidsIn(rowsFor(statements.byAnchor, anchors)),
      ]),
    ],
    tenantUsers: findUsers,
    tenantGroups: (objectGuids) =>
      rowsFor(statements.tenantGroups, objectGuids).map(({ content }) => parseTenantGroup(content)),
    knownEnds: (objectGuids) =>
      new Map(rowsFor(statements.ends, objectGuids).map((row) => [objectGuidOf(row.object_guid), endOf(row)])),
    expired: (now) => expired(store, now),
    totals: () => countTotals(database, readings),
  };
}

interface Reading {
  readonly id: number;
  readonly domain: string;
  readonly nameBelow: NameBelow;
  /** Objects whose places do not lead up to the domain. */
  readonly misfits: Set<string>;
  /** Those that were read last: whoever is judged and still open is asked for again. */
  readonly known: Map<ObjectGuid, KnownObject>;
}

interface KnownObject {
  readonly kind: 'user' | 'group';
  readonly object: DirectoryObject;
}

interface Store {
  readonly statements: VerdictStatements;
  readonly readings: readonly Reading[];
}

function openAmong(store: Store, pass: number, objectGuids: readonly ObjectGuid[]): OpenObjects {
  const users: DirectoryObject[] = [];
  const groups: DirectoryGroup[] = [];
  for (const reading of store.readings) {
    // Of everybody who is judged, only the last portion.
    if (reading.known.size > objectGuids.length) reading.known.clear();
    for (const row of rowsFor(store.statements.objects, objectGuids, reading.id)) {
      const known = know(row, reading);
      if (known?.kind === 'user') users.push(known.object);
      else if (known?.kind === 'group') groups.push(groupOf(known.object));
    }
  }
  const there = new Set([...users, ...groups].map(({ objectGuid }) => objectGuid));
  const others = objectGuids.filter((objectGuid) => !there.has(objectGuid));
  for (const objectGuid of others) store.statements.gone.run(pass, objectGuid);
  return { users, groups, others };
}

/** In the order in which they are wanted. */
function objectsOf(store: Store, objectGuids: readonly ObjectGuid[], kind: 'user' | 'group') {
  return store.readings.flatMap((reading) => {
    const unread = objectGuids.filter((objectGuid) => !reading.known.has(objectGuid));
    for (const row of rowsFor(store.statements.objects, unread, reading.id)) know(row, reading);
    return objectGuids.flatMap((objectGuid) => {
      const known = reading.known.get(objectGuid);
      return known?.kind === kind ? [known.object] : [];
    });
  });
}

/** @returns null when its place does not lead up to the domain */
function know(row: Row, reading: Reading): KnownObject | null {
  const object = objectOf(row, reading);
  if (object === null) return null;
  const known: KnownObject = { kind: row.kind === 'user' ? 'user' : 'group', object };
  reading.known.set(object.objectGuid, known);
  return known;
}

function objectOf(row: Row, { domain, nameBelow, misfits }: Reading): DirectoryObject | null {
  const distinguishedName = nameBelow(row.parent, row.name);
  if (distinguishedName === null) {
    misfits.add(String(row.object_guid));
    return null;
  }
  const attributes = { ...parseAttributes(row.attributes), distinguishedName: [distinguishedName] };
  return { objectGuid: objectGuidOf(row.object_guid), domain, attributes };
}

function groupOf(object: DirectoryObject): DirectoryGroup {
  const { distinguishedName, objectSid } = object.attributes;
  return { ...object, distinguishedName: distinguishedName?.[0] ?? '', sid: objectSid?.[0] ?? null, members: [] };
}

function allGroups({ statements }: Store, reading: Reading): readonly DirectoryGroup[] {
  return statements.ofKind.all(reading.id, 'group').flatMap((row) => {
    const object = objectOf(row, reading);
    if (object === null) return [];
    const members = statements.members.all(reading.id, object.objectGuid).map(referenceOf);
    return [{ ...groupOf(object), members }];
  });
}

function unmatchedMembers({ statements, readings }: Store, group: ObjectGuid): Unmatched {
  const tenant = statements.verdict.get(group)?.tenant_id ?? null;
  const reading = readings.find(({ id }) => statements.isGroup.get(id, group) !== undefined)?.id ?? 0;
  const references = statements.references.all({ reading, group, tenant }).map((row) => ({
    ...referenceOf(row),
    end: row.is_known === 1 ? endOf(row) : null,
  }));
  const surplus = statements.surplus.all({ reading, group, tenant });
  const ids = surplus.map(({ member_id }) => tenantObjectIdSchema.parse(member_id));
  return { references, ids, nested: null };
}

/** Of domains that were brought up to date. */
function expired(store: Store, now: string): Expired {
  const domains = new Set<unknown>(store.readings.map(({ domain }) => domain));
  const rows = store.statements.expired.all(now).filter(({ domain }) => domains.has(domain));
  const latest = guidsIn(rows.slice(0, expiredNamed));
  const byGuid = new Map(objectsOf(store, latest, 'user').map((object) => [object.objectGuid, object]));
  return { count: rows.length, latest: latest.flatMap((objectGuid) => byGuid.get(objectGuid) ?? []).map(nameOf) };
}

function managerLinkOf(row: Row): ManagerLink {
  return {
    objectGuid: objectGuidOf(row.object_guid),
    managerGuid: row.manager_guid === null ? null : objectGuidOf(row.manager_guid),
    managerId: tenantIdOf(row.manager_id),
    manager: row.is_known === 1 ? endOf(row) : null,
  };
}

function joinedOf({ object_guid, anchor, unrecorded }: Row): Joined {
  const words = String(unrecorded).split(' ');
  return {
    objectGuid: objectGuidOf(object_guid),
    anchor: sourceAnchorSchema.parse(anchor),
    isSignInAllowed: words.includes('allowed'),
    hasName: words.includes('name'),
    hasMail: words.includes('mail'),
  };
}

const guidsIn = (rows: readonly Row[]): readonly ObjectGuid[] =>
  rows.map(({ object_guid }) => objectGuidOf(object_guid));
