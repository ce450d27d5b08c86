/** Step 5, for links: one link is one change, so that guard, approval and log see each of them. */
import type { LinkChange } from '../contract/plan.ts';
import { digestOf } from './change-digest.ts';
import type { LinkDifference } from './diff-links.ts';

export function changeOfLink({ kind, relation, holder, target, takesLicences }: LinkDifference): LinkChange {
  const { objectGuid, objectType, displayName } = target;
  const [before, after] = kind === 'link' ? [null, objectGuid] : [objectGuid, null];
  const content = {
    digest: digestOf(holder.anchor, kind, [{ name: relation, before, after }]),
    objectType: holder.objectType,
    objectGuid: holder.objectGuid,
    anchor: holder.anchor,
    displayName: holder.displayName,
    userPrincipalName: holder.userPrincipalName,
    attributes: [],
    tenantObjectId: holder.tenantObjectId,
    relation,
    target: { objectGuid, objectType, displayName },
  };
  return kind === 'link' ? { kind, ...content } : { kind, ...content, takesLicences };
}
