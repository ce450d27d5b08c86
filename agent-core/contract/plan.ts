/** A plan is plain data: what would change, with before and after, in the order it would be done. It can be stored, printed and compared. */
import { z } from 'zod';
import { changeDigestSchema, objectGuidSchema, sourceAnchorSchema, tenantObjectIdSchema } from './identifiers.ts';
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

const changeBase = {
  digest: changeDigestSchema,
  objectGuid: objectGuidSchema,
  anchor: sourceAnchorSchema,
  displayName: z.string(),
  userPrincipalName: z.string(),
  attributes: z.array(attributeChangeSchema).readonly(),
};

/** `disable` and `enable` are updates that change whether the person may sign in; they stand alone so that the guard can see them. */
export const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('create'), ...changeBase }),
  z.object({ kind: z.literal('update'), tenantObjectId: tenantObjectIdSchema, ...changeBase }),
  z.object({ kind: z.literal('disable'), tenantObjectId: tenantObjectIdSchema, ...changeBase }),
  z.object({ kind: z.literal('enable'), tenantObjectId: tenantObjectIdSchema, ...changeBase }),
]);
export type Change = z.infer<typeof changeSchema>;
export type ChangeKind = Change['kind'];

/** An object that is left alone although something may be due, and why. */
export const heldObjectSchema = z.object({
  objectGuid: objectGuidSchema,
  displayName: z.string(),
  userPrincipalName: z.string().nullable(),
  problem: problemSchema,
});
export type HeldObject = z.infer<typeof heldObjectSchema>;

/** What the guard says, with both numbers: how many there are and how many are allowed. */
export const findingSchema = z.object({
  problem: problemSchema,
  found: z.int(),
  allowed: z.int(),
  /** Digests of the changes it holds. */
  holds: z.array(changeDigestSchema).readonly(),
});
export type Finding = z.infer<typeof findingSchema>;

export const changeCountsSchema = z.object({
  create: z.int(),
  update: z.int(),
  disable: z.int(),
  enable: z.int(),
});
export type ChangeCounts = z.infer<typeof changeCountsSchema>;
