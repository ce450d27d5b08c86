/** Dangers to the name under which people sign in. */
import type { AttributeChange, Change } from '../../contract/plan.ts';
import { type GuardKind } from './guard-kind.ts';
/** A suffix that is not, or no longer, verified in the tenant must never move a person's sign-in name silently (rule R31). */
export declare const initialDomainMoves: GuardKind;
export declare const signInNames: GuardKind;
export declare function renamesOf(change: Change): readonly AttributeChange[];
export declare function suffixOf(name: unknown): string;
