/**
 * What the agent wrote a moment ago, put over what the tenant shows: a change takes minutes to reach every replica, and a reading that
 * does not show it yet is old, not news. For ten minutes the agent believes itself (rule R14), and whatever it made is waited for.
 *
 *     written: user 7, city "Cork"     read: user 7, city "Ulm"     believed: user 7, city "Cork"
 *     created: user 8                  read: nothing                believed: user 8, and nobody creates it twice
 *     deleted: user 9                  read: user 9                 believed: nothing
 *     7 reports to 8                   read: 7 reports to nobody    believed: 7 reports to 8
 *
 * Once a reading has shown what was written, what was neither written nor there before is news (own-values.ts).
 *
 * Whom it deleted or restored must show where deleted users are, or are not any more: a person who comes back is restored, never made
 * anew. That is waited for, once.
 */
import type { TenantObjectId } from '../contract/identifiers.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Clock } from '../sync/clock.ts';
import type { TenantReader, TenantUser, TenantUserValues, TenantWriter } from '../sync/tenant.ts';
import type { UserChange } from '../sync/tenant-changes.ts';
import { believedForMs } from '../sync/tenant-position.ts';
import { collectUsers } from './collect-users.ts';
import { endOnce } from './end-once.ts';
import { FreshMap } from './fresh-map.ts';
import { rememberOwnGroups } from './own-group-writes.ts';
import { OwnValues } from './own-values.ts';
import { type Patience, repeatStep, repeatWhileNew } from './repeat-step.ts';

type Tenant = TenantReader & TenantWriter;

interface Showing {
  readonly ids: ReadonlySet<TenantObjectId>;
  readonly problem: Problem | null;
}

const unseenUser = { managerId: null, isGuest: false, otherAddresses: [], values: {} } as const;

