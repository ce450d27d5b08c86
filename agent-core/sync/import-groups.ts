/** Step 1, for groups and contacts: both sides, and of the tenant's groups that are ours who is in them. */
import type { TenantObjectId } from '../contract/identifiers.ts';
import type { Problem } from '../contract/problem.ts';
import { groupsByKey } from './diff-groups.ts';
import type { DirectoryGroup, DirectoryObject, DirectorySource } from './directory-source.ts';
import { eachGroup } from './each-group.ts';
import { objectOfMark } from './ownership-mark.ts';
import { joinReadings, type Reading } from './reading.ts';
import type { TenantGroup, TenantGroupReader } from './tenant-groups.ts';

export interface ImportedGroups {
  /** Of all domains, since any may be nested in any. */
  readonly directory: Reading<DirectoryGroup>;
  readonly contacts: Reading<DirectoryObject>;
  readonly tenant: Reading<TenantGroup>;
  /** A group whose members could not all be read is missing. */
  readonly members: ReadonlyMap<TenantObjectId, ReadonlySet<TenantObjectId>>;
  /** How many there are, also where only those are given that are open, and of groups of ours that the directory does not have any more. */
  readonly memberCounts: ReadonlyMap<TenantObjectId, number>;
  readonly problems: readonly Problem[];
}

export async function importGroups(
  sides: {
    readonly directories: readonly DirectorySource[];
    readonly tenant: TenantGroupReader;
    readonly configurationId: string;
  },
  signal: AbortSignal,
): Promise<ImportedGroups & { readonly completeDomains: ReadonlySet<string> }> {
  const [readings, contacts, tenant] = await Promise.all([
    Promise.all(sides.directories.map((source) => source.readGroups(signal))),
    Promise.all(sides.directories.map((source) => source.readContacts(signal))).then(joinReadings),
    sides.tenant.readGroups(signal),
  ]);
  const directory = joinReadings(readings);
  const complete = sides.directories.filter((_, index) => readings[index]?.problem === null);
  const completeDomains = new Set(complete.map(({ domain }) => domain));
  const { members, problem } = await readOurMembers(sides.tenant, directory.objects, tenant.objects, signal);
  const problems = [directory.problem, contacts.problem, tenant.problem, problem].filter((found) => found !== null);
  const memberCounts = new Map([
    ...[...members].map(([group, ids]) => [group, ids.size] as const),
    ...(await countLeftMembers(sides, directory.objects, tenant.objects, signal)),
  ]);
  return { directory, contacts, tenant, members, memberCounts, completeDomains, problems };
}

async function readOurMembers(
  tenant: TenantGroupReader,
  directoryGroups: readonly DirectoryGroup[],
  tenantGroups: readonly TenantGroup[],
  signal: AbortSignal,
): Promise<{ readonly members: ImportedGroups['members']; readonly problem: Problem | null }> {
  const byKey = groupsByKey(tenantGroups);
  const ours = directoryGroups.flatMap(({ objectGuid }) => byKey.get(objectGuid) ?? []);
  const members = new Map<TenantObjectId, ReadonlySet<TenantObjectId>>();
  const problem = await eachGroup(ours, async ({ tenantObjectId }) => {
    const reading = await tenant.readMembers(tenantObjectId, signal);
    if (reading.problem === null) members.set(tenantObjectId, new Set(reading.objects));
    return reading.problem;
  });
  return { members, problem };
}

/** Whoever is asked about the deletion of a group wants to know how many are in it. A number that cannot be read stops nothing. */
async function countLeftMembers(
  { tenant, configurationId }: { readonly tenant: TenantGroupReader; readonly configurationId: string },
  directoryGroups: readonly DirectoryGroup[],
  tenantGroups: readonly TenantGroup[],
  signal: AbortSignal,
): Promise<ImportedGroups['memberCounts']> {
  const there = new Set<string>(directoryGroups.map(({ objectGuid }) => objectGuid));
  const left = tenantGroups.filter(({ uniqueName, values: { ownershipMark } }) => {
    const objectGuid = objectOfMark(ownershipMark, configurationId)?.objectGuid;
    return objectGuid !== undefined && objectGuid === uniqueName && !there.has(objectGuid);
  });
  const counts = new Map<TenantObjectId, number>();
  await eachGroup(left, async ({ tenantObjectId }) => {
    const reading = await tenant.readMembers(tenantObjectId, signal);
    if (reading.problem === null) counts.set(tenantObjectId, reading.objects.length);
    return null;
  });
  return counts;
}
