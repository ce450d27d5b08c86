/** What the agent did to groups and their members a moment ago, put over what the tenant shows (rule R14), as own-writes.ts does for users. */
import type { TenantObjectId } from '../contract/identifiers.ts';
import type { Result } from '../contract/result.ts';
import type { Clock } from '../sync/clock.ts';
import type { GroupChange, TenantFollower } from '../sync/tenant-changes.ts';
import type { TenantGroup, TenantGroupReader, TenantGroupValues, TenantGroupWriter } from '../sync/tenant-groups.ts';
import { believedForMs } from '../sync/tenant-position.ts';
import { endOnce } from './end-once.ts';
import { FreshMap } from './fresh-map.ts';
import { type Patience, repeatWhileNew } from './repeat-step.ts';

type Groups = TenantGroupReader &
  Omit<TenantGroupWriter, 'setManager' | 'clearManager'> &
  Pick<TenantFollower, 'followGroups'>;
/** True for a member that was added, false for one that was taken out. */
type Members = FreshMap<TenantObjectId, boolean>;

export function rememberOwnGroups(tenant: Groups, clock: Clock, patience: Patience): Groups {
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

  /** Lets go of what is old, so that the memory does not grow with the years. */
  const letGo = () => {
    for (const memory of [made, written, members, deleted]) memory.entries();
  };
  const believeChange = (change: GroupChange): GroupChange | null => {
    const id = change.kind === 'told' ? change.group.tenantObjectId : change.tenantObjectId;
    if (deleted.has(id)) return { kind: 'gone', tenantObjectId: id };
    // Somebody else's deletion is told again when this is not believed any more.
    if (change.kind === 'gone') return made.has(id) ? null : change;
    if (change.kind !== 'told') return change;
    return { ...change, group: { ...change.group, values: { ...change.group.values, ...written.get(id) } } };
  };
  /** What the agent did itself, over what was told, and to whatever was not told. */
  const ownChanges = (told: ReadonlySet<TenantObjectId>): readonly GroupChange[] => {
    const names = new Map(created.entries().map(([uniqueName, id]) => [id, uniqueName]));
    const ids = new Set([...names.keys(), ...written.entries().map(([id]) => id)]);
    const untold = [...ids].filter((id) => !told.has(id) && !deleted.has(id));
    return [
      ...untold.map((tenantObjectId): GroupChange => {
        const [uniqueName, values] = [names.get(tenantObjectId), written.get(tenantObjectId) ?? {}];
        return { kind: 'written', tenantObjectId, values, ...(uniqueName !== undefined && { uniqueName }) };
      }),
      ...members.entries().map(([tenantObjectId, own]): GroupChange => {
        const changed = own.entries().map(([id, isThere]) => ({ tenantObjectId: id, isThere }));
        return { kind: 'members', tenantObjectId, members: changed };
      }),
      ...deleted.entries().map(([tenantObjectId]): GroupChange => ({ kind: 'gone', tenantObjectId })),
    ];
  };

  return {
    followGroups: async (since, show, signal) => {
      const ids = new Set<TenantObjectId>();
      const showBelieved = (changes: readonly GroupChange[]) => {
        for (const change of changes) if (change.kind === 'told') ids.add(change.group.tenantObjectId);
        show(changes.map(believeChange).filter((change) => change !== null));
      };
      const followed = await tenant.followGroups(since, showBelieved, signal);
      letGo();
      show(ownChanges(ids));
      return followed;
    },
    readGroups: async (signal) => {
      const read = await tenant.readGroups(signal);
      letGo();
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
      const update = () => tenant.updateGroup(id, values, signal);
      const updated = await repeatWhileNew(made.has(id), update, patience, signal);
      if (updated.ok) note(id, values);
      return updated;
    },
    deleteGroup: async (id, signal) => {
      const gone = await endOnce(
        made.has(id) && !deleted.has(id),
        () => tenant.deleteGroup(id, signal),
        patience,
        signal,
      );
      if (gone.ok) deleted.set(id, true);
      return gone;
    },
    addMember: async (group, member, signal) =>
      noteMember(group, member, true, await tenant.addMember(group, member, signal)),
    removeMember: async (group, member, signal) => {
      const isNew = members.get(group)?.get(member) === true;
      const end = () => tenant.removeMember(group, member, signal);
      return noteMember(group, member, false, await endOnce(isNew, end, patience, signal));
    },
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
