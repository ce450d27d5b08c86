/** Step 3, for groups: the tenant group that each group in scope should be. */
import { type SourceAnchor } from '../contract/identifiers.ts';
import type { HeldObject } from '../contract/plan.ts';
import { type DirectoryGroup } from './directory-source.ts';
import { type Ownership } from './ownership-mark.ts';
import type { ScopedObject } from './scope.ts';
import type { ScopedGroups } from './scope-groups.ts';
import type { TenantGroupValues } from './tenant-groups.ts';
/** What a tenant group should be. An attribute that is not named here is left as it is. */
export interface DesiredGroup {
    readonly group: DirectoryGroup;
    /** Base64 of objectGUID: groups are known by it alone, in the tenant as their uniqueName (rule R2). */
    readonly anchor: SourceAnchor;
    readonly always: TenantGroupValues;
    readonly atCreation: TenantGroupValues;
}
export interface MappedGroups {
    readonly desired: readonly DesiredGroup[];
    readonly held: readonly HeldObject[];
    readonly outOfScope: readonly ScopedObject[];
    readonly notWritable: readonly HeldObject[];
    /** Nobody knows whether they are in scope; held where they are in the tenant. */
    readonly undecided: readonly HeldObject[];
}
export declare function mapGroups({ inScope, outOfScope, notWritable, undecided }: ScopedGroups, ownership: Ownership | null): MappedGroups;
