/** A plan is plain data: what would change, with before and after, in the order it would be done. It can be stored, printed and compared. */
import { z } from 'zod';
import {
  changeDigestSchema,
  findingDigestSchema,
  objectGuidSchema,
  sourceAnchorSchema,
  tenantObjectIdSchema,
} from './identifiers.ts';
import { problemSchema } from './problem.ts';

/** What an attribute of a tenant object can hold here: one value, several, or nothing. */
export const attributeValueSchema = z.union([z.string(), z.boolean(), z.array(z.string()).readonly(), z.null()]);
export type AttributeValue = z.infer<typeof attributeValueSchema>;

export const attributeChangeSchema = z.object({
  name: z.string(),
  before: attributeValueSchema,
  after: attributeValueSchema,
});
export type AttributeChange = z.infer<typeof attributeChangeSchema>;

export const objectTypeSchema = z.enum(['user', 'group', 'contact']);
export type ObjectType = z.infer<typeof objectTypeSchema>;

/** What an object is; records from before there were groups do not say it. */
const objectType = objectTypeSchema.default('user');

/** Why an object may be removed. That it was not read is never the reason (rule R1). */
export const evidenceSchema = z.discriminatedUnion('kind', [
  /** The directory keeps what is left of it among its deleted objects. `deletedAt` is null where the directory does not say. */
  z.object({
    kind: z.literal('tombstone'),
    domain: z.string(),
    controller: z.string(),
    deletedAt: z.iso.datetime().nullable(),
  }),
  /** It was read, and this rule puts it out of scope. */
  z.object({ kind: z.literal('outOfScope'), rule: z.string() }),
]);
export type Evidence = z.infer<typeof evidenceSchema>;

const changeBase = {
  digest: changeDigestSchema,
  objectType,
  objectGuid: objectGuidSchema,
  anchor: sourceAnchorSchema,
  displayName: z.string(),
  /** Null for what has none. */
  userPrincipalName: z.string().nullable(),
  attributes: z.array(attributeChangeSchema).readonly(),
};

/** What a link is about: who belongs to a group, or who somebody's manager is. */
export const linkRelationSchema = z.enum(['members', 'manager']);
export type LinkRelation = z.infer<typeof linkRelationSchema>;

/** The object of the change holds the link, and this one is what it leads to. */
export const linkTargetSchema = z.object({ objectType, objectGuid: objectGuidSchema, displayName: z.string() });
export type LinkTarget = z.infer<typeof linkTargetSchema>;

/** An account of the tenant, as it is called there. */
export const accountNamesSchema = z.object({ displayName: z.string().nullable(), userPrincipalName: z.string() });
export type AccountNames = z.infer<typeof accountNamesSchema>;

const linkBase = {
  ...changeBase,
  /** Null for an object that the same run creates. */
  tenantObjectId: tenantObjectIdSchema.nullable(),
  relation: linkRelationSchema,
  target: linkTargetSchema,
};

/**
 * `disable` and `enable` are updates that change whether the person may sign in; they stand alone so that the guard can see them.
 * `delete` moves a tenant object to the deleted ones, where it stays for 30 days; `restore` brings it back and writes what differs.
 * `link` makes somebody a member or a manager and `unlink` ends that; each is about one link, so that the guard sees every one.
 */
export const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('create'), ...changeBase }),
  z.object({
    kind: z.literal('update'),
    tenantObjectId: tenantObjectIdSchema,
    ...changeBase,
    /** Whose account becomes that of the object, where somebody else made it (rule R28): nothing else tells which one it is. */
    takenOver: accountNamesSchema.optional(),
  }),
  z.object({ kind: z.literal('disable'), tenantObjectId: tenantObjectIdSchema, ...changeBase }),
  z.object({ kind: z.literal('enable'), tenantObjectId: tenantObjectIdSchema, ...changeBase }),
  z.object({
    kind: z.literal('delete'),
    tenantObjectId: tenantObjectIdSchema,
    evidence: evidenceSchema,
    ...changeBase,
  }),
  z.object({ kind: z.literal('restore'), tenantObjectId: tenantObjectIdSchema, ...changeBase }),
  z.object({ kind: z.literal('link'), ...linkBase }),
  z.object({
    kind: z.literal('unlink'),
    ...linkBase,
    /** The group gives its members licences: whoever leaves it can lose a mailbox (rule R25). */
    takesLicences: z.boolean().default(false),
  }),
]);
export type Change = z.infer<typeof changeSchema>;
export type ChangeKind = Change['kind'];
export type LinkChange = Extract<Change, { readonly kind: 'link' | 'unlink' }>;

/** An object that is left alone although something may be due, and why. */
export const heldObjectSchema = z.object({
  objectType,
  objectGuid: objectGuidSchema,
  displayName: z.string(),
  userPrincipalName: z.string().nullable(),
  problem: problemSchema,
});
export type HeldObject = z.infer<typeof heldObjectSchema>;

/** What the guard says, with both numbers: how many there are and how many are allowed. */
export const findingSchema = z.object({
  /** The kind of danger, and of what where a kind is counted apart, such as `sameAttribute department`. Null where nothing can be approved. */
  kind: z.string().nullable().default(null),
  /** Covers what it holds. Left out where only single changes can be approved, or nothing. */
  digest: findingDigestSchema.optional(),
  problem: problemSchema,
  found: z.int(),
  allowed: z.int(),
  /** How many changes wait for a decision. */
  held: z.int().optional(),
  /** Their digests. A report leaves them out: there can be as many as people. */
  holds: z.array(changeDigestSchema).readonly(),
});
export type Finding = z.infer<typeof findingSchema>;

export const changeCountsSchema = z.object({
  create: z.int(),
  update: z.int(),
  disable: z.int(),
  enable: z.int(),
  delete: z.int().default(0),
  restore: z.int().default(0),
  link: z.int().default(0),
  unlink: z.int().default(0),
});
export type ChangeCounts = z.infer<typeof changeCountsSchema>;
