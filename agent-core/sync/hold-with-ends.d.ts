import type { Change } from '../contract/plan.ts';
import type { HeldChange } from './guard.ts';
import type { Plan } from './plan.ts';
/** @param allowed what would be made @returns those that cannot be, since nothing makes what they lead to or from */
export declare function holdWithEnds({ changes, tenantIds }: Plan, allowed: readonly Change[]): readonly HeldChange[];
