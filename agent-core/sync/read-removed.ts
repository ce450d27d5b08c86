/**
 * The end of the first step: what is not there any more, on either side. In the directory that are users with our mark and groups that
 * we made, whose object no domain showed. Nothing is looked up unless everything was read completely: then nobody is removed anyway.
 */
import type { Problem } from '../contract/problem.ts';
import { type Result, succeed } from '../contract/result.ts';
import type { Settings } from '../contract/settings.ts';
import type { DirectorySource } from './directory-source.ts';
import { type Absence, findAbsences, type Missing } from './find-absences.ts';
import { ownGroupIn } from './group-ownership.ts';
import type { Imported } from './import.ts';
import { objectOfMark } from './ownership-mark.ts';
import type { TenantReader, TenantUser } from './tenant.ts';
import type { TenantGroup } from './tenant-groups.ts';

export interface Removed {
  /** Users of ours whose object was not read. */
  readonly absences: readonly Absence<TenantUser>[];
  readonly absentGroups: readonly Absence<TenantGroup>[];
  /** Among the deleted ones of the tenant. */
  readonly deletedUsers: readonly TenantUser[];
  readonly problem: Problem | null;
}

export const nothingRemoved: Removed = { absences: [], absentGroups: [], deletedUsers: [], problem: null };

export async function readRemoved(
  imported: Imported,
  sides: { readonly directories: readonly DirectorySource[]; readonly tenant: TenantReader },
  settings: Settings,
  signal: AbortSignal,
): Promise<Removed> {
  if (imported.tenant.problem !== null) return nothingRemoved;
  const deleted = await sides.tenant.readDeletedUsers(signal);
  if (deleted.problem !== null) return { ...nothingRemoved, problem: deleted.problem };
  const known = { ...nothingRemoved, deletedUsers: deleted.objects };
  // Without marks nobody knows what is ours, and nothing is removed.
  if (settings.tenant.ownershipExtension === null || imported.problems.length > 0) return known;
  const { configurationId } = settings;
  const ask = { directories: sides.directories, domainGuids: imported.domainGuids, signal };
  const users = await findInTheirDomains(missingUsersOf(imported, configurationId), ask);
  if (!users.ok) return { ...known, problem: users.problem };
  const groups = await findInTheirDomains(missingGroupsOf(imported, configurationId), ask);
  if (!groups.ok) return { ...known, problem: groups.problem };
  return { ...known, absences: users.value, absentGroups: groups.value };
}

interface Asked {
  readonly directories: readonly DirectorySource[];
  readonly domainGuids: Imported['domainGuids'];
  readonly signal: AbortSignal;
}

/** By the objectGUID of the domain in their mark; null for those that have none yet. */
type Missed<Item> = ReadonlyMap<string | null, readonly Missing<Item>[]>;

/** Of a domain that was taken out of the settings nobody asks: its objects were released (rule R9). */
async function findInTheirDomains<Item>(
  missing: Missed<Item>,
  { directories, domainGuids, signal }: Asked,
): Promise<Result<readonly Absence<Item>[]>> {
  const absences: Absence<Item>[] = [];
  for (const home of [...directories, null]) {
    const domainGuid = home === null ? null : domainGuids.get(home.domain);
    const ofHome = domainGuid === undefined ? [] : (missing.get(domainGuid) ?? []);
    const found = await findAbsences(ofHome, home, directories, signal);
    if (!found.ok) return found;
    absences.push(...found.value);
  }
  return succeed(absences);
}

function missingUsersOf({ directory, tenant }: Imported, configurationId: string): Missed<TenantUser> {
  const read = new Set(directory.objects.map(({ objectGuid }) => objectGuid));
  const missing = tenant.objects.flatMap((user) => {
    const mark = objectOfMark(user.values.ownershipMark, configurationId);
    const isOthers = user.isGuest || user.isSynchronisedElsewhere === true;
    return mark === null || isOthers || read.has(mark.objectGuid) ? [] : [{ ...mark, item: user }];
  });
  return Map.groupBy(missing, ({ domainGuid }) => domainGuid);
}

function missingGroupsOf({ groups, directory, links }: Imported, configurationId: string): Missed<TenantGroup> {
  const read = new Set([...groups.directory.objects, ...directory.objects].map(({ objectGuid }) => objectGuid));
  const missing = groups.tenant.objects.flatMap((group) => {
    const own = ownGroupIn(group, { configurationId, links });
    return own === null || read.has(own.objectGuid) ? [] : [{ ...own, item: group }];
  });
  return Map.groupBy(missing, ({ domainGuid }) => domainGuid);
}
