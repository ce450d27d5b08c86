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
  const users = await findAbsentUsers(imported, sides.directories, settings.configurationId, signal);
  if (!users.ok) return { ...known, problem: users.problem };
  // Nothing in the tenant says which domain a group came from.
  const groups = await findAbsences(missingGroupsOf(imported), null, sides.directories, signal);
  if (!groups.ok) return { ...known, problem: groups.problem };
  return { ...known, absences: users.value, absentGroups: groups.value };
}

async function findAbsentUsers(
  imported: Imported,
  directories: readonly DirectorySource[],
  configurationId: string,
  signal: AbortSignal,
): Promise<Result<readonly Absence<TenantUser>[]>> {
  const missing = missingUsersOf(imported, configurationId);
  const absences: Absence<TenantUser>[] = [];
  for (const home of directories) {
    const domainGuid = imported.domainGuids.get(home.domain);
    const ofHome = domainGuid === undefined ? [] : (missing.get(domainGuid) ?? []);
    const found = await findAbsences(ofHome, home, directories, signal);
    if (!found.ok) return found;
    absences.push(...found.value);
  }
  return succeed(absences);
}

/** By the domain in their mark. Of one that was taken out of the settings nobody asks: its objects were released (rule R9). */
function missingUsersOf(
  { directory, tenant }: Imported,
  configurationId: string,
): ReadonlyMap<string, readonly Missing<TenantUser>[]> {
  const read = new Set(directory.objects.map(({ objectGuid }) => objectGuid));
  const missing = tenant.objects.flatMap((user) => {
    const mark = objectOfMark(user.values.ownershipMark, configurationId);
    return mark === null || user.isGuest || read.has(mark.objectGuid) ? [] : [{ ...mark, item: user }];
  });
  return Map.groupBy(missing, ({ domainGuid }) => domainGuid);
}

function missingGroupsOf({ groups, directory, links }: Imported): readonly Missing<TenantGroup>[] {
  const read = new Set([...groups.directory.objects, ...directory.objects].map(({ objectGuid }) => objectGuid));
  return groups.tenant.objects.flatMap((group) => {
    const own = ownGroupIn(group, links);
    return own === null || read.has(own.objectGuid) ? [] : [{ objectGuid: own.objectGuid, item: group }];
  });
}
