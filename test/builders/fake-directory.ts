/** A directory that is a list, and can break off in the middle of being read. */

import type { ObjectGuid } from '../../agent-core/contract/identifiers.ts';
import type { Problem } from '../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../agent-core/contract/result.ts';
import type {
  DirectoryGroup,
  DirectoryObject,
  DirectorySource,
  DirectoryUnit,
  Sighting,
} from '../../agent-core/sync/directory-source.ts';
import { type Attributes, changedObject } from './directory-object.ts';
import { objectGuidFor } from './identifiers.ts';

export interface FakeDirectory extends DirectorySource {
  readonly objects: readonly DirectoryObject[];
  add(object: DirectoryObject): void;
  /** Changes the object made by `directoryUser(name)`. */
  change(name: string, attributes: Attributes): void;
  remove(name: string): void;
  /** Deletes the object, and every controller or only the second one shows what is left of it. */
  leaveTombstone(name: string, seenAt?: 'both' | 'second'): void;
  /** The object is there and is not read, as if the account had lost the right to. */
  hide(name: string): void;
  /** Which controllers were not to be asked in each look-up so far. */
  readonly lookups: readonly (string | null)[];
  refuseLookups(reason: Problem | null): void;
  /** From now on these are its groups, contacts and units. */
  groups: readonly DirectoryGroup[];
  contacts: readonly DirectoryObject[];
  units: readonly DirectoryUnit[];
  /** From now on a reading ends after this many objects. Null heals it. */
  breakOff(ending: { readonly after: number; readonly problem: Problem } | null): void;
}

export function fakeDirectory(initial: readonly DirectoryObject[] = [], domain = 'contoso.com'): FakeDirectory {
  let objects = initial;
  let ending: Parameters<FakeDirectory['breakOff']>[0] = null;
  const tombstones = new Map<ObjectGuid, 'both' | 'second'>();
  const hidden = new Set<ObjectGuid>();
  const lookups: (string | null)[] = [];
  let lookupTrouble: Problem | null = null;
  const sight = (objectGuid: ObjectGuid, isSecond: boolean): Sighting => {
    const distinguishedName = objects.find((object) => object.objectGuid === objectGuid)?.attributes
      .distinguishedName?.[0];
    if (distinguishedName !== undefined) return { kind: 'alive', distinguishedName };
    const seenAt = tombstones.get(objectGuid);
    const isSeen = seenAt === 'both' || (seenAt === 'second' && isSecond);
    return isSeen ? { kind: 'deleted', deletedAt: '2026-03-02T07:00:00Z' } : { kind: 'unseen' };
  };
  return {
    domain,
    groups: [],
    contacts: [],
    units: [],
    get objects() {
      return objects;
    },
    add: (object) => {
      objects = [...objects, object];
      tombstones.delete(object.objectGuid);
      hidden.delete(object.objectGuid);
    },
    change: (name, attributes) => {
      if (!objects.some((object) => object.objectGuid === objectGuidFor(name))) throw new Error(`there is no ${name}`);
      objects = objects.map((object) =>
        object.objectGuid === objectGuidFor(name) ? changedObject(object, attributes) : object,
      );
    },
    remove: (name) => {
      objects = objects.filter((object) => object.objectGuid !== objectGuidFor(name));
    },
    breakOff: (next) => {
      ending = next;
    },
    readDomainGuid: async () => succeed(objectGuidFor(domain)),
    async readGroups() {
      return { objects: this.groups, problem: ending?.problem ?? null };
    },
    async readContacts() {
      return { objects: this.contacts, problem: ending?.problem ?? null };
    },
    async readUnits(objectGuids) {
      const objects = this.units.filter(({ objectGuid }) => objectGuids.includes(objectGuid));
      return { objects, problem: ending?.problem ?? null };
    },
    lookUp: async (objectGuids, otherThan) => {
      lookups.push(otherThan);
      const controller = otherThan === null ? `dc1.${domain}` : `dc2.${domain}`;
      if (lookupTrouble !== null) return fail(lookupTrouble);
      return succeed({
        controller,
        sightings: new Map(objectGuids.map((guid) => [guid, sight(guid, otherThan !== null)])),
      });
    },
    lookups,
    refuseLookups: (reason) => {
      lookupTrouble = reason;
    },
    leaveTombstone: (name, seenAt = 'both') => {
      objects = objects.filter((object) => object.objectGuid !== objectGuidFor(name));
      tombstones.set(objectGuidFor(name), seenAt);
    },
    hide: (name) => {
      hidden.add(objectGuidFor(name));
    },
    readUsers: async () =>
      ending === null
        ? { objects: objects.filter(({ objectGuid }) => !hidden.has(objectGuid)), problem: null }
        : { objects: objects.slice(0, ending.after), problem: ending.problem },
  };
}
