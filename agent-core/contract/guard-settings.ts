/** How much of each kind of danger may happen without anybody's approval (rules R10, R11). */
import { z } from 'zod';

/**
 * What may happen at most, in one run and in any 24 hours: this many, and this share. The smaller of the two counts. Without numbers of
 * their own, 24 hours may hold no more than one run. Zero lets nothing through without an approval.
 */
export const limitSchema = z.strictObject({
  count: z.int().min(0).max(1_000_000),
  percent: z.number().min(0).max(100),
  dayCount: z.int().min(0).max(1_000_000).nullable().default(null),
  dayPercent: z.number().min(0).max(100).nullable().default(null),
});
export type Limit = z.infer<typeof limitSchema>;

/** Of which a number that is not named is the usual one. */
const limit = (count: number, percent: number) => {
  const { shape } = limitSchema;
  return limitSchema
    .extend({ count: shape.count.default(count), percent: shape.percent.default(percent) })
    .prefault({});
};

/** Every kind of danger that the guard knows, also those that never go ahead without an approval and so have no limit. */
export const guardKindNames = [
  'privileged',
  'rolesUnreadable',
  'initialDomainMoves',
  'foreignBlocks',
  'foreignDeletions',
  'unrecordedDeletions',
  'strippedObjects',
  'tugOfWar',
  'groupDeletes',
  'licenceRemovals',
  'emptiedGroups',
  'memberRemovals',
  'deletes',
  'scopeShrink',
  'disables',
  'enables',
  'creates',
  'takeovers',
  'signInNames',
  'clearedValues',
  'sameAttribute',
] as const;
export type GuardKindName = (typeof guardKindNames)[number];

export const guardSettingsSchema = z.strictObject({
  /** Accounts that are deleted. */
  deletes: limit(20, 5),
  /** Accounts that are deleted or blocked because their people, who are still there, left the scope. */
  scopeShrink: limit(10, 2),
  /** Memberships that end, as a share of the users in scope. */
  memberRemovals: limit(200, 20),
  /** Memberships of one group that end, as a share of its members; each group is counted by itself. */
  emptiedGroups: limit(200, 50),
  /** Accounts made by somebody else that become ours. */
  takeovers: limit(50, 10),
  /** Accounts whose sign-in is blocked. */
  disables: limit(50, 10),
  /** Accounts that may sign in again. */
  enables: limit(50, 10),
  /** New and restored accounts, from the second run on: the first one fills the tenant. */
  creates: limit(500, 20),
  /** Users who get another sign-in name. */
  signInNames: limit(25, 5),
  /** Users of whom a value would be cleared. */
  clearedValues: limit(50, 10),
  /** Users whose same attribute changes; each attribute is counted by itself. */
  sameAttribute: limit(5000, 20),
});
export type GuardSettings = z.infer<typeof guardSettingsSchema>;
