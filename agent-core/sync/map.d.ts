/** Step 3: the tenant user each object in scope should be. Whatever is ambiguous or does not fit is held, with both sides named. */
import type { ObjectGuid, SourceAnchor } from '../contract/identifiers.ts';
import type { HeldObject } from '../contract/plan.ts';
import type { MatchingSettings, NewUserSettings } from '../contract/settings.ts';
import type { DirectoryObject } from './directory-source.ts';
import { type MatchKeys } from './match-keys.ts';
import { type Ownership } from './ownership-mark.ts';
import type { Scoped } from './scope.ts';
import type { Organization, TenantUserValues } from './tenant.ts';
export interface MapContext {
    readonly organization: Organization;
    readonly newUsers: NewUserSettings;
    readonly matching: MatchingSettings;
    /** The anchors by which objects were joined in earlier runs. */
    readonly links: ReadonlyMap<ObjectGuid, SourceAnchor>;
    /** Null where no directory extension is known that could carry the mark. */
    readonly ownership: Ownership | null;
}
/** What a tenant user should be. An attribute that is not named here is left as it is. */
export interface DesiredUser {
    readonly object: DirectoryObject;
    readonly anchor: SourceAnchor;
    /** It was joined to its tenant user in an earlier run. */
    readonly isLinked: boolean;
    readonly matchBy: MatchKeys;
    readonly always: TenantUserValues & {
        readonly userPrincipalName: string;
        readonly accountEnabled: boolean;
    };
    readonly atCreation: TenantUserValues;
}
/** An object that is held although its owner has left: whatever else is wrong with it, sign-in must be blocked. */
export interface Leaver {
    readonly object: DirectoryObject;
    readonly anchor: SourceAnchor;
    /** It was joined to its tenant user in an earlier run; if not, only the mark can tell that the account is theirs. */
    readonly isLinked: boolean;
}
/** Somebody who is seen outside the scope and may have been in it. */
export interface LeftScope {
    readonly object: DirectoryObject;
    /** By which the tenant user was joined. */
    readonly anchor: SourceAnchor;
    readonly rule: string;
    /** Whether it is known from an earlier run that the tenant user was joined; if not, only the mark can tell. */
    readonly isLinked: boolean;
}
export interface Mapped {
    readonly desired: readonly DesiredUser[];
    readonly held: readonly HeldObject[];
    readonly leavers: readonly Leaver[];
    readonly leftScope: readonly LeftScope[];
}
/** A tenant that could not be read gives no context; then nothing can be said about any object. */
export declare function mapObjects(scoped: Scoped, context: MapContext | null): Mapped;
