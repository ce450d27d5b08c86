import { type GuardKind } from './guard-kind.ts';
/** Somebody deleted the account or the group in the tenant. That decision is not ours to undo (rule R13), be it in the recycle bin or not. */
export declare const foreignDeletions: GuardKind;
export declare const deletes: GuardKind;
/** A group that is created again is another one: licences, assignments of applications and policies are lost (rule R8). */
export declare const groupDeletes: GuardKind;
/** Nobody left the organisation: somebody changed what is in scope, and a slip there looks like everybody leaving. */
export declare const scopeShrink: GuardKind;
