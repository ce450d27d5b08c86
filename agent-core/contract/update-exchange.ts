/**
 * What the agent and the updater write to each other, each into a file that only it can write: the access list of the folder says who it
 * was. The agent may ask for no more than this, and names no address and no file: whatever is installed is what the feed's key signed.
 */
import { z } from 'zod';
import { versionSchema } from './compare-versions.ts';
import { problemSchema } from './problem.ts';
import { updateChannelSchema } from './update-feed.ts';

export const updateAskSchema = z.discriminatedUnion('kind', [
  /** Look at the feed of this channel. */
  z.strictObject({ kind: z.literal('check'), channel: updateChannelSchema }),
  /** Install this version of this channel if it is signed, and newer than the one that is there. */
  z.strictObject({ kind: z.literal('install'), channel: updateChannelSchema, version: versionSchema }),
]);
export type UpdateAsk = z.infer<typeof updateAskSchema>;

export const updateAskFileSchema = z.strictObject({ id: z.guid(), at: z.iso.datetime(), ask: updateAskSchema });
export type UpdateAskFile = z.infer<typeof updateAskFileSchema>;

/**
 *   fetching --> snapshotting --> installing --> checking --> ended (installed)
 *      |               |              |             |
 *      +-----refused---+              +-------------+--not healthy--> returning --> restoring --> confirming --> ended (returned)
 *              |                                                          |             |             |
 *        ended (refused)                                                  +-------------+-------------+--> ended (stuck)
 */
export const updatePhaseSchema = z.enum([
  'fetching',
  'snapshotting',
  'installing',
  'checking',
  'returning',
  'restoring',
  'confirming',
  'ended',
]);
export type UpdatePhase = z.infer<typeof updatePhaseSchema>;

export const updateOutcomeSchema = z.enum(['installed', 'refused', 'returned', 'stuck', 'overtaken']);
export type UpdateOutcome = z.infer<typeof updateOutcomeSchema>;

/** The update in progress, or the last one. */
export const updateProgressSchema = z.object({
  from: versionSchema,
  to: versionSchema,
  startedAt: z.iso.datetime(),
  phase: updatePhaseSchema,
  /** Bytes of the package that are here, while it is fetched. */
  fetchedBytes: z.int().nullable(),
  endedAt: z.iso.datetime().nullable(),
  outcome: updateOutcomeSchema.nullable(),
  /** Why it was refused, or why the version before is back. */
  problem: problemSchema.nullable(),
});
export type UpdateProgress = z.infer<typeof updateProgressSchema>;

export const offeredReleaseSchema = z.object({
  version: versionSchema,
  publishedAt: z.iso.datetime(),
  sizeBytes: z.int(),
  minimumVersion: versionSchema,
  /** Whether this installation is among those that take it by themselves. */
  isOurTurn: z.boolean(),
});
export type OfferedRelease = z.infer<typeof offeredReleaseSchema>;

/** What a look at the feed found. */
export const updateOfferSchema = z.object({
  channel: updateChannelSchema,
  checkedAt: z.iso.datetime(),
  /** Why nothing could be learned. The releases are those of the last look that went well. */
  problem: problemSchema.nullable(),
  /** Newer than what is installed and made for this machine; the newest first. */
  releases: z.array(offeredReleaseSchema).readonly(),
});
export type UpdateOffer = z.infer<typeof updateOfferSchema>;

export const updaterStatusSchema = z.object({
  /** Of the updater, which is installed together with everything else. */
  version: versionSchema,
  /** Where the feed is; null in a build that knows none. */
  feed: z.string().nullable(),
  /** The last request that was answered. */
  answered: z.object({ id: z.guid(), problem: problemSchema.nullable() }).nullable(),
  offer: updateOfferSchema.nullable(),
  progress: updateProgressSchema.nullable(),
  /** Versions that were tried and did not become healthy. */
  failedVersions: z.array(versionSchema).readonly(),
});
export type UpdaterStatus = z.infer<typeof updaterStatusSchema>;
