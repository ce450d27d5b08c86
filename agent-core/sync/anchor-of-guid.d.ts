/** The anchor of what is known by its objectGUID alone, where the object is not there any more to say it (rule R2). */
import { type ObjectGuid, type SourceAnchor } from '../contract/identifiers.ts';
/** Base64 of its 16 raw bytes, of which the first three groups are little-endian ([MS-DTYP] 2.3.4.2). */
export declare function anchorOfGuid(objectGuid: ObjectGuid): SourceAnchor;
