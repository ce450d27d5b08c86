/** Identifiers that look alike and must never be mixed are branded; each is parsed once, where it enters. */
import { z } from 'zod';
import { guidPattern } from './is-guid.ts';

/** objectGUID in its usual text form, lower case: the key of everything we know about a directory object (rule R2). */
export const objectGuidSchema = z
  .string()
  .regex(guidPattern, 'must be an objectGUID in lower case, such as 2f1c0a9e-3b5d-4e7f-8a6b-0c1d2e3f4a5b')
  .brand<'ObjectGuid'>();
export type ObjectGuid = z.infer<typeof objectGuidSchema>;
/** What the schema says, for values that are looked at again and again: of a hundred thousand objects, in every step. */
export const isObjectGuid = (value: string | null): value is ObjectGuid => value !== null && guidPattern.test(value);

const sourceAnchorPattern = /^[A-Za-z0-9+/]{22}==$/;
/** Base64 of 16 raw bytes, as the tenant keeps it in onPremisesImmutableId: joins the two sides and nothing else. */
export const sourceAnchorSchema = z.string().regex(sourceAnchorPattern).brand<'SourceAnchor'>();
export type SourceAnchor = z.infer<typeof sourceAnchorSchema>;
/** As isObjectGuid. */
export const isSourceAnchor = (value: string | null): value is SourceAnchor =>
  value !== null && sourceAnchorPattern.test(value);

/** The id that Microsoft Graph gives an object. Opaque: it is compared, never computed. */
export const tenantObjectIdSchema = z.string().min(1).max(128).brand<'TenantObjectId'>();
export type TenantObjectId = z.infer<typeof tenantObjectIdSchema>;

export const runIdSchema = z.uuid().brand<'RunId'>();
export type RunId = z.infer<typeof runIdSchema>;

/** SHA-256, hex, of what a change would do. An approval binds to it, so it may not depend on anything else (rule R12). */
export const changeDigestSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'ChangeDigest'>();
export type ChangeDigest = z.infer<typeof changeDigestSchema>;

/** SHA-256, hex, of everything that a finding holds: a newcomer makes it another one (rule R12). */
export const findingDigestSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'FindingDigest'>();
export type FindingDigest = z.infer<typeof findingDigestSchema>;
