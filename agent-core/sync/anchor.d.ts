/**
 * The anchor joins a directory object to its tenant user, for life.
 *
 *     directory object                              tenant user
 *     objectGUID ................ our key           id .................. its key
 *     mS-DS-ConsistencyGuid, if set  --+
 *                                      +- base64 -> onPremisesImmutableId
 *     objectGUID otherwise  -----------+
 *
 * objectGUID changes when an object moves to another forest, so organisations copy the old one to mS-DS-ConsistencyGuid before
 * they migrate; then that attribute wins. Both are 16 raw bytes, written as base64 as Entra Connect and Cloud Sync do.
 * What we know about an object is keyed by objectGUID and never by the anchor (rule R2): the anchor can be copied by mistake,
 * cleared or changed, and each of these must be noticed instead of leading to a second account.
 */
import { type SourceAnchor } from '../contract/identifiers.ts';
import { type Result } from '../contract/result.ts';
import { type DirectoryObject } from './directory-source.ts';
export declare function anchorOf(object: DirectoryObject): Result<SourceAnchor>;
