/** Step 5, for groups: turns a difference into a change. */
import { assertNever } from '../contract/assert-never.ts';
import type { Change } from '../contract/plan.ts';
import { digestOf } from './change-digest.ts';
import type { GroupDifference } from './diff-groups.ts';
import { nameOf } from './held.ts';
import { deletionOf } from './plan-deletion.ts';

export function changesOfGroup(difference: GroupDifference): Change {
  switch (difference.kind) {
    case 'missing':
      return { kind: 'create', ...contentOf(difference, 'create') };
    case 'different': {
      const { tenantObjectId } = difference.existing;
      return { kind: 'update', tenantObjectId, ...contentOf(difference, 'update') };
    }
    case 'unwanted':
      return deletionOf('group', difference, null);
    default:
      return assertNever(difference);
  }
}

function contentOf(
  { desired, attributes }: Exclude<GroupDifference, { readonly kind: 'unwanted' }>,
  kind: 'create' | 'update',
) {
  return {
    digest: digestOf(desired.anchor, kind, attributes),
    objectType: 'group' as const,
    objectGuid: desired.group.objectGuid,
    anchor: desired.anchor,
    displayName: nameOf(desired.group),
    userPrincipalName: null,
    attributes: [...attributes],
  };
}
