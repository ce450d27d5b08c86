/** The groups of the tenant, and the links between its objects, as the eight steps see them. */
import type { TenantObjectId } from '../contract/identifiers.ts';
import type { AttributeValue } from '../contract/plan.ts';
import type { Result } from '../contract/result.ts';
import type { Reading } from './reading.ts';
/** The group properties that Bridgehead manages, by their Microsoft Graph names; the mark stands in a property with a name of its own. */
export declare const tenantGroupAttributes: readonly ['displayName', 'description', 'mailNickname', 'securityEnabled', 'mailEnabled', 
/** Tells that the group is this agent's, and for which object of which domain it was made. */
'ownershipMark'];
export type TenantGroupAttribute = (typeof tenantGroupAttributes)[number];
export type TenantGroupValues = Readonly<Partial<Record<TenantGroupAttribute, AttributeValue>>>;
/** What a group of the tenant is. Only a plain security group is one that the agent may keep (rule R26). */
export type TenantGroupKind = 'security' | 'mailEnabled' | 'unified' | 'dynamic' | 'roleAssignable' | 'managementRestricted' | 'synchronisedElsewhere';
export interface TenantGroup {
    readonly tenantObjectId: TenantObjectId;
    /** Given once, at creation, and never changed: ours is the objectGUID of the directory's group. */
    readonly uniqueName: string | null;
    readonly kind: TenantGroupKind;
    /** Its members have licences because of it: losing the membership can take a mailbox away (rule R25). */
    readonly hasLicences: boolean;
    readonly values: TenantGroupValues;
}
export declare const nameOfTenantGroup: ({ values, tenantObjectId }: TenantGroup) => string;
export interface TenantGroupReader {
    readGroups(signal: AbortSignal): Promise<Reading<TenantGroup>>;
    /** The direct members of one group, of whatever kind. */
    readMembers(group: TenantObjectId, signal: AbortSignal): Promise<Reading<TenantObjectId>>;
}
/** All of it can be done twice: what is already as it should be is success (rule R30). */
export interface TenantGroupWriter {
    /** @param uniqueName a group that has it already gets these values instead */
    createGroup(uniqueName: string, values: TenantGroupValues, signal: AbortSignal): Promise<Result<TenantObjectId>>;
    updateGroup(id: TenantObjectId, values: TenantGroupValues, signal: AbortSignal): Promise<Result<void>>;
    /** Cannot be counted on to be undone: most tenants keep no deleted security groups. One that is not there any more is deleted. */
    deleteGroup(id: TenantObjectId, signal: AbortSignal): Promise<Result<void>>;
    /** Adding many to one group at the same time takes few requests. */
    addMember(group: TenantObjectId, member: TenantObjectId, signal: AbortSignal): Promise<Result<void>>;
    /** Ends the membership and touches neither of the two. */
    removeMember(group: TenantObjectId, member: TenantObjectId, signal: AbortSignal): Promise<Result<void>>;
    setManager(user: TenantObjectId, manager: TenantObjectId, signal: AbortSignal): Promise<Result<void>>;
    clearManager(user: TenantObjectId, signal: AbortSignal): Promise<Result<void>>;
}
