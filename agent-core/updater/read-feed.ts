/** Fetches the feed of a channel and believes it only when it is signed, fits, is meant for this channel, and is neither old nor a replay. */
import { createHash, type KeyObject } from 'node:crypto';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { type UpdateChannel, type UpdateFeed, updateFeedSchema } from '../contract/update-feed.ts';
import { jsonOf } from './json-of.ts';
import { isSignedBy } from './update-key.ts';
import type { UpdateSource } from './update-source.ts';

const maxFeedBytes = 1024 * 1024;
const maxSignatureBytes = 200;
/** The clocks of two machines differ. */
const toleratedMs = 24 * 60 * 60_000;

/** The newest feed of a channel that was believed. */
export interface FeedMark {
  readonly sequence: number;
  /** Of its bytes: two feeds of one number are not both what the publisher meant. */
  readonly sha256: string;
}

export interface BelievedFeed {
  readonly feed: UpdateFeed;
  readonly mark: FeedMark;
}

export interface FeedReading {
  readonly source: UpdateSource;
  readonly key: KeyObject;
  readonly channel: UpdateChannel;
  /** Null before the first one. */
  readonly seen: FeedMark | null;
  /** ISO 8601. */
  readonly now: string;
  readonly withinMs: number;
}

/** Problems: those of the source, updates.bad-signature, -unreadable-feed, -replayed, -expired, -not-yet-valid. */
export async function readFeed(reading: FeedReading, signal: AbortSignal): Promise<Result<BelievedFeed>> {
  const { source, key, channel, withinMs } = reading;
  const path = `${channel}/feed.json`;
  const bytes = await fetchSmall(source, { path, maxBytes: maxFeedBytes, exactBytes: null, withinMs }, signal);
  if (!bytes.ok) return bytes;
  const signatureWanted = { path: `${path}.sig`, maxBytes: maxSignatureBytes, exactBytes: null, withinMs };
  const signature = await fetchSmall(source, signatureWanted, signal);
  if (!signature.ok) return signature;
  // Nothing of it is looked at before.
  if (!isSignedBy(key, bytes.value, signature.value.toString('latin1')))
    return fail(problem('updates.bad-signature', `${source.address}/${path}`));
  return believe(reading, bytes.value);
}

/** All of it in memory. */
export async function fetchSmall(
  source: UpdateSource,
  wanted: { path: string; maxBytes: number; exactBytes: number | null; withinMs: number },
  signal: AbortSignal,
): Promise<Result<Buffer>> {
  const pieces: Uint8Array[] = [];
  const take = (piece: Uint8Array) => {
    pieces.push(piece);
    return succeed(undefined);
  };
  const fetched = await source.fetch({ ...wanted, range: null }, take, signal);
  return fetched.ok ? succeed(Buffer.concat(pieces)) : fetched;
}

function believe({ source, channel, seen, now }: FeedReading, bytes: Buffer): Result<BelievedFeed> {
  const parsed = updateFeedSchema.safeParse(jsonOf(bytes));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return fail(problem('updates.unreadable-feed', `${source.address}: ${issue?.path.join('.')}: ${issue?.message}`));
  }
  const feed = parsed.data;
  if (feed.channel !== channel)
    return fail(
      problem('updates.unreadable-feed', `${source.address}: it is of channel ${feed.channel}, not ${channel}`),
    );
  const mark = { sequence: feed.sequence, sha256: createHash('sha256').update(bytes).digest('hex') };
  if (seen !== null && isReplay(mark, seen))
    return fail(
      problem('updates.replayed', `${source.address}: number ${mark.sequence} after number ${seen.sequence}`),
    );
  if (Date.parse(feed.expiresAt) <= Date.parse(now))
    return fail(problem('updates.expired', `${source.address}: until ${feed.expiresAt}; it is ${now}`));
  if (Date.parse(feed.issuedAt) > Date.parse(now) + toleratedMs)
    return fail(problem('updates.not-yet-valid', `${source.address}: of ${feed.issuedAt}; it is ${now}`));
  return succeed({ feed, mark });
}

const isReplay = (mark: FeedMark, seen: FeedMark): boolean =>
  mark.sequence < seen.sequence || (mark.sequence === seen.sequence && mark.sha256 !== seen.sha256);
