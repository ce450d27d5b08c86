/** What a run did, object by object, and in sum. */
import { z } from 'zod';
import { objectGuidSchema, runIdSchema, tenantObjectIdSchema } from './identifiers.ts';
import { changeSchema, findingSchema, heldObjectSchema } from './plan.ts';
import { problemSchema } from './problem.ts';
import { removalWaitSchema, runCountsSchema } from './run-counts.ts';

/** The eight steps of a run, in order. README, logs and windows use the same words. */
export const runSteps = ['import', 'scope', 'map', 'diff', 'plan', 'guard', 'apply', 'record'] as const;
export const runStepSchema = z.enum(runSteps);
export type RunStep = z.infer<typeof runStepSchema>;

/** ISO 8601 in UTC. */
const instant = z.iso.datetime();

/** Neither before nor after stands in the tenant any more when a change was overtaken. */
export const fateSchema = z.enum(['made', 'notMade', 'overtaken']);
export type Fate = z.infer<typeof fateSchema>;

export const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('applied'),
    change: changeSchema,
    tenantObjectId: tenantObjectIdSchema,
    /** Who let it go, if the guard would have held it. */
    approval: z.object({ by: z.string(), at: instant }).optional(),
  }),
  z.object({
    kind: z.literal('failed'),
    change: changeSchema,
    problem: problemSchema,
    /** Null: not by itself any more. Left out: in the next run. */
    nextAttemptAt: instant.nullable().optional(),
  }),
  /** It failed in an earlier run and waits for its next attempt; null: for a change in the directory, or for a person. Since protocol 3. */
  z.object({
    kind: z.literal('waiting'),
    change: changeSchema,
    problem: problemSchema,
    nextAttemptAt: instant.nullable(),
  }),
  /** Held by the guard, because of these findings of the report. The problem is that of the first. */
  z.object({
    kind: z.literal('held'),
    change: changeSchema,
    problem: problemSchema,
    findings: z.array(z.string()).readonly().optional(),
  }),
  /** The run ended before its turn came. */
  z.object({ kind: z.literal('notAttempted'), change: changeSchema }),
  /**
   * It was attempted, and its reply was lost, as the problem says, or the run ended before it learned how that went. `fate` is what a
   * later run found. Since protocol 2.
   */
  z.object({
    kind: z.literal('unknown'),
    change: changeSchema,
    fate: fateSchema.nullable(),
    problem: problemSchema.optional(),
  }),
  /** A preview: nothing was attempted. */
  z.object({ kind: z.literal('previewed'), change: changeSchema }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

export const sideReportSchema = z.object({
  users: z.int(),
  /** Reports from before there were groups do not count them. */
  groups: z.int().default(0),
  isComplete: z.boolean(),
});
export type SideReport = z.infer<typeof sideReportSchema>;

/** One domain of the directory. The others go on when one cannot be read. */
export const domainReportSchema = sideReportSchema.extend({
  domain: z.string(),
  /** Why it was not read completely. */
  problem: problemSchema.nullable(),
  /** Why all of it was read, and not only what had changed. */
  fullRead: problemSchema.nullable().default(null),
});
export type DomainReport = z.infer<typeof domainReportSchema>;

/** A user or group that was seen in an earlier run and not found in this one, and that the tenant still has. */
export const absentObjectSchema = z.object({
  objectType: z.enum(['user', 'group']).default('user'),
  objectGuid: objectGuidSchema,
  displayName: z.string(),
  userPrincipalName: z.string().nullable(),
  /** Of the first run that did not find the object. */
  since: instant,
});
export type AbsentObject = z.infer<typeof absentObjectSchema>;

/** What became of a change that an earlier run did not live to know about. */
export const settledChangeSchema = z.object({ runId: runIdSchema, change: changeSchema, fate: fateSchema });
export type SettledChange = z.infer<typeof settledChangeSchema>;

export const runReportSchema = z.object({
  runId: runIdSchema,
  startedAt: instant,
  durationMs: z.int(),
  result: z.enum(['succeeded', 'succeededWithProblems', 'failed', 'cancelled']),
  steps: z.array(z.object({ step: runStepSchema, durationMs: z.int() })).readonly(),
  /** All domains together. */
  directory: sideReportSchema,
  /** Reports of earlier versions do not tell the domains apart. */
  domains: z.array(domainReportSchema).readonly().default([]),
  tenant: sideReportSchema.extend({
    /** Why all of it was read, and not only what had changed. Left out: it was not, or never could be. */
    fullRead: problemSchema.optional(),
  }),
  counts: runCountsSchema,
  /** What the removals that wait are waiting for, the nearest first. */
  removalWaits: z.array(removalWaitSchema).readonly().default([]),
  /** The first few of those who are absent; each is an entry of the report. */
  absentFirst: z.array(absentObjectSchema).readonly().default([]),
  /** Trouble with the run as a whole; trouble with one object is in its outcome or among the held. */
  problems: z.array(problemSchema).readonly(),
  findings: z.array(findingSchema).readonly(),
  /** The run did not live to write its report: only outcomes are known, not what it read, planned besides them, or how long it took. */
  isBroken: z.boolean().default(false),
  settled: z.array(settledChangeSchema).readonly().default([]),
  /** So much fails that runs start once a day only, until one goes better. */
  quarantine: problemSchema.nullable().default(null),
});
export type RunReport = z.infer<typeof runReportSchema>;

/** One line of a report or plan, pulled page by page: lists can be as long as the directory. */
export const reportEntrySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('outcome'), outcome: outcomeSchema }),
  z.object({ kind: z.literal('held'), held: heldObjectSchema }),
]);
export type ReportEntry = z.infer<typeof reportEntrySchema>;
