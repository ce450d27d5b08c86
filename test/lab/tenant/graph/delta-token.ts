/** Where a delta query stands. Clients are told to treat the token as opaque; in truth it says everything the tenant needs. */
import { z } from 'zod';
import type { TenantState } from '../state/tenant-state.ts';
import { accept, type Checked, graphRefusals, refuse } from './graph-refusal.ts';

/** Tokens for directory objects are good for this long. learn.microsoft.com/graph/delta-query-overview */
export const deltaTokenLifeMs = 7 * 24 * 60 * 60 * 1000;

const progressSchema = z
  .strictObject({
    set: z.string(),
    select: z.array(z.string()).optional(),
    /** Only these objects are followed. */
    ids: z.array(z.string()).optional(),
    /** `all` lists what is there, `changes` what changed after `since`. */
    phase: z.enum(['all', 'changes']),
    /** Everything up to this serial number the client knows, or will once the listing is through. */
    since: z.number(),
    /** Where the next page begins: a place in the list, or a serial number in the change log. */
    position: z.number(),
    /** Where the member changes of the object at that place go on, when there were too many for one page. */
    memberPosition: z.number().optional(),
  })
  .readonly();

const tokenSchema = z.strictObject({ epoch: z.string(), issuedMs: z.number(), progress: progressSchema });

export type DeltaProgress = z.infer<typeof progressSchema>;

export const writeDeltaToken = (progress: DeltaProgress, { clock, deltaEpoch }: TenantState): string => {
  const token: z.infer<typeof tokenSchema> = { epoch: deltaEpoch(), issuedMs: clock.now().getTime(), progress };
  return Buffer.from(JSON.stringify(token), 'utf8').toString('base64url');
};

/** A token of another time of the tenant, or one that is too old, means starting again. */
export function readDeltaToken(token: string, set: string, { clock, deltaEpoch }: TenantState): Checked<DeltaProgress> {
  const parsed = tokenSchema.safeParse(readJson(Buffer.from(token, 'base64url').toString('utf8')));
  if (!parsed.success || parsed.data.progress.set !== set) return refuse(graphRefusals.deltaTokenUnknown());
  const { epoch, issuedMs, progress } = parsed.data;
  const isExpired = clock.now().getTime() - issuedMs > deltaTokenLifeMs;
  return isExpired || epoch !== deltaEpoch() ? refuse(graphRefusals.deltaTokenExpired()) : accept(progress);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
