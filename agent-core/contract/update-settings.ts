/** When updates are installed by themselves. A person may install one at any time. */
import { z } from 'zod';
import { updateChannelSchema } from './update-feed.ts';

/** In the order of `Date.prototype.getDay`. */
export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const weekdaySchema = z.enum(weekdays);
export type Weekday = z.infer<typeof weekdaySchema>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 22:00');

/** In the local time of the machine. One that ends before it begins goes on past midnight and belongs to the day it began. */
export const updateWindowSchema = z
  .strictObject({
    days: z.array(weekdaySchema).min(1).max(7).readonly(),
    from: timeOfDay,
    to: timeOfDay,
  })
  .refine(({ from, to }) => from !== to, 'must not end when it begins');
export type UpdateWindow = z.infer<typeof updateWindowSchema>;

export const updateSettingsSchema = z.strictObject({
  channel: updateChannelSchema.default('stable'),
  /** While paused, updates are looked for and installed only on request. */
  isPaused: z.boolean().default(false),
  /** Days that a release must have been out. */
  delayDays: z.int().min(0).max(90).default(0),
  /** Null: at any time. */
  window: updateWindowSchema.nullable().default(null),
});
export type UpdateSettings = z.infer<typeof updateSettingsSchema>;
export const defaultUpdates: UpdateSettings = updateSettingsSchema.parse({});
