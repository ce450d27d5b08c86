/** Step 7, for links: both ends are known by now, from the reading or because the same run created them. */
import { assertNever } from '../contract/assert-never.ts';
import type { ObjectGuid, TenantObjectId } from '../contract/identifiers.ts';
import type { LinkChange } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeedAs } from '../contract/result.ts';
import type { TenantGroupWriter } from './tenant-groups.ts';

export async function writeLink(
  change: LinkChange,
  ids: ReadonlyMap<ObjectGuid, TenantObjectId>,
  writer: TenantGroupWriter,
  signal: AbortSignal,
): Promise<Result<TenantObjectId>> {
  const holder = change.tenantObjectId ?? ids.get(change.objectGuid);
  const target = ids.get(change.target.objectGuid);
  if (holder === undefined) return fail(problem('object.reference-unresolved', change.displayName));
  if (target === undefined) return fail(problem('object.reference-unresolved', change.target.displayName));
  return succeedAs(holder, await writeRelation(change, holder, target, writer, signal));
}

function writeRelation(
  { kind, relation }: LinkChange,
  holder: TenantObjectId,
  target: TenantObjectId,
  writer: TenantGroupWriter,
  signal: AbortSignal,
): Promise<Result<void>> {
  switch (relation) {
    case 'members':
      return kind === 'link' ? writer.addMember(holder, target, signal) : writer.removeMember(holder, target, signal);
    case 'manager':
      return kind === 'link' ? writer.setManager(holder, target, signal) : writer.clearManager(holder, signal);
    default:
      return assertNever(relation);
  }
}
