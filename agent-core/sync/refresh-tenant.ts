/** Brings what is remembered of the tenant up to date: by what changed where that is told, and otherwise by everything, which is said. */
import type { Problem } from '../contract/problem.ts';
import { type Result, succeed } from '../contract/result.ts';
import type { Clock } from './clock.ts';
import { eachGroup } from './each-group.ts';
import type { TenantReader, TenantUser } from './tenant.ts';
import type { TenantGroup } from './tenant-groups.ts';
import type { TenantMemory } from './tenant-memory.ts';
import { advancePosition, type FollowedType, positionAfterWhole, whyWhole } from './tenant-position.ts';

export interface Refreshed {
  /** Why it ended early; then whatever was not told is as it was before. */
  readonly problem: Problem | null;
  /** Why everything was read, although only what changed could have been. */
  readonly fullRead: Problem | null;
}

export interface RefreshedGroups extends Refreshed {
  /** Why the members of some were not read. */
  readonly membersProblem: Problem | null;
}

export interface Refreshing {
  readonly tenant: TenantReader;
  readonly memory: TenantMemory;
  readonly tenantId: string;
  readonly clock: Clock;
}

export async function refreshUsers(refreshing: Refreshing, signal: AbortSignal): Promise<Refreshed> {
  const { tenant, memory } = refreshing;
  return await refresh(refreshing, {
    type: 'user',
    follow: (since) => withWriting(memory.changeUsers, (show) => tenant.followUsers(since, show, signal)),
    list: async () => {
      const listed = await withWriting(memory.changeUsers, async (show) => {
        const told = (users: readonly TenantUser[]) => show(users.map(toldUser));
        const problem = await tenant.visitUsers({ begin: () => {}, show: told }, signal);
        return problem === null ? succeed(undefined) : { ok: false, problem };
      });
      return listed.ok ? null : listed.problem;
    },
  });
}

export async function refreshGroups(refreshing: Refreshing, signal: AbortSignal): Promise<RefreshedGroups> {
  const { tenant, memory } = refreshing;
  const refreshed = await refresh(refreshing, {
    type: 'group',
    follow: (since) => withWriting(memory.changeGroups, (show) => tenant.followGroups(since, show, signal)),
    list: async () => {
      const read = await tenant.readGroups(signal);
      const told = memory.changeGroups(read.objects.map((group) => ({ kind: 'told', group, members: null })));
      return read.problem ?? (told.ok ? null : told.problem);
    },
  });
  if (refreshed.problem !== null) return { ...refreshed, membersProblem: null };
  // Also those that somebody has just made in the directory.
  const membersProblem = await eachGroup(memory.unreadGroups(), (group) => readMembers(refreshing, group, signal));
  return { ...refreshed, membersProblem };
}

interface Way {
  readonly type: FollowedType;
  readonly follow: (since: string | null) => Promise<Result<string>>;
  /** Reads everything without changes to follow from there. @returns why it ended early */
  readonly list: () => Promise<Problem | null>;
}

/** What a tenant answers that cannot tell changes, or not what is asked of them. */
const cannotTell: ReadonlySet<string> = new Set([
  'tenant.unreadable-answer',
  'tenant.refused-value',
  'tenant.forbidden',
  'tenant.not-found',
]);

async function refresh({ memory, tenantId, clock }: Refreshing, { type, follow, list }: Way): Promise<Refreshed> {
  const askedAt = clock.now();
  const known = memory.position(type);
  const before = known?.tenantId === tenantId ? known : null;
  let fullRead = before === null ? null : whyWhole(before, askedAt);
  if (before !== null && fullRead === null) {
    const followed = await follow(before.since);
    if (followed.ok) {
      const told = { since: followed.value, takenAt: clock.now() };
      return keep(memory.keepPosition(type, advancePosition(before, told, askedAt)), null);
    }
    if (followed.problem.code !== 'tenant.changes-expired' && !cannotTell.has(followed.problem.code))
      return { problem: followed.problem, fullRead: null };
    fullRead = followed.problem;
  }
  const whole = await anew(memory, type, () => follow(null));
  if (whole.ok)
    return keep(memory.keepPosition(type, positionAfterWhole(tenantId, whole.value, clock.now())), fullRead);
  if (!cannotTell.has(whole.problem.code)) return { problem: whole.problem, fullRead };
  const listed = await anew(memory, type, async () => {
    const problem = await list();
    return problem === null ? succeed(undefined) : { ok: false, problem };
  });
  return keep(listed, whole.problem);
}

async function anew<Value>(
  memory: TenantMemory,
  type: FollowedType,
  read: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const begun = memory.beginAnew(type);
  if (!begun.ok) return begun;
  const whole = await read();
  if (!whole.ok) return whole;
  const ended = memory.endAnew(type);
  return ended.ok ? whole : ended;
}

const keep = (written: Result<unknown>, fullRead: Problem | null): Refreshed => ({
  problem: written.ok ? null : written.problem,
  fullRead,
});

/** What could not be written was not read. */
async function withWriting<Change, Value>(
  write: (changes: readonly Change[]) => Result<void>,
  read: (show: (changes: readonly Change[]) => void) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  let unwritten: Result<void> = succeed(undefined);
  const done = await read((changes) => {
    const written = write(changes);
    if (!written.ok && unwritten.ok) unwritten = written;
  });
  return done.ok && !unwritten.ok ? unwritten : done;
}

async function readMembers(
  { tenant, memory }: Refreshing,
  group: TenantGroup,
  signal: AbortSignal,
): Promise<Problem | null> {
  const reading = await tenant.readMembers(group.tenantObjectId, signal);
  if (reading.problem !== null) return reading.problem;
  const written = memory.putMembers(group, reading.objects);
  return written.ok ? null : written.problem;
}

const toldUser = ({ managerId, ...user }: TenantUser) => ({ kind: 'told', user, managerId }) as const;
