/** Dangers to the accounts that administer the tenant: whoever can change them from the directory can have the tenant (rule R27). */
import type { Change } from '../../contract/plan.ts';
import { type GuardFacts, type GuardKind } from './guard-kind.ts';
/** Only somebody who has left is blocked without asking: that can wait for nobody. */
export declare const privileged: GuardKind;
/**
 * While nobody knows who holds a role, nobody is taken over. Where that was known before, or could not be asked, nobody is deleted, blocked
 * for leaving the scope or renamed either: whoever was made an administrator since would be treated like everybody else.
 */
export declare const rolesUnreadable: GuardKind;
export declare const isPrivilegedLeaver: (change: Change, facts: GuardFacts) => boolean;
/** Nobody can approve that: a name or an address in the directory would be worth a role (rule R28). */
export declare const isPrivilegedMatch: (change: Change, facts: GuardFacts) => boolean;
type ChangeOfAccount = Exclude<Change, {
    readonly kind: 'create' | 'link' | 'unlink';
}>;
/** It changes a user that is in the tenant. */
export declare function reachesAccount(change: Change): change is ChangeOfAccount;
export {};
