/** The provisioning log, pulled by cursor: what is not asked for is not sent. */
import { z } from 'zod';
import { runIdSchema } from './identifiers.ts';
import { provisioningActionSchema, provisioningRecordSchema, provisioningStatusSchema } from './provisioning-record.ts';
import { page, type RequestSpecification } from './request-specification.ts';

const instant = z.iso.datetime().nullable().default(null);

/** Which records; those that fulfil everything that is not null. */
export const provisioningFilterSchema = z.object({
  /** objectGUID, or a name that it has or had: sign-in name or display name. Also what makes it a member or a manager. */
  object: z.string().min(1).max(1024).nullable().default(null),
  runId: runIdSchema.nullable().default(null),
  action: provisioningActionSchema.nullable().default(null),
  status: provisioningStatusSchema.nullable().default(null),
  /** Not before this. */
  from: instant,
  /** Before this. */
  until: instant,
  /** Also what says the very same as the run before. */
  withRepeats: z.boolean().default(false),
});
export type ProvisioningFilter = z.infer<typeof provisioningFilterSchema>;

export const provisioningQuerySchema = provisioningFilterSchema.extend({
  order: z.enum(['newest', 'oldest']).default('newest'),
  /** `next` of the page before; null begins at the end that `order` names. */
  cursor: z.int().min(0).nullable().default(null),
  limit: z.int().min(1).max(500).default(100),
});
export type ProvisioningQuery = z.infer<typeof provisioningQuerySchema>;

export const provisioningRequests = {
  /** A page may hold fewer than `limit` although there are more: `next` tells. */
  'provisioning.read': {
    parameters: provisioningQuerySchema,
    reply: page(provisioningRecordSchema),
    permission: 'read',
    since: 3,
  },
} as const satisfies Record<string, RequestSpecification>;
