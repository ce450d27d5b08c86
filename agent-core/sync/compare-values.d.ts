/** Compares what an object of the tenant holds with what it should hold. */
import type { AttributeChange, AttributeValue } from '../contract/plan.ts';
/** Attributes that `desired` does not name are not compared. The order is that of the attribute list, so plans can be compared. */
export declare function compareValues<Name extends string>(names: readonly Name[], existing: Readonly<Partial<Record<Name, AttributeValue>>>, desired: Readonly<Partial<Record<Name, AttributeValue>>>): readonly AttributeChange[];
/** Both sides are canonical; nothing and an empty list are the same. */
export declare function isSame(before: AttributeValue, after: AttributeValue): boolean;
