/** The danger of making accounts ours that somebody else made: from then on the agent may delete them (rules R3, R28). */
import type { Change } from '../../contract/plan.ts';
import { type GuardFacts, type GuardKind } from './guard-kind.ts';
export declare const takeovers: GuardKind;
/**
 * What this agent joined before there were marks is its own already, and only gets one. Where there are no marks, the first change of an
 * account that was never joined is what makes it ours.
 */
export declare function isTakeover(change: Change, { links, hasMarks }: GuardFacts): boolean;
/** Nothing but a name or an address says whose the account is: it carries no anchor yet (rule R28). */
export declare const isMatch: (change: Change) => boolean;
