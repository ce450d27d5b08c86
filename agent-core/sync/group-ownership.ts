/**
 * Which tenant groups are the agent's to delete: those that carry its mark besides the uniqueName that they were given at creation (rule R3).
 * One that was made before groups had marks is known by the link in the record; a name alone proves nothing. Groups of a kind that the agent
 * must not own are never its own (rule R26).
 */
import { type ObjectGuid, objectGuidSchema, type SourceAnchor } from '../contract/identifiers.ts';
import { anchorOfGuid } from './anchor-of-guid.ts';
import { objectOfMark, ownerOfMark } from './ownership-mark.ts';
import type { TenantGroup } from './tenant-groups.ts';

export interface OwnGroup {
  readonly objectGuid: ObjectGuid;
  readonly anchor: SourceAnchor;
  /** objectGUID of the domain that it came from; null while it has no mark. */
  readonly domainGuid: string | null;
}

export interface GroupOwner {
  readonly configurationId: string;
  /** The anchors by which objects were joined in earlier runs. */
  readonly links: ReadonlyMap<ObjectGuid, SourceAnchor>;
}

/** Null for what is not ours. */
export function ownGroupIn(
  { uniqueName, kind, values: { ownershipMark } }: TenantGroup,
  { configurationId, links }: GroupOwner,
): OwnGroup | null {
  const { data: objectGuid } = objectGuidSchema.safeParse(uniqueName);
  if (kind !== 'security' || objectGuid === undefined) return null;
  const linked = links.get(objectGuid);
  switch (ownerOfMark(ownershipMark, configurationId, objectGuid)) {
    case 'ours': {
      const domainGuid = objectOfMark(ownershipMark, configurationId)?.domainGuid ?? null;
      return { objectGuid, anchor: linked ?? anchorOfGuid(objectGuid), domainGuid };
    }
    case 'nobody':
      return linked === undefined ? null : { objectGuid, anchor: linked, domainGuid: null };
    default:
      return null;
  }
}
