import type { GuardKind } from './guard-kind.ts';
export declare const guardKinds: readonly GuardKind[];
