/**
 * A controller of one domain at the port of the protocol, with the habits of Active Directory that matter to whoever follows changes: only
 * what changed itself is told; what is below a renamed unit, groups of a deleted member and people of a deleted manager say nothing.
 */
import type {
  ControllerSession,
  ControllerState,
  DirectoryEntry,
  Refusal,
  Round,
} from '../../agent-core/active-directory/changes/controller-session.ts';
import type { ObjectGuid } from '../../agent-core/contract/identifiers.ts';
import type { MemberChange, RememberedKind } from '../../agent-core/sync/directory-memory.ts';
import { guidBytesFor, objectGuidFor } from './identifiers.ts';

interface Kept {
  readonly objectGuid: ObjectGuid;
  readonly kind: RememberedKind;
  parent: Kept | null;
  name: string;
  attributes: Record<string, string>;
  manager: Kept | null;
  isDeleted: boolean;
  /** Of its last change, and of the last time that it was deleted or restored. */
  usn: number;
  deletionUsn: number;
  readonly members: Map<Kept, { isPresent: boolean; usn: number }>;
}

const classes: Readonly<Record<RememberedKind, string>> = {
  user: 'user',
  group: 'group',
  contact: 'contact',
  place: 'organizationalUnit',
};

export type FakeController = ReturnType<typeof fakeController>;

