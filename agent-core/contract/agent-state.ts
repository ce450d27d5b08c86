/** What the agent is doing, as every client sees it. */
import { z } from 'zod';
import { runIdSchema } from './identifiers.ts';
import { problemSchema } from './problem.ts';
import { runReportSchema, runStepSchema } from './run-report.ts';

/** What the agent brings together, as names for a person. */
export const pairingSchema = z.object({
  tenant: z.object({ tenantId: z.string(), displayName: z.string() }),
  domains: z.array(z.object({ name: z.string(), controller: z.string() })).readonly(),
});

/**
 *   unconfigured --set-up--> idle --run--> running --ends--> idle
 *        |                    ^
 *        +--- (start) --------+        protected: the record is damaged; left only by a restart with a good one
 */
export const agentActivitySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unconfigured') }),
  z.object({ kind: z.literal('idle'), ...pairingSchema.shape }),
  z.object({
    kind: z.literal('running'),
    ...pairingSchema.shape,
    runId: runIdSchema,
    startedAt: z.iso.datetime(),
    step: runStepSchema,
  }),
  z.object({ kind: z.literal('protected'), problem: problemSchema }),
]);
export type AgentActivity = z.infer<typeof agentActivitySchema>;

export const scheduleStateSchema = z.object({
  isPaused: z.boolean(),
  /** Null while no run is planned: before the set-up, and while paused. */
  nextRunAt: z.iso.datetime().nullable(),
  intervalSeconds: z.int(),
});
export type ScheduleState = z.infer<typeof scheduleStateSchema>;

export const agentStateSchema = z.object({
  version: z.string(),
  startedAt: z.iso.datetime(),
  activity: agentActivitySchema,
  lastRun: runReportSchema.nullable(),
  schedule: scheduleStateSchema,
  /** The newest version of Bridgehead that is offered, or the one that is being installed. Null and left out where there is none. */
  update: z.object({ version: z.string(), isInProgress: z.boolean() }).nullable().optional(),
  /** Trouble that lasts, such as a cache that had to be rebuilt at start or a run that was due and could not start. */
  problems: z.array(problemSchema).readonly(),
});
export type AgentState = z.infer<typeof agentStateSchema>;
