/** What the agent remembers of directories that are lists: brings the cache, in memory, up to date as the changes of a domain would. */
import type { ObjectGuid } from '../../agent-core/contract/identifiers.ts';
import { fail, type Result, succeed } from '../../agent-core/contract/result.ts';
import { cacheIn, cacheMigrations } from '../../agent-core/storage/cache-database.ts';
import type {
  MemoryChanges,
  Position,
  RememberedKind,
  RememberedObject,
} from '../../agent-core/sync/directory-memory.ts';
import type { DirectoryObject, DirectorySource, MemberReference } from '../../agent-core/sync/directory-source.ts';
import type { RememberedSides } from '../../agent-core/sync/import-open.ts';
import { memoryDatabase } from './memory-database.ts';

export interface RememberingWorld {
  readonly remembered: RememberedSides;
  /** The same directories, which are remembered now. */
  remembering(directories: readonly DirectorySource[]): readonly DirectorySource[];
}

export function rememberingWorld(): RememberingWorld {
  const database = memoryDatabase(cacheMigrations);
  const cache = cacheIn(database);
  const known = new Map<string, ReadonlyMap<ObjectGuid, Known>>();

  const bring = async (source: DirectorySource, signal: AbortSignal): Promise<Result<void>> => {
    const [users, groups, contacts] = await Promise.all([
      source.readUsers(signal),
      source.readGroups(signal),
      source.readContacts(signal),
    ]);
    const trouble = users.problem ?? groups.problem ?? contacts.problem;
    if (trouble !== null) return fail(trouble);
    const now = new Map<ObjectGuid, Known>([
      ...users.objects.map((object) => knownOf('user', object)),
      ...contacts.objects.map((object) => knownOf('contact', object)),
      ...groups.objects.map((group) => knownOf('group', group, group.members)),
    ]);
    const before = known.get(source.domain);
    known.set(source.domain, now);
    const memory = cache.directories.of(source.domain);
    if (before !== undefined) return memory.change(changesBetween(before, now), position);
    const reading = memory.beginAnew();
    if (!reading.ok) return reading;
    reading.value.add(changesBetween(new Map(), now));
    return reading.value.complete(position);
  };
  return {
    remembered: cache.remembered,
    remembering: (directories) =>
      directories.map((source) => ({
        ...methodsOf(source),
        bringUpToDate: async (signal) => {
          const brought = await bring(source, signal);
          return brought.ok ? succeed({ fullRead: null, doubt: null }) : brought;
        },
      })),
  };
}

interface Known {
  readonly object: RememberedObject;
  readonly members: readonly MemberReference[] | null;
}

const position: Position = {
  cookie: new Uint8Array(),
  controller: 'dc1',
  host: 'dc1',
  invocationId: 'its database',
  highestUsn: 1n,
  takenAt: '2026-03-02T08:00:00.000Z',
};

function knownOf(
  kind: RememberedKind,
  { objectGuid, attributes }: DirectoryObject,
  members: readonly MemberReference[] | null = null,
): readonly [ObjectGuid, Known] {
  const { distinguishedName, ...others } = attributes;
  return [
    objectGuid,
    { object: { objectGuid, kind, parent: null, name: distinguishedName?.[0] ?? '', attributes: others }, members },
  ];
}

function changesBetween(before: ReadonlyMap<ObjectGuid, Known>, now: ReadonlyMap<ObjectGuid, Known>): MemoryChanges {
  // What is removed is a member of nothing, and what appears is told with its memberships: here by the groups that list it.
  const hasOtherMembers = ({ members }: Known) =>
    members?.some(({ objectGuid }) => before.has(objectGuid) !== now.has(objectGuid)) === true;
  const changed = [...now.values()].filter(
    (one) => hasOtherMembers(one) || JSON.stringify(one) !== JSON.stringify(before.get(one.object.objectGuid)),
  );
  return {
    removed: [...before.keys()].filter((objectGuid) => !now.has(objectGuid)),
    objects: changed.map(({ object }) => object),
    members: changed.flatMap(({ object, members }) =>
      members === null ? [] : [{ kind: 'replaced' as const, group: object.objectGuid, members }],
    ),
  };
}

/** Those of the fake use `this`. */
function methodsOf(source: DirectorySource): DirectorySource {
  return {
    domain: source.domain,
    readDomainGuid: (signal) => source.readDomainGuid(signal),
    readUsers: (signal) => source.readUsers(signal),
    readGroups: (signal) => source.readGroups(signal),
    readContacts: (signal) => source.readContacts(signal),
    readUnits: (objectGuids, signal) => source.readUnits(objectGuids, signal),
    lookUp: (objectGuids, otherThan, signal) => source.lookUp(objectGuids, otherThan, signal),
  };
}
