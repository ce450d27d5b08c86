/** Finds out from the tenant what became of changes that an earlier run did not live to know about. */
import { assertNever } from '../contract/assert-never.ts';
import type { ObjectGuid, SourceAnchor, TenantObjectId } from '../contract/identifiers.ts';
import type { AttributeValue, Change, LinkChange, LinkTarget } from '../contract/plan.ts';
import type { Fate, SettledChange } from '../contract/run-report.ts';
import { anchorProperty } from '../contract/taken-over.ts';
import { isSame } from './compare-values.ts';
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
  if (tenant.users.problem !== null || tenant.groups.tenant.problem !== null || unknown.length === 0) return [];
  const index = indexTenant(tenant);
  return unknown.map(({ runId, change }) => ({ runId, change, fate: fateOf(change, index) }));
}

function fateOf(change: Change, index: TenantIndex): Fate {
  switch (change.kind) {
    case 'create':
      return findObject(change, index) === undefined ? 'notMade' : 'made';
    case 'update':
    case 'disable':
    case 'enable': {
      const object = index.byId.get(change.tenantObjectId);
      if (object === undefined) return 'overtaken';
      if (stands(object.values, change, 'after')) return 'made';
      return stands(object.values, change, 'before') ? 'notMade' : 'overtaken';
    }
    case 'delete':
      return index.byId.has(change.tenantObjectId) ? 'notMade' : 'made';
    case 'restore':
      return index.byId.has(change.tenantObjectId) ? 'made' : 'notMade';
    case 'link':
    case 'unlink': {
      const isThere = hasLink(change, index);
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
  readonly managerId: TenantObjectId | null;
  readonly values: Readonly<Record<string, AttributeValue>>;
}

/** A run that was killed can leave hundreds of changes, and a tenant has many objects: they are looked at once. */
interface TenantIndex extends Pick<ReadTenant, 'links'> {
  readonly byId: ReadonlyMap<TenantObjectId, TenantObject>;
  readonly users: ReadonlyMap<string, TenantObject>;
  readonly groups: ReadonlyMap<string, TenantObject>;
  readonly members: ReadTenant['groups']['members'];
}

function indexTenant({ users, groups, links }: ReadTenant): TenantIndex {
  const people = users.objects.map(
    ({ tenantObjectId: id, anchor: key, managerId, values }): TenantObject => ({
      ...{ id, key, managerId },
      values: { ...values, [anchorProperty]: key },
    }),
  );
  const ours = groups.tenant.objects.map(
    ({ tenantObjectId: id, uniqueName: key, values }): TenantObject => ({ id, key, managerId: null, values }),
  );
  return {
    byId: new Map([...people, ...ours].map((object) => [object.id, object])),
    users: byKey(people),
    groups: byKey(ours),
    members: groups.members,
    links,
  };
}

/** Of several with one key the first. */
function byKey(objects: readonly TenantObject[]): ReadonlyMap<string, TenantObject> {
  const found = new Map<string, TenantObject>();
  for (const object of objects) if (object.key !== null && !found.has(object.key)) found.set(object.key, object);
  return found;
}

function findObject(
  object: Pick<LinkTarget, 'objectType' | 'objectGuid'> & { readonly anchor?: SourceAnchor },
  { users, groups, links }: TenantIndex,
): TenantObject | undefined {
  if (object.objectType === 'group') return groups.get(object.objectGuid);
  const anchor = object.anchor ?? links.get(object.objectGuid);
  return anchor === undefined ? undefined : users.get(anchor);
}

/** Null when one end is gone, or the members of the group could not be read. */
function hasLink(change: LinkChange, index: TenantIndex): boolean | null {
  const holder = findObject(change, index);
  const target = findObject(change.target, index);
  if (holder === undefined || target === undefined) return null;
  switch (change.relation) {
    case 'members':
      return index.members.get(holder.id)?.has(target.id) ?? null;
    case 'manager':
      return holder.managerId === target.id;
    default:
      return assertNever(change.relation);
  }
}

function stands(values: TenantObject['values'], change: Change, side: 'before' | 'after'): boolean {
  const current = new Map(Object.entries(values));
  return change.attributes.every((attribute) => isSame(current.get(attribute.name) ?? null, attribute[side]));
}
