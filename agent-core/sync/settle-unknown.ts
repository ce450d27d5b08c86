/** Finds out from the tenant what became of changes that an earlier run did not live to know about. */
import { assertNever } from '../contract/assert-never.ts';
import type { ObjectGuid, SourceAnchor, TenantObjectId } from '../contract/identifiers.ts';
import type { AttributeValue, Change, LinkChange, LinkTarget } from '../contract/plan.ts';
import type { Fate, SettledChange } from '../contract/run-report.ts';
import { isSame } from './diff.ts';
import type { ImportedGroups } from './import-groups.ts';
import type { UnknownChange } from './memory.ts';
import type { Reading } from './reading.ts';
import type { TenantUser } from './tenant.ts';

export interface ReadTenant {
  readonly users: Reading<TenantUser>;
  readonly groups: Pick<ImportedGroups, 'tenant' | 'members'>;
  /** The anchors by which objects were joined in earlier runs. */
  readonly links: ReadonlyMap<ObjectGuid, SourceAnchor>;
}

/** A reading that ended early settles nothing: what it does not contain may be there (rule R1). */
export function settleUnknown(unknown: readonly UnknownChange[], tenant: ReadTenant): readonly SettledChange[] {
  if (tenant.users.problem !== null || tenant.groups.tenant.problem !== null) return [];
  return unknown.map(({ runId, change }) => ({ runId, change, fate: fateOf(change, tenant) }));
}

function fateOf(change: Change, tenant: ReadTenant): Fate {
  switch (change.kind) {
    case 'create':
      return findObject(change, tenant) === undefined ? 'notMade' : 'made';
    case 'update':
    case 'disable':
    case 'enable': {
      const object = objectsLike(change, tenant).find(({ id }) => id === change.tenantObjectId);
      if (object === undefined) return 'overtaken';
      if (stands(object.values, change, 'after')) return 'made';
      return stands(object.values, change, 'before') ? 'notMade' : 'overtaken';
    }
    case 'delete':
      return objectsLike(change, tenant).some(({ id }) => id === change.tenantObjectId) ? 'notMade' : 'made';
    case 'restore':
      return objectsLike(change, tenant).some(({ id }) => id === change.tenantObjectId) ? 'made' : 'notMade';
    case 'link':
    case 'unlink': {
      const isThere = hasLink(change, tenant);
      if (isThere === null) return 'overtaken';
      return isThere === (change.kind === 'link') ? 'made' : 'notMade';
    }
    default:
      return assertNever(change);
  }
}

interface TenantObject {
  readonly id: TenantObjectId;
  /** What joins it to the directory. */
  readonly key: string | null;
  readonly values: Readonly<Record<string, AttributeValue>>;
}

function objectsLike({ objectType }: Pick<LinkTarget, 'objectType'>, { users, groups }: ReadTenant) {
  return objectType === 'group'
    ? groups.tenant.objects.map(
        ({ tenantObjectId, uniqueName, values }): TenantObject => ({ id: tenantObjectId, key: uniqueName, values }),
      )
    : users.objects.map(
        ({ tenantObjectId, anchor, values }): TenantObject => ({ id: tenantObjectId, key: anchor, values }),
      );
}

function findObject(
  object: Pick<LinkTarget, 'objectType' | 'objectGuid'> & { readonly anchor?: SourceAnchor },
  tenant: ReadTenant,
): TenantObject | undefined {
  const anchor = object.anchor ?? tenant.links.get(object.objectGuid);
  const key = object.objectType === 'group' ? object.objectGuid : anchor;
  return key === undefined ? undefined : objectsLike(object, tenant).find((candidate) => candidate.key === key);
}

/** Null when one end is gone, or the members of the group could not be read. */
function hasLink(change: LinkChange, tenant: ReadTenant): boolean | null {
  const holder = findObject(change, tenant);
  const target = findObject(change.target, tenant);
  if (holder === undefined || target === undefined) return null;
  switch (change.relation) {
    case 'members':
      return tenant.groups.members.get(holder.id)?.has(target.id) ?? null;
    case 'manager':
      return tenant.users.objects.find(({ tenantObjectId }) => tenantObjectId === holder.id)?.managerId === target.id;
    default:
      return assertNever(change.relation);
  }
}

function stands(values: TenantObject['values'], change: Change, side: 'before' | 'after'): boolean {
  const current = new Map(Object.entries(values));
  return change.attributes.every((attribute) => isSame(current.get(attribute.name) ?? null, attribute[side]));
}
