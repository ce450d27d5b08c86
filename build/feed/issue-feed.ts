/**
 * Makes the next feed of a channel in a folder that any static server can serve. The signature is written first: whoever fetches in between gets
 * one that does not fit, and tries again; never a feed that is not signed.
 */
import { createHash, type KeyObject, sign } from 'node:crypto';
import { copyFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Release,
  type UpdateChannel,
  type UpdateFeed,
  type UpdatePackage,
  updateFeedSchema,
} from '../../agent-core/contract/update-feed.ts';
import { sha256OfFile } from '../../agent-core/updater/package-store.ts';
import { splitIntoBlocks } from '../../agent-core/updater/split-into-blocks.ts';

export interface FeedPlace {
  /** With a folder for each channel. */
  readonly folder: string;
  readonly channel: UpdateChannel;
  /** Ed25519. */
  readonly privateKey: KeyObject;
  readonly now: Date;
  /** It must be issued anew before that. */
  readonly validDays: number;
}

export interface NewRelease extends Omit<Release, 'packages' | 'publishedAt'> {
  readonly platform: UpdatePackage['platform'];
  readonly packagePath: string;
}

/** Releases besides the newest so many are not offered any more. */
const releasesKept = 10;

/** Copies the package beside the feed and offers it. A version that is offered already is not offered again with other content. */
export async function offerRelease(place: FeedPlace, release: NewRelease): Promise<UpdateFeed> {
  const { version, minimumVersion, stagedPercent } = release;
  const made = await placePackage(join(place.folder, place.channel), release);
  return issueFeed(place, (releases) => {
    const offered = releases.find((one) => one.version === version);
    if (offered?.packages.some(({ platform }) => platform === made.platform) === true)
      throw new Error(`${version} is offered already; what was published does not change`);
    const packages = [...(offered?.packages ?? []), made];
    const publishedAt = offered?.publishedAt ?? place.now.toISOString();
    return [
      { version, publishedAt, minimumVersion, stagedPercent, packages },
      ...releases.filter((one) => one !== offered),
    ].slice(0, releasesKept);
  });
}

/** Another share of the installations takes a version by themselves. */
export function stageRelease(place: FeedPlace, version: string, stagedPercent: number): Promise<UpdateFeed> {
  return issueFeed(place, (releases) => {
    if (!releases.some((one) => one.version === version)) throw new Error(`${version} is not offered`);
    return releases.map((one) => (one.version === version ? { ...one, stagedPercent } : one));
  });
}

/** @param change makes the releases from those that are offered now; nothing else than a new date when it keeps them */
export async function issueFeed(
  { folder, channel, privateKey, now, validDays }: FeedPlace,
  change: (releases: readonly Release[]) => readonly Release[] = (releases) => releases,
): Promise<UpdateFeed> {
  const dir = join(folder, channel);
  await mkdir(dir, { recursive: true });
  const before = await readFeedIn(dir);
  const feed = updateFeedSchema.parse({
    format: 1,
    product: 'bridgehead',
    channel,
    sequence: (before?.sequence ?? 0) + 1,
    issuedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + validDays * 86_400_000).toISOString(),
    releases: change(before?.releases ?? []),
  });
  const bytes = Buffer.from(`${JSON.stringify(feed, null, 2)}\n`);
  await replace(join(dir, 'feed.json.sig'), `${sign(null, bytes, privateKey).toString('base64')}\n`);
  await replace(join(dir, 'feed.json'), bytes);
  return feed;
}

async function readFeedIn(dir: string): Promise<UpdateFeed | null> {
  const text = await readFile(join(dir, 'feed.json'), 'utf8').catch(() => null);
  return text === null ? null : updateFeedSchema.parse(JSON.parse(text));
}

async function placePackage(dir: string, { version, platform, packagePath }: NewRelease): Promise<UpdatePackage> {
  await mkdir(dir, { recursive: true });
  const url = `bridgehead-${version}-${platform}${platform.startsWith('win32') ? '.exe' : ''}`;
  const path = join(dir, url);
  await copyFile(packagePath, path);
  const blocks = await splitIntoBlocks(path);
  const list = Buffer.from(JSON.stringify({ blocks: blocks.map(({ sizeBytes, sha256 }) => [sizeBytes, sha256]) }));
  await writeFile(`${path}.blocks.json`, list);
  return {
    platform,
    url,
    sizeBytes: (await stat(path)).size,
    sha256: await sha256OfFile(path),
    blocks: {
      url: `${url}.blocks.json`,
      sizeBytes: list.length,
      sha256: createHash('sha256').update(list).digest('hex'),
    },
  };
}

async function replace(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}
