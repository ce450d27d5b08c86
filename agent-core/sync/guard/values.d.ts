import { type GuardKind } from './guard-kind.ts';
export declare const clearedValues: GuardKind;
export declare const sameAttribute: GuardKind;
