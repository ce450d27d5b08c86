import type { HeldObject } from '../contract/plan.ts';
import type { Difference } from './diff.ts';
import type { TenantUser } from './tenant.ts';
export interface Freed {
    readonly differences: readonly Difference[];
    readonly held: readonly HeldObject[];
}
/** Whoever is held for a value may still be blocked: nobody has to wait for that. @param later what is due in a later run */
export declare function holdTaken(differences: readonly Difference[], existing: readonly TenantUser[], deleted: readonly TenantUser[], later?: readonly Difference[]): Freed;
