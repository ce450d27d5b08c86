import type { ObjectGuid } from '../../contract/identifiers.ts';
import type { AttributeChange, Change } from '../../contract/plan.ts';
import { type GuardKind } from './guard-kind.ts';
/** Values that were written as often as this, and did not stay, are contested. */
export declare const mostReverts = 3;
export declare const tugOfWar: GuardKind;
/** One value of one attribute of one object. */
export declare const contestKeyOf: (objectGuid: ObjectGuid, { name, after }: Pick<AttributeChange, 'name' | 'after'>) => string;
type WrittenValue = Pick<AttributeChange, 'name' | 'after'>;
/** What somebody else could write back. Whatever an account or a group is made or brought back with is no answer to anybody. */
export declare function valuesWrittenBy(change: Change): readonly WrittenValue[];
export {};
