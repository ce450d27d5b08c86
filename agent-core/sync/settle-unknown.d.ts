import type { ObjectGuid, SourceAnchor } from '../contract/identifiers.ts';
import type { SettledChange } from '../contract/run-report.ts';
import type { ImportedGroups } from './import-groups.ts';
import type { UnknownChange } from './memory.ts';
import type { Reading } from './reading.ts';
import type { TenantUser } from './tenant.ts';
export interface ReadTenant {
    readonly users: Reading<TenantUser>;
    readonly groups: Pick<ImportedGroups, 'tenant' | 'members'>;
    /** The anchors by which objects were joined in earlier runs. */
    readonly links: ReadonlyMap<ObjectGuid, SourceAnchor>;
}
/** A reading that ended early settles nothing: what it does not contain may be there (rule R1). */
export declare function settleUnknown(unknown: readonly UnknownChange[], tenant: ReadTenant): readonly SettledChange[];
