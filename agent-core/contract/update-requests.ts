/** What may be asked about updates of Bridgehead itself. The agent answers; a service of its own does the work. */
import { z } from 'zod';
import { versionSchema } from './compare-versions.ts';
import { problemSchema } from './problem.ts';
import type { RequestSpecification } from './request-specification.ts';
import { updaterStatusSchema } from './update-exchange.ts';
import { updateSettingsSchema } from './update-settings.ts';

/** What the agent does about a newer release by itself. */
export const updateDecisionSchema = z.discriminatedUnion('kind', [
  /** There is none, or none is known yet. */
  z.object({ kind: z.literal('nothing') }),
  z.object({ kind: z.literal('inProgress') }),
  z.object({ kind: z.literal('install'), version: versionSchema }),
  /** `until`: when that may be over by itself; null where nobody can say. */
  z.object({
    kind: z.literal('wait'),
    version: versionSchema,
    reason: z.enum(['paused', 'delay', 'window', 'notOurTurn', 'failedBefore', 'needsStep']),
    until: z.iso.datetime().nullable(),
  }),
]);
export type UpdateDecision = z.infer<typeof updateDecisionSchema>;

export const updateStateSchema = z.discriminatedUnion('kind', [
  /** Nothing on this machine installs updates. */
  z.object({ kind: z.literal('unavailable'), version: z.string(), problem: problemSchema }),
  z.object({
    kind: z.literal('available'),
    version: z.string(),
    settings: updateSettingsSchema,
    updater: updaterStatusSchema,
    decision: updateDecisionSchema,
  }),
]);
export type UpdateState = z.infer<typeof updateStateSchema>;

export const updateRequests = {
  'updates.status': { parameters: z.object({}), reply: updateStateSchema, permission: 'read', since: 3 },
  /** Looks at the feed now, and says what it found. */
  'updates.check': { parameters: z.object({}), reply: updateStateSchema, permission: 'change', since: 3 },
  /** Begins to install this version now, whatever window, delay and pause say. The agent restarts in the course of it. */
  'updates.install': {
    parameters: z.object({ version: versionSchema }),
    reply: updateStateSchema,
    permission: 'change',
    since: 3,
  },
  /** What is left out stays as it is. */
  'updates.settings': {
    parameters: z.object({
      channel: updateSettingsSchema.shape.channel.unwrap().optional(),
      isPaused: z.boolean().optional(),
      delayDays: updateSettingsSchema.shape.delayDays.unwrap().optional(),
      window: updateSettingsSchema.shape.window.unwrap().optional(),
    }),
    reply: z.object({ settings: updateSettingsSchema }),
    permission: 'change',
    since: 3,
  },
} as const satisfies Record<string, RequestSpecification>;
