/**
 * The mark that tells whose a tenant object is (rule R3). It stands in a directory extension of an application of its own:
 *
 *     <configurationId> <domainGuid> <objectGuid>       one blank between, lower case
 *
 * The anchor alone proves nothing: other programs write it too, and people copy it. Only what carries the mark of this
 * configuration and of the object that is meant is deleted, restored or unlinked.
 */
import { type ObjectGuid } from '../contract/identifiers.ts';
export interface Ownership {
    readonly configurationId: string;
    /** objectGUID of each domain, by its DNS name. */
    readonly domainGuids: ReadonlyMap<string, ObjectGuid>;
}
/** Problems do not arise: a domain whose GUID is not known was not read. */
export declare function ownershipMarkOf({ configurationId, domainGuids }: Ownership, object: {
    readonly objectGuid: ObjectGuid;
    readonly domain: string;
}): string;
export type MarkOwner = 'nobody' | 'ours' | 'another';
/** An object that moved to another domain is still the same one. What cannot be read is somebody else's. */
export declare function ownerOfMark(mark: unknown, configurationId: string, objectGuid: ObjectGuid): MarkOwner;
/** What a mark of this configuration is about; null for any other. */
export declare function objectOfMark(mark: unknown, configurationId: string): {
    readonly domainGuid: string;
    readonly objectGuid: ObjectGuid;
} | null;
/** The object that a mark names, whoever's mark it is. */
export declare function objectInMark(mark: unknown): ObjectGuid | null;
