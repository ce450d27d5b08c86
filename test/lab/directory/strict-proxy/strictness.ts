/** What the proxy adds to Samba, each thing by its name, to be had or left one by one (null, false: as Samba does it). */
import { z } from 'zod';
import type { CheckChannelBinding } from './check-channel-binding.ts';
import { bindCookies } from './layers/bind-cookies.ts';
import { forward, type Layer } from './layers/layer.ts';
import { limitSize } from './layers/limit-size.ts';
import { limitValues } from './layers/limit-values.ts';
import { referToZones } from './layers/refer-to-zones.ts';
import { requireChannelBinding } from './layers/require-channel-binding.ts';
import { sendEmptyPages } from './layers/send-empty-pages.ts';
import { type DirSyncRests, splitDirSync } from './layers/split-dirsync.ts';

const limit = z.int().min(1).nullable();

export const strictnessSchema = z.strictObject({
  /** Entries without paging, and the longest page. */
  maxPageSize: limit,
  /** Values of one attribute in one entry. */
  maxValRange: limit,
  hasBoundCookies: z.boolean(),
  /** Entries in one round of DirSync. */
  dirSyncRoundSize: limit,
  hasZoneReferences: z.boolean(),
  /** A connection on which nothing is asked for so long is closed. */
  maxIdleMs: limit,
  hasEmptyPages: z.boolean(),
  requiresChannelBinding: z.boolean(),
});
export type Strictness = Readonly<z.infer<typeof strictnessSchema>>;

/** Samba as it is. */
export const noStrictness: Strictness = {
  maxPageSize: null,
  maxValRange: null,
  hasBoundCookies: false,
  dirSyncRoundSize: null,
  hasZoneReferences: false,
  maxIdleMs: null,
  hasEmptyPages: false,
  requiresChannelBinding: false,
};

/** What every Windows controller does whose policies nobody changed. Empty pages and required channel binding come on command. */
export const windowsStrictness: Strictness = {
  ...noStrictness,
  maxPageSize: 1_000,
  maxValRange: 1_500,
  hasBoundCookies: true,
  dirSyncRoundSize: 1_000,
  hasZoneReferences: true,
  maxIdleMs: 900_000,
};

export type LayerContext = {
  readonly domain: { readonly dnsName: string; readonly baseDn: string };
  readonly connectionMark: Buffer;
  readonly rests: DirSyncRests;
  readonly isBound: CheckChannelBinding;
};

/** The layers that make it so, from the client inwards. Cookies come first: what lies below may make up cookies of its own. */
export function strictLayers(
  strictness: Strictness,
  { domain, connectionMark, rests, isBound }: LayerContext,
): readonly Layer[] {
  const { maxPageSize, maxValRange, dirSyncRoundSize } = strictness;
  return [
    strictness.requiresChannelBinding ? requireChannelBinding(isBound) : forward,
    strictness.hasBoundCookies ? bindCookies(connectionMark) : forward,
    strictness.hasEmptyPages ? sendEmptyPages : forward,
    strictness.hasZoneReferences ? referToZones(domain) : forward,
    maxPageSize === null ? forward : limitSize(maxPageSize),
    maxValRange === null ? forward : limitValues(maxValRange),
    dirSyncRoundSize === null ? forward : splitDirSync(dirSyncRoundSize, rests),
  ];
}
