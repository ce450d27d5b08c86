/**
 * Which tenant groups are the agent's to delete. Its mark on a group is the uniqueName that it gave at creation, and the record must
 * have the link too: a name alone proves nothing (rule R3). Groups of a kind that the agent must not own are never its own (rule R26).
 */
import { type ObjectGuid, objectGuidSchema, type SourceAnchor } from '../contract/identifiers.ts';
import type { TenantGroup } from './tenant-groups.ts';

export interface OwnGroup {
  readonly objectGuid: ObjectGuid;
  readonly anchor: SourceAnchor;
}

/** Null for what is not ours. @param links the anchors by which objects were joined in earlier runs */
export function ownGroupIn(
  { uniqueName, kind }: TenantGroup,
  links: ReadonlyMap<ObjectGuid, SourceAnchor>,
): OwnGroup | null {
  const objectGuid = objectGuidSchema.safeParse(uniqueName);
  if (kind !== 'security' || !objectGuid.success) return null;
  const anchor = links.get(objectGuid.data);
  return anchor === undefined ? null : { objectGuid: objectGuid.data, anchor };
}
