/**
 * What a feed of updates says. It is believed only after its signature was checked, and even then only what fits this shape: who
 * signs may make mistakes, too.
 *
 *   <address>/<channel>/feed.json        this, as UTF-8
 *   <address>/<channel>/feed.json.sig    an Ed25519 signature of the bytes of feed.json, in base64
 *   <address>/<channel>/<file>           packages and their lists of blocks
 */
import { z } from 'zod';
import { versionSchema } from './compare-versions.ts';

export const updateChannels = ['stable', 'preview'] as const;
export const updateChannelSchema = z.enum(updateChannels);
export type UpdateChannel = z.infer<typeof updateChannelSchema>;

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** A file beside the feed: no folder, no other server, nothing that could lead out of where it is kept. */
const fileNameSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, 'must be a plain file name');

/** Larger than any package will be, and small enough that a size cannot overflow anything. */
const maxPackageBytes = 2 * 1024 * 1024 * 1024;

const blockListFileSchema = z.strictObject({
  url: fileNameSchema,
  sizeBytes: z
    .int()
    .min(2)
    .max(8 * 1024 * 1024),
  sha256: sha256Schema,
});

export const updatePackageSchema = z.strictObject({
  platform: z.enum(['win32-x64', 'linux-x64', 'linux-arm64']),
  url: fileNameSchema,
  sizeBytes: z.int().min(1).max(maxPackageBytes),
  sha256: sha256Schema,
  /** What the package is made of, so that only what is new has to be fetched; null where everything has to be. */
  blocks: blockListFileSchema.nullable().default(null),
});
export type UpdatePackage = z.infer<typeof updatePackageSchema>;

export const releaseSchema = z.strictObject({
  version: versionSchema,
  publishedAt: z.iso.datetime(),
  /** The oldest version that can be brought to this one in one step. */
  minimumVersion: versionSchema,
  /** So many of a hundred installations take it by themselves. */
  stagedPercent: z.number().min(0).max(100),
  packages: z.array(updatePackageSchema).min(1).max(8).readonly(),
});
export type Release = z.infer<typeof releaseSchema>;

export const updateFeedSchema = z.strictObject({
  format: z.literal(1),
  product: z.literal('bridgehead'),
  channel: updateChannelSchema,
  /** Counts up with every feed of a channel: an older one is a replay. */
  sequence: z.int().min(1),
  issuedAt: z.iso.datetime(),
  /** A feed that nobody issued anew for so long is not believed: somebody may be keeping the newer one back. */
  expiresAt: z.iso.datetime(),
  releases: z.array(releaseSchema).max(50).readonly(),
});
export type UpdateFeed = z.infer<typeof updateFeedSchema>;

/** The blocks of a package, in their order: size in bytes and SHA-256 of each. */
export const blockListSchema = z.strictObject({
  blocks: z.array(z.tuple([z.int().min(1).max(maxPackageBytes), sha256Schema])).readonly(),
});
export type BlockList = z.infer<typeof blockListSchema>;
