/** How the tenant behaves where real ones differ from each other or from one day to the next. */
import { z } from 'zod';

const bucketSchema = z.strictObject({ limit: z.int().min(1), windowMs: z.int().min(1) }).readonly();

const knobsSchema = z
  .strictObject({
    /** How long a change takes to reach readers; fresh objects are answered 404 and 400 until then. */
    replicationLagMs: z.int().min(0).max(3_600_000),
    /** While a change is on its way, delta queries already show the object, with its old values. */
    deltaEchoes: z.boolean(),
    /** How many entries every delta query repeats from before its token. */
    deltaReplays: z.int().min(0).max(1000),
    /** Added to every Graph request, in real time. */
    latencyMs: z.int().min(0).max(60_000),
    /** Null lets everything pass; `published` is Microsoft's table for a tenant of this size. */
    quotas: z
      .union([z.null(), z.literal('published'), z.strictObject({ resourceUnits: bucketSchema, writes: bucketSchema })])
      .readonly(),
    /** What a 429 of the quotas says in Retry-After; `missing` sends none. */
    retryAfter: z.enum(['decimal', 'seconds', 'missing']),
    /** Whether deleted security groups can be restored, as Microsoft 365 groups always can. */
    softDeletesSecurityGroups: z.boolean(),
    /** Whose sensitive properties need a directory role of the caller: nobody's, privileged users', or everybody's. */
    sensitiveActions: z.enum(['off', 'privileged', 'all']),
    enforcesPermissions: z.boolean(),
    /** Whether Exchange sets mail and mailNickname of licensed users by its own rule after every change. */
    exchangeRewrites: z.boolean(),
  })
  .readonly();

export const knobChangeSchema = knobsSchema.unwrap().partial().readonly();

export type Knobs = z.infer<typeof knobsSchema>;
export type KnobChange = z.infer<typeof knobChangeSchema>;
export type Bucket = z.infer<typeof bucketSchema>;

export interface KnobBoard {
  readonly read: () => Knobs;
  readonly change: (change: KnobChange) => void;
  readonly reset: () => void;
}

export const initialKnobs: Knobs = {
  replicationLagMs: 0,
  deltaEchoes: false,
  deltaReplays: 0,
  latencyMs: 0,
  quotas: null,
  retryAfter: 'decimal',
  softDeletesSecurityGroups: false,
  sensitiveActions: 'privileged',
  enforcesPermissions: true,
  exchangeRewrites: true,
};

export function createKnobBoard(): KnobBoard {
  let knobs = initialKnobs;
  return {
    read: () => knobs,
    change: (change) => {
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      knobs = { ...knobs, ...Object.fromEntries(given) };
    },
    reset: () => {
      knobs = initialKnobs;
    },
  };
}
