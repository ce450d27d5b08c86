/** A directory that is a list, and can break off in the middle of being read. */
import type { Problem } from '../../agent-core/contract/problem.ts';
import { succeed } from '../../agent-core/contract/result.ts';
import type {
  DirectoryGroup,
  DirectoryObject,
  DirectorySource,
  DirectoryUnit,
} from '../../agent-core/sync/directory-source.ts';
import { type Attributes, changedObject } from './directory-object.ts';
import { objectGuidFor } from './identifiers.ts';

export interface FakeDirectory extends DirectorySource {
  readonly objects: readonly DirectoryObject[];
  add(object: DirectoryObject): void;
  /** Changes the object made by `directoryUser(name)`. */
  change(name: string, attributes: Attributes): void;
  remove(name: string): void;
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
    readUsers: async () =>
      ending === null
        ? { objects, problem: null }
        : { objects: objects.slice(0, ending.after), problem: ending.problem },
  };
}
