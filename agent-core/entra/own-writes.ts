/**
 * What the agent wrote a moment ago, put over what the tenant shows: a change takes minutes to reach every replica, and a reading that
 * does not show it yet is old, not news. For ten minutes the agent believes itself (rule R14), and whatever it made is waited for.
 *
 *     written: user 7, city "Cork"     read: user 7, city "Ulm"     believed: user 7, city "Cork"
 *     created: user 8                  read: nothing                believed: user 8, and nobody creates it twice
 *     deleted: user 9, group 3         read: user 9, group 3        believed: nothing
 */
import type { TenantObjectId } from '../contract/identifiers.ts';
import type { AttributeValue } from '../contract/plan.ts';
import { type Result, succeed } from '../contract/result.ts';
import type { Clock } from '../sync/clock.ts';
import {
  type TenantReader,
  type TenantUser,
  type TenantUserAttribute,
  type TenantUserValues,
  type TenantWriter,
  tenantUserAttributes,
} from '../sync/tenant.ts';
import { FreshMap } from './fresh-map.ts';
import { type Patience, repeatStep } from './repeat-step.ts';

type Tenant = TenantReader & TenantWriter;
type Values = FreshMap<TenantUserAttribute, AttributeValue>;

const believedForMs = 600_000;

const unseenUser = { managerId: null, isGuest: false, otherAddresses: [], values: {} } as const;

export function rememberOwnWrites(tenant: Tenant, clock: Clock, patience: Patience): Tenant {
  const fresh = <Key, Value>() => new FreshMap<Key, Value>(clock, believedForMs);
  const written = fresh<TenantObjectId, Values>();
  const created = fresh<string, TenantObjectId>();
  const made = fresh<TenantObjectId, true>();
  const deleted = fresh<TenantObjectId, true>();

  const note = (id: TenantObjectId, values: TenantUserValues) => {
    const own: Values = written.get(id) ?? fresh();
    for (const name of tenantUserAttributes) {
      const value = values[name];
      if (value !== undefined) own.set(name, value);
    }
    written.set(id, own);
  };
  const believe = (user: TenantUser): TenantUser => {
    const own = written.get(user.tenantObjectId);
    return own === undefined ? user : { ...user, values: { ...user.values, ...Object.fromEntries(own.entries()) } };
  };
  const noteGone = (id: TenantObjectId, gone: Result<void>) => {
    if (gone.ok) deleted.set(id, true);
    return gone;
  };
  /** What was made a moment ago may not be known wherever the next request arrives. */
  const waitFor = (id: TenantObjectId, write: () => Promise<Result<void>>, signal: AbortSignal) =>
    made.has(id) ? repeatStep(write, patience, signal) : write();

  return {
    ...tenant,
    readUsers: async (signal) => {
      const read = await tenant.readUsers(signal);
      // Lets go of what is old, so that the memory does not grow with the years.
      for (const memory of [written, made, deleted]) memory.entries();
      const shown = read.objects.filter(({ tenantObjectId }) => !deleted.has(tenantObjectId));
      const ids = new Set(read.objects.map(({ tenantObjectId }) => tenantObjectId));
      const unseen = created
        .entries()
        .filter(([, id]) => !ids.has(id) && !deleted.has(id))
        .map(([anchor, id]) => ({ ...unseenUser, tenantObjectId: id, anchor }));
      return { ...read, objects: [...shown, ...unseen].map(believe) };
    },
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
    updateUser: async (id, values, signal) => {
      const updated = await waitFor(id, () => tenant.updateUser(id, values, signal), signal);
      if (updated.ok) note(id, values);
      return updated;
    },
    deleteUser: async (id, signal) => noteGone(id, await tenant.deleteUser(id, signal)),
    readGroups: async (signal) => {
      const read = await tenant.readGroups(signal);
      return { ...read, objects: read.objects.filter(({ tenantObjectId }) => !deleted.has(tenantObjectId)) };
    },
    deleteGroup: async (id, signal) => noteGone(id, await tenant.deleteGroup(id, signal)),
    restoreUser: async (id, values, signal) => {
      const restored = await tenant.restoreUser(id, values, signal);
      if (!restored.ok) return restored;
      deleted.delete(id);
      made.set(id, true);
      note(id, values);
      return restored;
    },
  };
}
