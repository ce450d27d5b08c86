import type { Change } from '../contract/plan.ts';
import type { HeldChange } from './guard.ts';
import type { Plan } from './plan.ts';
/** @param allowed what would be made @returns those that need a name which is given up by nothing of that */
export declare function holdWithoutName({ changes }: Plan, allowed: readonly Change[]): readonly HeldChange[];
