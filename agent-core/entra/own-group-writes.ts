/** What the agent did to groups and their members a moment ago, put over what the tenant shows (rule R14), as own-writes.ts does for users. */
import type { TenantObjectId } from '../contract/identifiers.ts';
import type { Result } from '../contract/result.ts';
import type { Clock } from '../sync/clock.ts';
import type { TenantGroup, TenantGroupReader, TenantGroupValues, TenantGroupWriter } from '../sync/tenant-groups.ts';
import { FreshMap } from './fresh-map.ts';

type Groups = TenantGroupReader & Omit<TenantGroupWriter, 'setManager' | 'clearManager'>;
/** True for a member that was added, false for one that was taken out. */
type Members = FreshMap<TenantObjectId, boolean>;

export function rememberOwnGroups(tenant: Groups, clock: Clock, believedForMs: number): Groups {
  const fresh = <Key, Value>() => new FreshMap<Key, Value>(clock, believedForMs);
  const created = fresh<string, TenantObjectId>();
  const made = fresh<TenantObjectId, true>();
  const written = fresh<TenantObjectId, TenantGroupValues>();
  const deleted = fresh<TenantObjectId, true>();
  const members = fresh<TenantObjectId, Members>();

  const note = (id: TenantObjectId, values: TenantGroupValues) => written.set(id, { ...written.get(id), ...values });
  const noteMember = (group: TenantObjectId, member: TenantObjectId, isThere: boolean, result: Result<void>) => {
    const own: Members = members.get(group) ?? fresh();
    if (result.ok) own.set(member, isThere);
    members.set(group, own);
    return result;
  };

  return {
    readGroups: async (signal) => {
      const read = await tenant.readGroups(signal);
      // Lets go of what is old, so that the memory does not grow with the years.
      for (const memory of [made, written, members, deleted]) memory.entries();
      const ids = new Set(read.objects.map(({ tenantObjectId }) => tenantObjectId));
      const unseen = created
        .entries()
        .filter(([, id]) => !ids.has(id))
        .map(([uniqueName, id]) => newGroup(uniqueName, id));
      const objects = [...read.objects, ...unseen]
        .filter(({ tenantObjectId }) => !deleted.has(tenantObjectId))
        .map((group) => ({ ...group, values: { ...group.values, ...written.get(group.tenantObjectId) } }));
      return { ...read, objects };
    },
    readMembers: async (group, signal) => {
      const shown = await tenant.readMembers(group, signal);
      // A replica that does not know the group yet knows nobody in it.
      const isUnknown = shown.problem?.code === 'tenant.not-found' && made.has(group);
      const read = isUnknown ? { objects: [], problem: null } : shown;
      const own = new Map(members.get(group)?.entries());
      const added = [...own].flatMap(([member, isThere]) => (isThere ? [member] : []));
      return { ...read, objects: [...new Set([...read.objects, ...added])].filter((id) => own.get(id) !== false) };
    },
    createGroup: async (uniqueName, values, signal) => {
      const result = await tenant.createGroup(uniqueName, values, signal);
      if (!result.ok) return result;
      created.set(uniqueName, result.value);
      made.set(result.value, true);
      note(result.value, values);
      return result;
    },
    updateGroup: async (id, values, signal) => {
      const updated = await tenant.updateGroup(id, values, signal);
      if (updated.ok) note(id, values);
      return updated;
    },
    deleteGroup: async (id, signal) => {
      const gone = await tenant.deleteGroup(id, signal);
      if (gone.ok) deleted.set(id, true);
      return gone;
    },
    addMember: async (group, member, signal) =>
      noteMember(group, member, true, await tenant.addMember(group, member, signal)),
    removeMember: async (group, member, signal) =>
      noteMember(group, member, false, await tenant.removeMember(group, member, signal)),
  };
}

/** As the agent makes them. */
const newGroup = (uniqueName: string, tenantObjectId: TenantObjectId): TenantGroup => ({
  tenantObjectId,
  uniqueName,
  kind: 'security',
  hasLicences: false,
  values: {},
});
