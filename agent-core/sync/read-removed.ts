/**
 * The end of the first step: what is not there any more, on either side.
 *
 *     user with our mark, whose object no domain showed
 *        +- looked up in its own domain, at a second controller, and in all other domains
 *             +- tombstone ........ deleted: evidence
 *             +- alive elsewhere .. on its way: nothing, until the next run reads it there
 *             +- otherwise ........ vanished: held, whatever the reason (rule R1)
 *
 * Nothing is looked up unless everything was read completely: then nobody is removed anyway.
 */
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { Evidence } from '../contract/plan.ts';
import type { Problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Settings } from '../contract/settings.ts';
import type { DirectorySource, Lookup, Sighting } from './directory-source.ts';
import type { Imported } from './import.ts';
import { objectOfMark } from './ownership-mark.ts';
import type { TenantReader, TenantUser } from './tenant.ts';

/** A user of ours whose object was not read. */
export interface Absence {
  readonly objectGuid: ObjectGuid;
  readonly user: TenantUser;
  readonly found:
    | { readonly kind: 'deleted'; readonly evidence: Evidence }
    | { readonly kind: 'onItsWay' }
    | { readonly kind: 'vanished'; readonly detail: string };
}

export interface Removed {
  readonly absences: readonly Absence[];
  /** Among the deleted ones of the tenant. */
  readonly deletedUsers: readonly TenantUser[];
  readonly problem: Problem | null;
}

const nothingRemoved: Removed = { absences: [], deletedUsers: [], problem: null };

export async function readRemoved(
  imported: Imported,
  sides: { readonly directories: readonly DirectorySource[]; readonly tenant: TenantReader },
  settings: Settings,
  signal: AbortSignal,
): Promise<Removed> {
  // Without marks nobody knows what is ours: nothing is removed, and nothing is brought back.
  if (settings.tenant.ownershipExtension === null || imported.tenant.problem !== null) return nothingRemoved;
  const deleted = await sides.tenant.readDeletedUsers(signal);
  if (deleted.problem !== null) return { ...nothingRemoved, problem: deleted.problem };
  const known = { ...nothingRemoved, deletedUsers: deleted.objects };
  if (imported.problems.length > 0) return known;
  const absences = await findAbsences(imported, sides.directories, settings.configurationId, signal);
  return absences.ok ? { ...known, absences: absences.value } : { ...known, problem: absences.problem };
}

interface Missing {
  readonly objectGuid: ObjectGuid;
  readonly user: TenantUser;
  readonly home: DirectorySource;
}

async function findAbsences(
  imported: Imported,
  directories: readonly DirectorySource[],
  configurationId: string,
  signal: AbortSignal,
): Promise<Result<readonly Absence[]>> {
  const absences: Absence[] = [];
  for (const home of directories) {
    const missing = missingOf(imported, home, configurationId);
    if (missing.length === 0) continue;
    const seen = await lookEverywhere(missing, directories, signal);
    if (!seen.ok) return seen;
    absences.push(...missing.map((one) => ({ ...one, found: judge(home, seen.value.get(one.objectGuid) ?? []) })));
  }
  return succeed(absences);
}

/** Of a domain that was taken out of the settings nobody is missing: its objects were released (rule R9). */
function missingOf(imported: Imported, home: DirectorySource, configurationId: string): readonly Missing[] {
  const read = new Set(imported.directory.objects.map(({ objectGuid }) => objectGuid));
  return imported.tenant.objects.flatMap((user) => {
    const mark = objectOfMark(user.values.ownershipMark, configurationId);
    if (mark === null || user.isGuest || mark.domainGuid !== imported.domainGuids.get(home.domain)) return [];
    return read.has(mark.objectGuid) ? [] : [{ objectGuid: mark.objectGuid, user, home }];
  });
}

interface Seen {
  readonly domain: string;
  readonly controller: string;
  readonly sighting: Sighting;
}

/** Asks on only for what was not seen yet: first where it should be, at two controllers if there are two, then everywhere else. */
async function lookEverywhere(
  missing: readonly Missing[],
  directories: readonly DirectorySource[],
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<ObjectGuid, readonly Seen[]>>> {
  const seen = new Map<ObjectGuid, readonly Seen[]>(missing.map(({ objectGuid }) => [objectGuid, []]));
  const [home] = missing.map((one) => one.home);
  if (home === undefined) return succeed(seen);
  const unseen = () => [...seen].filter(([, sightings]) => sightings.length === 0).map(([objectGuid]) => objectGuid);
  const note = (domain: string, lookup: Lookup) => {
    for (const [objectGuid, sighting] of lookup.sightings) {
      const before = seen.get(objectGuid) ?? [];
      if (sighting.kind === 'unseen') continue;
      seen.set(objectGuid, [...before, { domain, controller: lookup.controller, sighting }]);
    }
  };
  const ask = async (directory: DirectorySource, otherThan: string | null): Promise<Result<Lookup | null>> => {
    if (unseen().length === 0) return succeed(null);
    const lookup = await directory.lookUp(unseen(), otherThan, signal);
    if (lookup.ok && lookup.value !== null) note(directory.domain, lookup.value);
    return lookup;
  };

  const first = await ask(home, null);
  if (!first.ok) return first;
  if (first.value !== null) {
    const second = await ask(home, first.value.controller);
    if (!second.ok) return second;
  }
  for (const directory of directories.filter(({ domain }) => domain !== home.domain)) {
    const elsewhere = await ask(directory, null);
    if (!elsewhere.ok) return fail(elsewhere.problem);
  }
  return succeed(seen);
}

function judge(home: DirectorySource, seen: readonly Seen[]): Absence['found'] {
  const alive = seen.find(({ sighting }) => sighting.kind === 'alive');
  if (alive?.sighting.kind === 'alive') {
    if (alive.domain !== home.domain) return { kind: 'onItsWay' };
    const { distinguishedName } = alive.sighting;
    return {
      kind: 'vanished',
      detail: `${alive.controller} still has it at ${distinguishedName}, but it was not read`,
    };
  }
  const [tombstone] = seen;
  if (tombstone?.sighting.kind !== 'deleted') {
    return {
      kind: 'vanished',
      detail: `neither the controllers of ${home.domain} nor another domain show it, not even deleted`,
    };
  }
  const { domain, controller, sighting } = tombstone;
  return { kind: 'deleted', evidence: { kind: 'tombstone', domain, controller, deletedAt: sighting.deletedAt } };
}
