/**
 * "Why is this person missing?": what the scope says of an object of the directory, and what runs left undone about it. Answered from
 * what was read last, by the settings that hold now.
 */
import { z } from 'zod';
import { decisionSchema, exemptionSchema } from './approval-requests.ts';
import { objectGuidSchema, runIdSchema, tenantObjectIdSchema } from './identifiers.ts';
import { objectTypeSchema } from './plan.ts';
import { problemSchema } from './problem.ts';
import { page, pageRequest, type RequestSpecification } from './request-specification.ts';
import { reportEntrySchema } from './run-report.ts';

const instant = z.iso.datetime();

/** What is said of an object, always with the rule that said so. */
export const scopeAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('in'), rule: z.string() }),
  /** By a default exclusion, whatever the scope is. */
  z.object({ kind: z.literal('excluded'), rule: z.string() }),
  /** By the scope that the settings name. */
  z.object({ kind: z.literal('out'), rule: z.string() }),
  /** Something that the scope is made of could not be found or read. */
  z.object({ kind: z.literal('undecided'), rule: z.string() }),
  /** In scope, and nothing that Graph lets an application write (rule R26). */
  z.object({ kind: z.literal('notWritable'), rule: z.string(), problem: problemSchema }),
]);
export type ScopeAnswer = z.infer<typeof scopeAnswerSchema>;

const named = {
  objectType: objectTypeSchema,
  objectGuid: objectGuidSchema,
  displayName: z.string(),
  userPrincipalName: z.string().nullable(),
};

/** Why objects are not synchronised. */
export const reasonKindSchema = z.enum(['excluded', 'out', 'undecided', 'notWritable', 'held']);
export type ReasonKind = z.infer<typeof reasonKindSchema>;

/** More are not told of; then the name has to say more. */
export const mostFound = 20;

/** Who is left out of the tenant, and by which reason: the rule, or what the problem is called, with its code. */
export const leftOutMemberSchema = z.object({
  ...named,
  kind: reasonKindSchema,
  text: z.string(),
  code: z.string().nullable(),
});
export type LeftOutMember = z.infer<typeof leftOutMemberSchema>;

export const foundObjectSchema = z.object({
  ...named,
  domain: z.string(),
  distinguishedName: z.string(),
  answer: scopeAnswerSchema,
  /** Its counterpart in the tenant, as far as the two are known to be joined. */
  tenantObjectId: tenantObjectIdSchema.nullable(),
  /** False where a run attempted to make or remove it, and nobody saw what became of that. Agents that do not say it cannot tell. */
  isCounterpartKnown: z.boolean().default(true),
  /** When the agent deleted what it was joined with, where nothing is joined since. Left out: it did not. Agents that do not say it cannot tell. */
  deletedAt: instant.optional(),
  /** What is held, failed or waits about it, and what was attempted and nobody saw the end of. */
  entries: z.array(reportEntrySchema).readonly(),
  /** What there is to know besides, that holds nothing: an account that has expired. Agents that do not say it know of none. */
  notes: z.array(problemSchema).readonly().default([]),
  /** Of a group: who of its direct members is left out, the first of them. Agents that do not say it do not know. */
  membersLeftOut: z
    .object({ count: z.int(), first: z.array(leftOutMemberSchema).max(mostFound).readonly() })
    .optional(),
});
export type FoundObject = z.infer<typeof foundObjectSchema>;

/** @returns until when a user that was deleted then can be brought back */
export const restorableUntil = (deletedAt: string): string =>
  new Date(Date.parse(deletedAt) + 30 * 86_400_000).toISOString();

/** What an answer rests on. */
export const readingBasisSchema = z.object({
  /** The newest run that has ended; null when there was none. It is whole when it read both sides to the end. */
  run: z
    .object({
      runId: runIdSchema,
      startedAt: instant,
      isWhole: z.boolean(),
      /** Where the agent did not live to end it: whether it had begun to write, which it does only after it has read. Agents that do not say it do not tell that from a side that could not be read. */
      brokeOff: z.enum(['writing', 'before']).optional(),
    })
    .nullable(),
  /**
   * The last run that was whole, where the newest was not; null otherwise. What it left undone, and no later run did, is told with what the newest
   * says. Agents that do not say it tell of the newest run alone.
   */
  lastWhole: z.object({ runId: runIdSchema, startedAt: instant }).nullable().optional(),
  domains: z
    .array(
      z.object({
        name: z.string(),
        /** When it was read last; null where nothing of it is remembered, so that nothing can be said of its objects. */
        readAt: instant.nullable(),
      }),
    )
    .readonly(),
});
export type ReadingBasis = z.infer<typeof readingBasisSchema>;

export const leftOutReasonSchema = z.object({
  /** Names it in `objects.leftOut`; the same from run to run. */
  id: z.string(),
  kind: reasonKindSchema,
  /** The rule, or what the problem is called. */
  text: z.string(),
  /** Code of the problem; null for a rule. */
  code: z.string().nullable(),
  users: z.int(),
  groups: z.int(),
  contacts: z.int(),
});
export type LeftOutReason = z.infer<typeof leftOutReasonSchema>;

export const leftOutObjectSchema = z.object({
  ...named,
  /** Null of what the directory does not show any more. */
  distinguishedName: z.string().nullable(),
  /** Null for a rule. */
  problem: problemSchema.nullable(),
});
export type LeftOutObject = z.infer<typeof leftOutObjectSchema>;

export const objectRequests = {
  /**
   * @param name objectGUID, distinguished name, sign-in name, account name, mail address or display name, in full; where nothing is called
   * that, everything that has it in one of its names
   */
  'objects.find': {
    parameters: z.object({ name: z.string().trim().min(1).max(2048) }),
    reply: z.object({
      basis: readingBasisSchema,
      objects: z.array(foundObjectSchema).max(mostFound).readonly(),
      hasMore: z.boolean(),
      /** The same of such objects that the directory does not show any more. */
      gone: z.array(reportEntrySchema).max(mostFound).readonly(),
      /** Whom the provisioning log knows by a name that has this in it, and nothing is remembered of in the directory, where nobody is called exactly that now. */
      former: z
        .array(z.object({ objectGuid: objectGuidSchema, displayName: z.string() }))
        .max(mostFound)
        .readonly()
        .optional(),
      /** Of all of these. Agents that do not say it have none to tell of. */
      exemptions: z.array(exemptionSchema).readonly().default([]),
      /** What is approved about them and not made yet. */
      approvals: z.array(decisionSchema).readonly().optional(),
      /** What is rejected about them, whether it is due now or not. */
      rejections: z.array(decisionSchema).readonly().optional(),
    }),
    permission: 'read',
    since: 3,
  },
  /** Everything that keeps objects from being synchronised, with how many it keeps. Computers are nobody. */
  'objects.reasons': {
    parameters: z.object({}),
    reply: z.object({
      basis: readingBasisSchema,
      reasons: z.array(leftOutReasonSchema).readonly(),
      /**
       * What the newest run says of people who are synchronised, but not as somebody may think, and of groups that the settings name in vain.
       * Earlier agents do not say it.
       */
      notes: z.array(problemSchema).readonly().default([]),
    }),
    permission: 'read',
    since: 3,
  },
  /** Whom one of these reasons keeps, page by page; nobody when there is no such reason any more. */
  'objects.leftOut': {
    parameters: z.object({ reason: z.string().max(64), ...pageRequest }),
    reply: page(leftOutObjectSchema),
    permission: 'read',
    since: 3,
  },
} as const satisfies Record<string, RequestSpecification>;
