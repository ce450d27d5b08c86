/** Brings what is remembered of the tenant up to date, a page at a time. */
import type { ObjectGuid, TenantObjectId } from '../contract/identifiers.ts';
import type { Problem } from '../contract/problem.ts';
import { eachGroup } from './each-group.ts';
import { objectInMark } from './ownership-mark.ts';
import type { TenantReader, TenantUser } from './tenant.ts';
import type { TenantGroup } from './tenant-groups.ts';
import type { TenantMemory } from './tenant-memory.ts';

/** @returns why it ended early; then whatever was not read is as it was before */
export async function refreshUsers(
  tenant: TenantReader,
  memory: TenantMemory,
  signal: AbortSignal,
): Promise<Problem | null> {
  const ids = new Set<TenantObjectId>();
  let unwritten: Problem | null = null;
  const show = (users: readonly TenantUser[]) => {
    for (const { tenantObjectId } of users) ids.add(tenantObjectId);
    const owned = users.map((user) => ({
      user,
      markedFor: objectInMark(user.values.ownershipMark),
    }));
    const written = memory.putUsers(owned);
    if (!written.ok) unwritten ??= written.problem;
  };
  const unread = await tenant.visitUsers({ begin: () => ids.clear(), show }, signal);
  const trouble = unread ?? unwritten;
  if (trouble !== null) return trouble;
  const kept = memory.keepUsers(ids);
  return kept.ok ? null : kept.problem;
}

export interface RefreshedGroups {
  /** Why not all groups were read. */
  readonly problem: Problem | null;
  /** Why not all members were. */
  readonly membersProblem: Problem | null;
}

/** @param isOurs whether the directory has the object that the group was made for */
export async function refreshGroups(
  tenant: TenantReader,
  memory: TenantMemory,
  isOurs: (objectGuid: ObjectGuid | string) => boolean,
  signal: AbortSignal,
): Promise<RefreshedGroups> {
  const read = await tenant.readGroups(signal);
  const written = memory.putGroups(read.objects);
  const kept = read.problem === null ? memory.keepGroups(new Set(read.objects.map(idOf))) : written;
  const problem = read.problem ?? [written, kept].flatMap((each) => (each.ok ? [] : [each.problem]))[0] ?? null;
  const ours = read.objects.filter(({ uniqueName }) => uniqueName !== null && isOurs(uniqueName));
  const membersProblem = await eachGroup(ours, (group) => refreshMembers(tenant, memory, group, signal));
  return { problem, membersProblem };
}

async function refreshMembers(
  tenant: TenantReader,
  memory: TenantMemory,
  group: TenantGroup,
  signal: AbortSignal,
): Promise<Problem | null> {
  const reading = await tenant.readMembers(group.tenantObjectId, signal);
  if (reading.problem !== null) return reading.problem;
  const written = memory.putMembers(group, reading.objects);
  return written.ok ? null : written.problem;
}

const idOf = ({ tenantObjectId }: TenantGroup) => tenantObjectId;
