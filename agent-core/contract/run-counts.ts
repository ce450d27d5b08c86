/**
 * What a run counts: each number is defined here, once, and is the same wherever it is shown. A number over all is the sum of those of
 * users, groups and contacts. A change counts for the object it is about: a membership for the group, a manager for the user.
 */
import { z } from 'zod';
import { changeCountsSchema, objectTypeSchema } from './plan.ts';

const numbers = {
  planned: changeCountsSchema,
  applied: z.int(),
  failed: z.int(),
  /** Changes that the guard holds, and objects that are left alone before it is known what would be due. */
  held: z.int(),
  notAttempted: z.int(),
  /** Changes that failed in earlier runs, and were not tried in this one. */
  waiting: z.int().default(0),
  /** Attempted, and not known whether they were made. */
  unknown: z.int().default(0),
  /** In scope and already as they should be, memberships and manager included. */
  unchanged: z.int(),
  /** Read, but out of scope. */
  outOfScope: z.int(),
  /** Of those, whose account or group is still in the tenant from the time when they were in scope, and stays as it is in this run. */
  leftScope: z.int().default(0),
  /** In scope, and nothing that Graph lets an application write: mail-enabled groups and contacts. They are left alone. */
  notWritable: z.int().default(0),
  /** To be removed in a later run, if what is waited for shows the same. Nothing of it is planned or held yet. */
  removalWaits: z.int().default(0),
  /**
   * Seen in an earlier run, not found in a complete reading of this one, and still in the tenant, without anything that would show whether
   * they were deleted. That alone removes nobody (rule R1).
   */
  absent: z.int(),
};

const typeCountsSchema = z.object({
  /** Read in the directory. */
  read: z.int(),
  ...numbers,
});
export type TypeCounts = z.infer<typeof typeCountsSchema>;

export const runCountsSchema = z.object({
  ...numbers,
  /** Null in reports of earlier versions, and of runs that did not live to count. */
  byType: z.record(objectTypeSchema, typeCountsSchema).nullable().default(null),
});
export type RunCounts = z.infer<typeof runCountsSchema>;

/** What removals wait for, and how many of each type do. */
export const removalWaitSchema = z.object({
  /** So many more runs must see the same; null: until the object, which is on its way to another domain, is read there. */
  runsLeft: z.int().nullable(),
  users: z.int(),
  groups: z.int(),
});
export type RemovalWait = z.infer<typeof removalWaitSchema>;
