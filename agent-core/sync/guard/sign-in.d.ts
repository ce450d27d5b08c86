/** Dangers to whether people may sign in. */
import { type GuardKind } from './guard-kind.ts';
/** Somebody blocked the account in the tenant, perhaps because it was attacked. That decision is not ours to undo (rule R13). */
export declare const foreignBlocks: GuardKind;
export declare const disables: GuardKind;
export declare const enables: GuardKind;