export function fakeController() {
  const objects = new Map<string, Kept>();
  let usn = 100;
  const next = () => {
    usn += 1;
    return usn;
  };
  const add = (name: string, kind: RememberedKind, parent: Kept | null): Kept => {
    const made: Kept = {
      objectGuid: objectGuidFor(name),
      kind,
      parent,
      name: parent === null ? name : `${kind === 'place' ? 'OU' : 'CN'}=${name}`,
      attributes: {},
      manager: null,
      isDeleted: false,
      usn: next(),
      deletionUsn: 0,
      members: new Map(),
    };
    objects.set(name, made);
    return made;
  };
  const domain = add('DC=contoso,DC=com', 'place', null);
  const find = (name: string) => {
    const found = objects.get(name);
    return found === undefined || found.isDeleted ? null : found;
  };
  const isBelow = (object: Kept, above: Kept): boolean =>
    object === above || (object.parent !== null && isBelow(object.parent, above));
  const alive = () => [...objects.values()].filter(({ isDeleted }) => !isDeleted);
  const nameOf = (object: Kept): string =>
    object.parent === null ? object.name : `${object.name},${nameOf(object.parent)}`;
  const sidOf = ({ kind, objectGuid }: Kept) => (kind === 'user' || kind === 'group' ? `S-1-5-21-${objectGuid}` : null);
  const referenceTo = (object: Kept) => ({ objectGuid: object.objectGuid, sid: sidOf(object) });
  const presentMembers = (group: Kept) =>
    [...group.members].filter(([member, { isPresent }]) => isPresent && !member.isDeleted).map(([member]) => member);
  const attributesOf = (object: Kept) => {
    const { objectGuid, manager, kind } = object;
    const sid = sidOf(object);
    const attributes: Record<string, readonly string[]> = {
      objectClass: ['top', classes[kind]],
      objectGUID: [guidBytesFor(objectGuid).toString('base64')],
      distinguishedName: [nameOf(object)],
    };
    for (const [name, value] of Object.entries(object.attributes)) attributes[name] = [value];
    if (sid !== null) attributes.objectSid = [sid];
    if (manager !== null && !manager.isDeleted) attributes.manager = [manager.objectGuid];
    return attributes;
  };
  const entryOf = (object: Kept, depth: 'everything' | 'one'): DirectoryEntry => ({
    objectGuid: object.objectGuid,
    kind: object.kind,
    parent: object.parent?.objectGuid ?? null,
    distinguishedName: nameOf(object),
    attributes: attributesOf(object),
    members: depth === 'everything' && object.kind === 'group' ? presentMembers(object).map(referenceTo) : null,
    memberOf:
      depth === 'everything'
        ? null
        : alive().flatMap((group) => (presentMembers(group).includes(object) ? [group.objectGuid] : [])),
    holders:
      depth === 'everything' ? null : alive().flatMap((held) => (held.manager === object ? [held.objectGuid] : [])),
  });

  return {
    domain: domain.name,
    /** Each edit that makes no sense at the time is not made. */
    create: (name: string, kind: RememberedKind, under: string) => {
      const parent = find(under);
      if (parent?.kind === 'place' && !objects.has(name)) add(name, kind, parent);
    },
    change: (name: string, attribute: string, value: string | null) => {
      const object = find(name);
      if (object === null) return;
      const { [attribute]: _, ...others } = object.attributes;
      object.attributes = value === null ? others : { ...others, [attribute]: value };
      object.usn = next();
    },
    /** As the time that a dynamic object has left runs on, or is extended on another controller. */
    changeSilently: (name: string, attribute: string, value: string) => {
      const object = find(name);
      if (object !== null) object.attributes = { ...object.attributes, [attribute]: value };
    },
    /** Without a tombstone, as a dynamic object does. */
    vanish: (name: string) => {
      const object = find(name);
      if (object === null) return;
      objects.delete(name);
      for (const other of objects.values()) {
        other.members.delete(object);
        if (other.manager === object) other.manager = null;
      }
    },
    manage: (name: string, manager: string | null) => {
      const object = find(name);
      if (object?.kind !== 'user') return;
      object.manager = manager === null ? null : find(manager);
      object.usn = next();
    },
    rename: (name: string, to: string) => {
      const object = find(name);
      if (object === null || object === domain) return;
      object.name = `${object.name.slice(0, 3)}${to}`;
      object.usn = next();
    },
    move: (name: string, under: string) => {
      const [object, parent] = [find(name), find(under)];
      if (object === null || object === domain || parent?.kind !== 'place' || isBelow(parent, object)) return;
      object.parent = parent;
      object.usn = next();
    },
    link: (group: string, member: string, isPresent: boolean) => {
      const [holder, held] = [find(group), find(member)];
      if (holder?.kind !== 'group' || held === null || held.kind === 'place' || holder === held) return;
      holder.members.set(held, { isPresent, usn: next() });
    },
    remove: (name: string) => {
      const object = find(name);
      if (object === null || object === domain || alive().some(({ parent }) => parent === object)) return;
      object.isDeleted = true;
      object.deletionUsn = object.usn = next();
    },
    /** Without the recycle bin links do not return (rule R7). */
    restore: (name: string, hasRecycleBin: boolean) => {
      const object = objects.get(name);
      if (object === undefined || !object.isDeleted || object.parent?.isDeleted === true) return;
      object.isDeleted = false;
      object.deletionUsn = object.usn = next();
      if (hasRecycleBin) return;
      object.members.clear();
      object.attributes = {};
      object.manager = null;
      for (const other of objects.values()) {
        other.members.delete(object);
        if (other.manager === object) other.manager = null;
      }
    },
    session: (given: FakeSession = {}): ControllerSession => {
      const { pageSize = 3, disturb = () => undefined, refuse = () => null, state } = given;
      const rounds = async function* (from: Uint8Array): AsyncGenerator<Round> {
        let cookie = readCookie(from);
        for (;;) {
          disturb();
          const refusal = refuse();
          if (refusal !== null) {
            yield refusal;
            return;
          }
          const told = changesSince(cookie, [...objects.values()]);
          const now = told.slice(0, pageSize);
          const isLast = told.length <= pageSize;
          cookie = isLast ? { values: usn, objects: usn } : { ...cookie, objects: now.at(-1)?.usn ?? usn };
          yield roundOf(now, cookie, isLast);
          if (isLast) return;
        }
      };
      return {
        readState: async () => ({ ...stateOf(usn), ...state }),
        readCookie: async () => {
          disturb();
          return refuse() ?? { kind: 'cookie', cookie: writeCookie({ values: usn, objects: usn }) };
        },
        readChanges: rounds,
        async *readEverything() {
          const wanted = alive().filter(({ kind }) => kind !== 'place');
          for (let start = 0; start < wanted.length; start += pageSize) {
            disturb();
            const page = wanted.slice(start, start + pageSize).filter(({ isDeleted }) => !isDeleted);
            yield { entries: page.map((object) => entryOf(object, 'everything')), unusable: 0 };
          }
        },
        readEntries: async (objectGuids) => {
          disturb();
          return alive()
            .filter(({ objectGuid }) => objectGuids.includes(objectGuid))
            .map((object) => entryOf(object, 'one'));
        },
        readMembers: async (group) => {
          disturb();
          return alive().flatMap((object) =>
            object.objectGuid === group ? presentMembers(object).map(referenceTo) : [],
          );
        },
      };
    },
  };

  function roundOf(now: readonly Told[], cookie: Cookie, isLast: boolean): Round {
    const gone = now.filter(({ object }) => object.isDeleted);
    const there = now.filter(({ object }) => !object.isDeleted);
    return {
      kind: 'round',
      changed: there.flatMap(({ object, isItself }) => (isItself ? [object.objectGuid] : [])),
      restored: there.flatMap(({ object, isRestored }) => (isRestored ? [object.objectGuid] : [])),
      deleted: gone.map(({ object }) => object.objectGuid),
      members: there.flatMap(({ object, links }) =>
        links.map(
          ([member, isPresent]): MemberChange => ({
            kind: isPresent ? 'added' : 'removed',
            group: object.objectGuid,
            member: referenceTo(member),
          }),
        ),
      ),
      cookie: writeCookie(cookie),
      isLast,
    };
  }
}

