/** The groups of a tenant that is a list, with their members, and who is whose manager. */
import { type TenantObjectId, tenantObjectIdSchema } from '../../agent-core/contract/identifiers.ts';
import { type Problem, problem } from '../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../agent-core/contract/result.ts';
import type { GroupChange, TenantFollower } from '../../agent-core/sync/tenant-changes.ts';
import type {
  TenantGroup,
  TenantGroupReader,
  TenantGroupValues,
  TenantGroupWriter,
} from '../../agent-core/sync/tenant-groups.ts';
import { followedList } from './followed-list.ts';
import { tenantIdFor } from './identifiers.ts';

export type GroupWrite =
  | { readonly kind: 'createGroup'; readonly uniqueName: string; readonly values: TenantGroupValues }
  | { readonly kind: 'updateGroup'; readonly id: TenantObjectId; readonly values: TenantGroupValues }
  | { readonly kind: 'deleteGroup'; readonly id: TenantObjectId }
  | { readonly kind: 'addMember' | 'removeMember'; readonly group: TenantObjectId; readonly member: TenantObjectId }
  | { readonly kind: 'setManager'; readonly user: TenantObjectId; readonly manager: TenantObjectId | null };

export interface FakeTenantGroups extends TenantGroupReader, TenantGroupWriter, Pick<TenantFollower, 'followGroups'> {
  readonly groups: readonly TenantGroup[];
  /** Members by the group's id. */
  readonly members: ReadonlyMap<TenantObjectId, ReadonlySet<TenantObjectId>>;
  /** What an administrator of the tenant does by hand. */
  putGroup(group: TenantGroup, members?: readonly TenantObjectId[]): void;
  changeGroup(id: TenantObjectId, changes: Partial<TenantGroup>): void;
  /** Why groups, or the members of one, cannot be read. */
  breakOffGroups(ending: { readonly groups?: Problem; readonly members?: Problem } | null): void;
}

export interface GroupSurroundings {
  readonly isThere: (id: TenantObjectId) => boolean;
  readonly setManagerOf: (user: TenantObjectId, manager: TenantObjectId | null) => void;
  readonly write: <Value>(attempted: GroupWrite, refusal: Problem | null, carryOut: () => Value) => Result<Value>;
}

export function fakeTenantGroups({ isThere, setManagerOf, write }: GroupSurroundings): FakeTenantGroups {
  let groups: readonly TenantGroup[] = [];
  let ending: Parameters<FakeTenantGroups['breakOffGroups']>[0] = null;
  let created = 0;
  const members = new Map<TenantObjectId, Set<TenantObjectId>>();
  const followed = followedList<GroupWithMembers>(({ group }) => group.tenantObjectId);
  const find = (id: TenantObjectId) => groups.find(({ tenantObjectId }) => tenantObjectId === id);
  const isKnown = (id: TenantObjectId) => isThere(id) || find(id) !== undefined;
  const missing = (...ids: readonly TenantObjectId[]): Problem | null => {
    const unknown = ids.find((id) => !isKnown(id));
    return unknown === undefined ? null : problem('tenant.not-found', unknown);
  };
  const change = (id: TenantObjectId, changes: Partial<TenantGroup>) => {
    groups = groups.map((group) => (group.tenantObjectId === id ? { ...group, ...changes } : group));
  };
  const put = (group: TenantGroup, ids: readonly TenantObjectId[] = []) => {
    groups = [...groups, group];
    members.set(group.tenantObjectId, new Set(ids));
  };
  return {
    get groups() {
      return groups;
    },
    members,
    putGroup: put,
    changeGroup: change,
    breakOffGroups: (next) => {
      ending = next;
    },
    followGroups: async (since, show) => {
      if (ending?.groups !== undefined) return fail(ending.groups);
      const now = groups.map((group) => ({
        group,
        members: [...(members.get(group.tenantObjectId) ?? [])].toSorted(),
      }));
      const told = followed.changes(since, now);
      show([
        ...told.gone.map((tenantObjectId): GroupChange => ({ kind: 'gone', tenantObjectId })),
        ...told.changed.map(({ before, now: { group, members: ids } }): GroupChange => {
          const gone = before.flatMap((were) => were.members).filter((id) => !ids.includes(id));
          return {
            kind: 'told',
            group,
            members: [...gone.map((id) => memberOf(id, false)), ...ids.map((id) => memberOf(id, true))],
          };
        }),
      ]);
      return succeed(told.since);
    },
    readGroups: async () => ({ objects: groups, problem: ending?.groups ?? null }),
    readMembers: async (group) => ({ objects: [...(members.get(group) ?? [])], problem: ending?.members ?? null }),
    createGroup: async (uniqueName, values) =>
      write({ kind: 'createGroup', uniqueName, values }, null, () => {
        const existing = groups.find((group) => group.uniqueName === uniqueName);
        if (existing !== undefined) {
          change(existing.tenantObjectId, { values: { ...existing.values, ...values } });
          return existing.tenantObjectId;
        }
        created += 1;
        const tenantObjectId = tenantObjectIdSchema.parse(`created-group-${created}`);
        put({ ...tenantGroup('new', values), tenantObjectId, uniqueName });
        return tenantObjectId;
      }),
    updateGroup: async (id, values) =>
      write({ kind: 'updateGroup', id, values }, missing(id), () => {
        change(id, { values: { ...find(id)?.values, ...values } });
      }),
    deleteGroup: async (id) =>
      write({ kind: 'deleteGroup', id }, null, () => {
        groups = groups.filter(({ tenantObjectId }) => tenantObjectId !== id);
        members.delete(id);
        for (const ids of members.values()) ids.delete(id);
      }),
    addMember: async (group, member) =>
      write({ kind: 'addMember', group, member }, missing(group, member), () => {
        members.get(group)?.add(member);
      }),
    removeMember: async (group, member) =>
      write({ kind: 'removeMember', group, member }, missing(group), () => {
        members.get(group)?.delete(member);
      }),
    setManager: async (user, manager) =>
      write({ kind: 'setManager', user, manager }, missing(user, manager), () => setManagerOf(user, manager)),
    clearManager: async (user) =>
      write({ kind: 'setManager', user, manager: null }, missing(user), () => setManagerOf(user, null)),
  };
}

interface GroupWithMembers {
  readonly group: TenantGroup;
  readonly members: readonly TenantObjectId[];
}

const memberOf = (tenantObjectId: TenantObjectId, isThere: boolean) => ({ tenantObjectId, isThere });

/** A security group that somebody made in the tenant. */
export function tenantGroup(name: string, values: TenantGroupValues = {}): TenantGroup {
  return {
    tenantObjectId: tenantIdFor(name),
    uniqueName: null,
    kind: 'security',
    hasLicences: false,
    values: {
      displayName: name,
      description: null,
      mailNickname: name,
      securityEnabled: true,
      mailEnabled: false,
      ...values,
    },
  };
}
