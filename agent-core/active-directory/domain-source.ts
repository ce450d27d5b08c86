/** One Active Directory domain as a DirectorySource: connects, reads, and lets go again. */
import type { ObjectGuid } from '../contract/identifiers.ts';
import { problem } from '../contract/problem.ts';
import { type Result, succeed } from '../contract/result.ts';
import type { Secret } from '../contract/secret.ts';
import type { DomainSettings } from '../contract/settings.ts';
import {
  contactAttributes,
  type DirectoryGroup,
  type DirectoryObject,
  type DirectorySource,
  type DirectoryUnit,
  directoryAttributes,
  type Lookup,
} from '../sync/directory-source.ts';
import type { Reading } from '../sync/reading.ts';
import { canonicalObjectOf } from './canonical-object.ts';
import { type DomainAccess, type Surroundings, withDomainConnection } from './domain-connection.ts';
import { distinguishedNameOf } from './domain-names.ts';
import { ExtendedDnControl } from './extended-dn.ts';
import { lookUpObjects } from './look-up-objects.ts';
import { readDomainGuid } from './read-domain-guid.ts';
import { type ReadGroups, readGroups } from './read-groups.ts';
import { readUnits } from './read-units.ts';
import { searchPages } from './search-pages.ts';

const pageSize = 500;

export interface DomainSource extends DirectorySource {
  /** Proves that controller, certificate, account and domain are right, without reading any object. */
  verify(signal: AbortSignal): Promise<Result<void>>;
}

export function createDomainSource(
  settings: DomainSettings,
  password: Secret | null,
  surroundings: Surroundings,
): DomainSource {
  const access = { settings, password, surroundings };
  let domainGuid: ObjectGuid | null = null;
  return {
    domain: settings.name,
    verify: (signal) => withDomainConnection(access, signal, async () => succeed(undefined)),
    readDomainGuid: async (signal) => {
      if (domainGuid !== null) return succeed(domainGuid);
      const read = await withDomainConnection(access, signal, (client) => readDomainGuid(client, settings.name));
      if (read.ok) domainGuid = read.value;
      return read;
    },
    // Computers and gMSA are users, too, by their class; the scope step says why they are left out (rule R15).
    readUsers: (signal) => readObjects(access, '(objectClass=user)', directoryAttributes, signal),
    readGroups: (signal) => readAllGroups(access, signal),
    readContacts: (signal) => readObjects(access, '(objectClass=contact)', contactAttributes, signal),
    readUnits: (objectGuids, signal) => findUnits(access, objectGuids, signal),
    lookUp: (objectGuids, otherThan, signal) => lookUp(access, objectGuids, otherThan, signal),
  };
}

async function readObjects(
  access: DomainAccess,
  filter: string,
  attributes: readonly string[],
  signal: AbortSignal,
): Promise<Reading<DirectoryObject>> {
  const { settings } = access;
  const objects: DirectoryObject[] = [];
  let unusable = 0;
  const read = await withDomainConnection(access, signal, async (client) => {
    const search = {
      baseDn: distinguishedNameOf(settings.name),
      filter,
      attributes,
      pageSize,
      controls: [new ExtendedDnControl()],
    };
    for await (const page of searchPages(client, search)) {
      for (const entry of page) {
        const object = canonicalObjectOf(entry, settings.name);
        if (object === null) unusable += 1;
        else objects.push(object);
      }
    }
    return succeed(undefined);
  });
  if (!read.ok) return { objects, problem: read.problem };
  if (unusable > 0) {
    return { objects, problem: problem('directory.unexpected-answer', `${unusable} objects came without objectGUID`) };
  }
  return { objects, problem: null };
}

async function readAllGroups(access: DomainAccess, signal: AbortSignal): Promise<Reading<DirectoryGroup>> {
  const found: ReadGroups = { groups: [], unusable: 0 };
  const read = await withDomainConnection(access, signal, async (client) => {
    await readGroups(client, access.settings.name, found);
    return succeed(undefined);
  });
  if (!read.ok) return { objects: found.groups, problem: read.problem };
  const detail = `${found.unusable} groups or members came without objectGUID`;
  return {
    objects: found.groups,
    problem: found.unusable === 0 ? null : problem('directory.unexpected-answer', detail),
  };
}

async function lookUp(
  access: DomainAccess,
  objectGuids: readonly ObjectGuid[],
  otherThan: string | null,
  signal: AbortSignal,
): Promise<Result<Lookup | null>> {
  const found = await withDomainConnection(
    access,
    signal,
    async (client, controller) => succeed({ controller, sightings: await lookUpObjects(client, objectGuids) }),
    otherThan,
  );
  const isAlone = !found.ok && otherThan !== null && found.problem.code === 'directory.no-controller';
  return isAlone ? succeed(null) : found;
}

async function findUnits(
  access: DomainAccess,
  objectGuids: readonly ObjectGuid[],
  signal: AbortSignal,
): Promise<Reading<DirectoryUnit>> {
  const read = await withDomainConnection(access, signal, async (client) =>
    succeed(await readUnits(client, access.settings.name, objectGuids)),
  );
  return read.ok ? { objects: read.value, problem: null } : { objects: [], problem: read.problem };
}
