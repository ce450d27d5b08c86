/** What the guard holds, and what people decided about it (rule R12). To look, to change the agent and to approve are three permissions. */
import { z } from 'zod';
import { changeDigestSchema, findingDigestSchema, objectGuidSchema, runIdSchema } from './identifiers.ts';
import { changeSchema, findingSchema } from './plan.ts';
import { page, pageRequest, type RequestSpecification } from './request-specification.ts';

const instant = z.iso.datetime();

/** Of one held change and one kind of danger: what a person decided. Both end when the change is not due any more, with the next decision and when they are taken back; an approval by itself as well. */
export const decisionSchema = z.object({
  verdict: z.enum(['approved', 'rejected']),
  digest: changeDigestSchema,
  /** Of which the finding spoke, such as `disables` or `sameAttribute department`. */
  kind: z.string(),
  by: z.string(),
  at: instant,
  /** Null for a rejection. */
  expiresAt: instant.nullable(),
  /** What the change would do, in words. Not known of decisions from before that was kept, nor is what follows. */
  what: z.string().nullable().optional(),
  /** The object of the change, and of a link the one that it leads to. */
  objectGuids: z.array(objectGuidSchema).readonly().optional(),
  /** With which finding the change was approved or rejected; null where it was named by itself. */
  finding: findingDigestSchema.nullable().optional(),
  /** Of an approval: a run attempted the change, and nobody saw yet what became of that. Agents that do not say it cannot tell. */
  isAttempted: z.boolean().optional(),
});
export type Decision = z.infer<typeof decisionSchema>;

/** A held change with the findings that hold it and what was decided since. */
export const heldChangeSchema = z.object({
  change: changeSchema,
  kinds: z.array(z.string()).readonly(),
  /** Those of the kinds from which somebody had rejected it before the run: no finding of theirs counts it, but `rejected` does. */
  rejectedFrom: z.array(z.string()).readonly().optional(),
  decisions: z.array(decisionSchema).readonly(),
});
export type HeldChange = z.infer<typeof heldChangeSchema>;

/** This object is not counted and not held for this kind, until that ends or is taken back. */
export const exemptionSchema = z.object({
  objectGuid: objectGuidSchema,
  kind: z.string(),
  by: z.string(),
  at: instant,
  /** Null from agents whose exemptions did not end. */
  expiresAt: instant.nullable().default(null),
  /** Null when the provisioning log has nothing about it. */
  name: z.string().nullable().default(null),
  /** With which finding it was given: all of these are taken back by its digest. Null where the object was named by itself. */
  finding: findingDigestSchema.nullable().optional(),
});
export type Exemption = z.infer<typeof exemptionSchema>;

/** Who decides, by the name that the client gives; the door proves only that it may. */
const person = z.string().trim().min(1).max(200);
/** Either a whole finding, as its digest names it, or single changes. */
const subject = {
  person,
  finding: findingDigestSchema.nullable().default(null),
  digests: z.array(changeDigestSchema).max(1000).readonly().default([]),
};

/** As long as an approval lasts; who needs longer says so, and is asked again a year later at the latest. */
export const usualExemptDays = 7;
export const mostExemptDays = 365;

export const approvalRequests = {
  /** The findings that hold something since the newest run that read everything. */
  'approvals.findings': {
    parameters: z.object({}),
    reply: z.object({ runId: runIdSchema.nullable(), findings: z.array(findingSchema).readonly() }),
    permission: 'read',
    since: 3,
  },
  /** What these findings hold, page by page. @param kind only what this one holds */
  'approvals.list': {
    parameters: z.object({ kind: z.string().max(200).nullable().default(null), ...pageRequest }),
    reply: page(heldChangeSchema),
    permission: 'read',
    since: 3,
  },
  /**
   * Lets held changes go in the next run. It is refused when a finding no longer holds exactly what its digest covers, or a change
   * is not held any more: whoever approves knows what. What somebody rejected is let go only where it is named by itself.
   */
  'approvals.approve': {
    parameters: z.object({ ...subject, days: z.int().min(1).max(90).default(7) }),
    reply: z.object({
      changes: z.int(),
      expiresAt: instant,
      /** So many of the finding somebody rejected: they stay held. */
      rejected: z.int().optional(),
    }),
    permission: 'approve',
    since: 3,
  },
  /**
   * What was approved, by a change or with a finding as its digest was then, and was not made yet, is held again from the next run on.
   * What was rejected counts like any other change from then on: the limits alone hold it.
   */
  'approvals.takeBack': {
    parameters: z.object({
      ...subject,
      /** What is taken back. Agents that do not know it take approvals back alone. */
      verdict: z.enum(['approved', 'rejected']).default('approved'),
    }),
    reply: z.object({ changes: z.int() }),
    permission: 'approve',
    since: 3,
  },
  /**
   * Holds these changes, also when there are fewer than the limit, until somebody approves them or takes that back, or they are not due any
   * more. What is approved and not made yet can be named by itself, whatever holds it: its approval is over.
   */
  'approvals.reject': {
    parameters: z.object(subject),
    reply: z.object({ changes: z.int() }),
    permission: 'approve',
    since: 3,
  },
  /**
   * One object from one kind of danger, or all that a finding holds, but for what somebody rejected, from the kind of the finding. Taken
   * back: all that were given with it.
   */
  'approvals.exempt': {
    parameters: z.object({
      person,
      subject: z.union([
        z.strictObject({ objectGuid: objectGuidSchema, kind: z.string().min(1).max(200) }),
        z.strictObject({ finding: findingDigestSchema }),
      ]),
      /** False takes exemptions back. */
      isExempt: z.boolean().default(true),
      /** For how long; one that is given again ends anew. */
      days: z.int().min(1).max(mostExemptDays).default(usualExemptDays),
    }),
    reply: z.object({
      objects: z.int(),
      /** Null when exemptions were taken back, and from agents whose exemptions did not end. */
      expiresAt: instant.nullable().default(null),
      /** So many changes of the finding somebody rejected: nobody is exempt for them. */
      rejected: z.int().optional(),
    }),
    permission: 'approve',
    since: 3,
  },
  /** Everything in force: approvals that wait for their run, rejections, exemptions. */
  'approvals.decisions': {
    parameters: z.object({}),
    reply: z.object({
      decisions: z.array(decisionSchema).max(1000).readonly(),
      exemptions: z.array(exemptionSchema).readonly(),
    }),
    permission: 'read',
    since: 3,
  },
} as const satisfies Record<string, RequestSpecification>;