export interface FakeSession {
  /** Objects in a page, and changes in a round. */
  readonly pageSize?: number;
  /** Called before each answer: what others do meanwhile. */
  readonly disturb?: () => void;
  /** Asked before changes are told, and before a cookie is given. */
  readonly refuse?: () => Refusal | null;
  readonly state?: Partial<ControllerState>;
}

interface Told {
  readonly object: Kept;
  readonly usn: number;
  readonly isItself: boolean;
  readonly isRestored: boolean;
  readonly links: readonly (readonly [Kept, boolean])[];
}

/**
 * Objects are told in the order of their last changes, each with the values that changed since the first round began: a value that changed
 * before an object's turn came must not be missed ([MS-DRSR] 5.208, usnHighObjUpdate and usnHighPropUpdate).
 */
interface Cookie {
  readonly values: number;
  readonly objects: number;
}

const writeCookie = ({ values, objects }: Cookie) => Buffer.from(`${values} ${objects}`);

function readCookie(cookie: Uint8Array): Cookie {
  const [values = 0, objects = 0] = Buffer.from(cookie).toString().split(' ').map(Number);
  return { values, objects };
}

/** An object and each of its links are changes of their own, in the order of their numbers; links of what is deleted are not told. */
function changesSince(from: Cookie, objects: readonly Kept[]): readonly Told[] {
  const told = objects.flatMap((object): readonly Told[] => {
    const itself = { object, usn: object.usn, isItself: true, isRestored: object.deletionUsn > from.values, links: [] };
    const links = [...object.members].map(
      ([member, { isPresent, usn }]): Told => ({
        ...itself,
        usn,
        isItself: false,
        isRestored: false,
        links: member.isDeleted || object.isDeleted ? [] : [[member, isPresent]],
      }),
    );
    return [itself, ...links];
  });
  return told.filter(({ usn }) => usn > from.objects).toSorted((one, other) => one.usn - other.usn);
}

function stateOf(usn: number): ControllerState {
  return {
    controller: objectGuidFor('settings of dc1'),
    host: 'dc1.contoso.com',
    invocationId: objectGuidFor('database of dc1'),
    highestUsn: BigInt(usn),
    tombstoneLifetimeDays: 180,
  };
}
