/** Limits of the guard for tests: only those that matter are named. */
import type { z } from 'zod';
import { type GuardSettings, guardSettingsSchema } from '../../agent-core/contract/guard-settings.ts';

export const limits = (given: z.input<typeof guardSettingsSchema> = {}): GuardSettings =>
  guardSettingsSchema.parse(given);

/** Everything may happen to everybody. */
export const noLimits: GuardSettings = guardSettingsSchema.parse(
  Object.fromEntries(Object.keys(guardSettingsSchema.shape).map((kind) => [kind, { count: 1_000_000, percent: 100 }])),
);
