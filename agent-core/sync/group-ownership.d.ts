/**
 * Which tenant groups are the agent's to delete: those that carry its mark besides the uniqueName that they were given at creation (rule R3).
 * One that was made before groups had marks is known by the link in the record; a name alone proves nothing. Groups of a kind that the agent
 * must not own are never its own (rule R26).
 */
import { type ObjectGuid, type SourceAnchor } from '../contract/identifiers.ts';
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
export declare function ownGroupIn({ uniqueName, kind, values: { ownershipMark } }: TenantGroup, { configurationId, links }: GroupOwner): OwnGroup | null;
