/** One line of the provisioning log: what was to become of one object, what became of it, when, why, and who wanted it. */
import { z } from 'zod';
import { objectGuidSchema, runIdSchema, sourceAnchorSchema, tenantObjectIdSchema } from './identifiers.ts';
import {
  accountNamesSchema,
  attributeChangeSchema,
  type ChangeKind,
  changeSchema,
  evidenceSchema,
  linkRelationSchema,
  linkTargetSchema,
  objectTypeSchema,
} from './plan.ts';
import { problemSchema } from './problem.ts';
import { runStepSchema } from './run-report.ts';

const changeKinds: readonly ChangeKind[] = changeSchema.options.map(({ shape }) => shape.kind.value);

/** `none`: the object was left alone before it was known what would be due. */
export const provisioningActionSchema = z.enum([...changeKinds, 'none']);
export type ProvisioningAction = z.infer<typeof provisioningActionSchema>;

/** `unknown`: it was attempted, and the run ended before it learned how that went. */
export const provisioningStatusSchema = z.enum(['success', 'failure', 'held', 'skipped', 'unknown']);
export type ProvisioningStatus = z.infer<typeof provisioningStatusSchema>;

/** What a step of the run made of it. Steps that it did not reach are not listed. */
export const provisioningStepSchema = z.object({
  step: runStepSchema,
  result: z.enum(['passed', 'stopped', 'unknown']),
  detail: z.string().nullable(),
});
export type ProvisioningStep = z.infer<typeof provisioningStepSchema>;

const instant = z.iso.datetime();

export const provisioningRecordSchema = z.object({
  /** Counts up in the order in which records were written. A record that is completed later gets a new one. */
  id: z.int(),
  at: instant,
  /** What the tenant took to answer; null where nothing was sent, and for records from before it was measured. */
  durationMs: z.int().nullable(),
  run: z.object({ runId: runIdSchema, startedAt: instant, startedBy: z.string() }),
  action: provisioningActionSchema,
  status: provisioningStatusSchema,
  /** The run before said the very same. */
  isRepeat: z.boolean(),
  /** The object in the directory. */
  source: z.object({ objectType: objectTypeSchema, objectGuid: objectGuidSchema, displayName: z.string() }),
  /** The object in the tenant; its id is null while there is none. */
  target: z.object({
    tenantObjectId: tenantObjectIdSchema.nullable(),
    anchor: sourceAnchorSchema.nullable(),
    userPrincipalName: z.string().nullable(),
  }),
  /** Who was to become, or no longer be, a member or the manager; null for every other action, and from agents that did not say it. */
  link: linkTargetSchema.extend({ relation: linkRelationSchema }).nullable().default(null),
  /** The account that became, or was to become, that of the object, as it was called; null for every other action, and from agents that did not say it. */
  takenOver: accountNamesSchema.nullable().default(null),
  /** Why it did not succeed: code, reason, what it means and what to do. */
  problem: problemSchema.nullable(),
  steps: z.array(provisioningStepSchema).readonly(),
  attributes: z.array(attributeChangeSchema).readonly(),
  /** Who let it go, if the guard would have held it. */
  approval: z.object({ by: z.string(), at: instant }).nullable(),
  /** What shows that a removal is due; null for every other action. */
  evidence: evidenceSchema.nullable(),
});
export type ProvisioningRecord = z.infer<typeof provisioningRecordSchema>;