/** @param tenant its endings answer tenant.not-found for what is not there */
export function rememberOwnWrites(tenant: Tenant, clock: Clock, patience: Patience): Tenant {
  const fresh = <Key, Value>() => new FreshMap<Key, Value>(clock, believedForMs);
  const written = fresh<TenantObjectId, OwnValues>();
  const created = fresh<string, TenantObjectId>();
  const made = fresh<TenantObjectId, true>();
  const takenOver = fresh<TenantObjectId, string>();
  const deleted = fresh<TenantObjectId, true>();
  const managers = fresh<TenantObjectId, TenantObjectId | null>();
  const restored = fresh<TenantObjectId, true>();
  const toShowDeleted = fresh<TenantObjectId, true>();
  const toShowRestored = fresh<TenantObjectId, true>();

  const note = (id: TenantObjectId, values: TenantUserValues, before: TenantUserValues | null = null) => {
    const own = written.get(id) ?? new OwnValues(fresh());
    own.note(values, before);
    written.set(id, own);
  };
  const believe = (user: TenantUser): TenantUser => {
    const own = written.get(user.tenantObjectId);
    const anchor = takenOver.get(user.tenantObjectId) ?? user.anchor;
    const manager = managers.get(user.tenantObjectId);
    const reports = manager === undefined ? { ...user, anchor } : { ...user, anchor, managerId: manager };
    if (own === undefined) return reports;
    return { ...reports, values: own.believe(user.values) };
  };
  const noteManager = (user: TenantObjectId, manager: TenantObjectId | null, result: Result<void>) => {
    if (result.ok) managers.set(user, manager);
    return result;
  };
  /** Reads until these are there, or for so long that nobody can expect them any more. */
  const readShowing = async <Shown extends Showing>(
    read: () => Promise<Shown>,
    awaited: FreshMap<TenantObjectId, true>,
    signal: AbortSignal,
  ): Promise<Shown> => {
    let last = await read();
    const readAgain = async () => {
      const missing = awaited.entries().filter(([id]) => !last.ids.has(id));
      if (missing.length === 0 || last.problem !== null) return succeed(undefined);
      last = await read();
      return fail(problem('tenant.not-found', `${missing.length} users`));
    };
    await repeatStep(readAgain, patience, signal);
    for (const [id] of awaited.entries()) awaited.delete(id);
    return last;
  };
  /** Of what is old, so that the memory does not grow with the years. */
  const letGo = () => {
    for (const memory of [written, made, takenOver, deleted, managers, restored]) memory.entries();
  };

  const visitUsers: Tenant['visitUsers'] = async (visitor, signal) => {
    const visitOnce = async (): Promise<Showing> => {
      const ids = new Set<TenantObjectId>();
      const begin = () => {
        ids.clear();
        visitor.begin();
      };
      const show = (users: readonly TenantUser[]) => {
        for (const { tenantObjectId } of users) ids.add(tenantObjectId);
        visitor.show(users.filter(({ tenantObjectId }) => !deleted.has(tenantObjectId)).map(believe));
      };
      return { ids, problem: await tenant.visitUsers({ begin, show }, signal) };
    };
    const { ids, problem: ending } = await readShowing(visitOnce, toShowRestored, signal);
    letGo();
    const unseen = created
      .entries()
      .filter(([, id]) => !ids.has(id) && !deleted.has(id))
      .map(([anchor, id]) => ({ ...unseenUser, tenantObjectId: id, anchor }));
    visitor.show(unseen.map(believe));
    return ending;
  };

  const believeChange = (change: UserChange): UserChange | null => {
    if (change.kind === 'written') return change;
    const id = change.kind === 'told' ? change.user.tenantObjectId : change.tenantObjectId;
    if (deleted.has(id)) return { kind: 'gone', tenantObjectId: id };
    // Somebody else's deletion is told again when this is not believed any more.
    if (change.kind === 'gone') return made.has(id) ? null : change;
    const { managerId: _, ...user } = believe({ ...change.user, managerId: null });
    const manager = managers.get(id);
    return manager === undefined ? { ...change, user } : { ...change, user, managerId: manager };
  };
  /** What the agent wrote to whoever was not told, so that it stands there in any case. */
  const writtenTo = (told: ReadonlySet<TenantObjectId>): readonly UserChange[] => {
    const anchors = new Map([
      ...takenOver.entries(),
      ...created.entries().map(([anchor, id]) => [id, anchor] as const),
    ]);
    const ids = [...anchors.keys(), ...written.entries().map(([id]) => id), ...managers.entries().map(([id]) => id)];
    const untold = [...new Set(ids)].filter((id) => !told.has(id) && !deleted.has(id));
    return untold.map((tenantObjectId) => {
      const [anchor, managerId] = [anchors.get(tenantObjectId), managers.get(tenantObjectId)];
      const values = written.get(tenantObjectId)?.all() ?? {};
      return {
        kind: 'written',
        ...{ tenantObjectId, values },
        ...(managerId !== undefined && { managerId }),
        ...(anchor !== undefined && { anchor }),
      };
    });
  };
  const followUsers: Tenant['followUsers'] = async (since, show, signal) => {
    const followOnce = async () => {
      const ids = new Set<TenantObjectId>();
      const showBelieved = (changes: readonly UserChange[]) => {
        for (const change of changes) if (change.kind === 'told') ids.add(change.user.tenantObjectId);
        show(changes.map(believeChange).filter((change) => change !== null));
      };
      const followed = await tenant.followUsers(since, showBelieved, signal);
      return { ids, followed, problem: followed.ok ? null : followed.problem };
    };
    const { ids, followed } = await readShowing(followOnce, toShowRestored, signal);
    letGo();
    show(writtenTo(ids));
    show(deleted.entries().map(([tenantObjectId]) => ({ kind: 'gone', tenantObjectId })));
    return followed;
  };

  return {
    ...tenant,
    ...rememberOwnGroups(tenant, clock, patience),
    followUsers,
    readUsers: (signal) => collectUsers((visitor) => visitUsers(visitor, signal)),
    visitUsers,
    createUser: async (anchor, values, signal) => {
      const known = created.get(anchor);
      if (known !== undefined && !deleted.has(known)) return succeed(known);
      const result = await tenant.createUser(anchor, values, signal);
      if (!result.ok) return result;
      created.set(anchor, result.value);
      made.set(result.value, true);
      note(result.value, values);
      return result;
    },
    updateUser: async (id, values, signal, before) => {
      const update = () => tenant.updateUser(id, values, signal);
      const updated = await repeatWhileNew(made.has(id), update, patience, signal);
      if (updated.ok) note(id, values, before);
      return updated;
    },
    takeOverUser: async (id, anchor, values, signal) => {
      const taken = await tenant.takeOverUser(id, anchor, values, signal);
      if (!taken.ok) return taken;
      takenOver.set(id, anchor);
      note(id, values);
      return taken;
    },
    readDeletedUsers: async (signal) => {
      const readOnce = async () => {
        const reading = await tenant.readDeletedUsers(signal);
        return { ...reading, ids: new Set(reading.objects.map(({ tenantObjectId }) => tenantObjectId)) };
      };
      const { objects, problem: ending } = await readShowing(readOnce, toShowDeleted, signal);
      return { problem: ending, objects: objects.filter(({ tenantObjectId }) => !restored.has(tenantObjectId)) };
    },
    deleteUser: async (id, signal) => {
      const gone = await endOnce(
        made.has(id) && !deleted.has(id),
        () => tenant.deleteUser(id, signal),
        patience,
        signal,
      );
      if (!gone.ok) return gone;
      deleted.set(id, true);
      restored.delete(id);
      toShowDeleted.set(id, true);
      toShowRestored.delete(id);
      return gone;
    },
    setManager: async (user, manager, signal) =>
      noteManager(user, manager, await tenant.setManager(user, manager, signal)),
    clearManager: async (user, signal) => {
      const known = managers.get(user);
      const isNew = known === undefined ? made.has(user) : known !== null;
      const end = () => tenant.clearManager(user, signal);
      return noteManager(user, null, await endOnce(isNew, end, patience, signal));
    },
    restoreUser: async (id, values, signal) => {
      const back = await tenant.restoreUser(id, values, signal);
      if (!back.ok) return back;
      deleted.delete(id);
      restored.set(id, true);
      toShowRestored.set(id, true);
      toShowDeleted.delete(id);
      made.set(id, true);
      note(id, values);
      return back;
    },
  };
}
