/** Dangers to what people belong to: a group that is emptied by mistake takes access, and perhaps licences, from all who were in it. */
import { type GuardKind } from './guard-kind.ts';
/** Whoever loses a licence can lose a mailbox with it (rule R25). */
export declare const licenceRemovals: GuardKind;
/** As a share of the company, a team that is emptied is nothing. */
export declare const emptiedGroups: GuardKind;
export declare const memberRemovals: GuardKind;
