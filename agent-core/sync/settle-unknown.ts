/** Finds out from the tenant what became of changes that an earlier run did not live to know about. */
import { assertNever } from '../contract/assert-never.ts';
import type { Change } from '../contract/plan.ts';
import type { Fate, SettledChange } from '../contract/run-report.ts';
import { isSame } from './diff.ts';
import type { UnknownChange } from './memory.ts';
import type { Reading } from './reading.ts';
import type { TenantUser, TenantUserValues } from './tenant.ts';

/** A reading that ended early settles nothing: what it does not contain may be there (rule R1). */
export function settleUnknown(
  unknown: readonly UnknownChange[],
  tenant: Reading<TenantUser>,
): readonly SettledChange[] {
  if (tenant.problem !== null) return [];
  return unknown.map(({ runId, change }) => ({ runId, change, fate: fateOf(change, tenant.objects) }));
}

function fateOf(change: Change, users: readonly TenantUser[]): Fate {
  switch (change.kind) {
    case 'create':
      return users.some((user) => user.anchor === change.anchor) ? 'made' : 'notMade';
    case 'update':
    case 'disable':
    case 'enable': {
      const user = users.find((candidate) => candidate.tenantObjectId === change.tenantObjectId);
      if (user === undefined) return 'overtaken';
      if (stands(user.values, change, 'after')) return 'made';
      return stands(user.values, change, 'before') ? 'notMade' : 'overtaken';
    }
    case 'delete':
      return users.some((user) => user.tenantObjectId === change.tenantObjectId) ? 'notMade' : 'made';
    case 'restore':
      return users.some((user) => user.tenantObjectId === change.tenantObjectId) ? 'made' : 'notMade';
    default:
      return assertNever(change);
  }
}

function stands(values: TenantUserValues, change: Change, side: 'before' | 'after'): boolean {
  const current = new Map(Object.entries(values));
  return change.attributes.every((attribute) => isSame(current.get(attribute.name) ?? null, attribute[side]));
}
