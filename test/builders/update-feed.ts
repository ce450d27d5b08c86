/** A feed that was really made and signed, with a key of the test's own, in a folder that goes away with the test. */
import { createPrivateKey, type KeyObject, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicKeyOf } from '../../agent-core/updater/update-key.ts';
import { makeFeedKeys } from '../../build/feed/feed-keys.ts';
import { type FeedPlace, issueFeed, type NewRelease, offerRelease } from '../../build/feed/issue-feed.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const feedNow = '2026-11-26T12:00:00.000Z';
const keys = makeFeedKeys();
export const feedKey: KeyObject = publicKeyOf(keys.pinned);

export function feedPlace(changes: Partial<FeedPlace> = {}): FeedPlace {
  return {
    folder: temporaryFolder(),
    channel: 'stable',
    privateKey: keys.privateKey,
    now: new Date(feedNow),
    validDays: 30,
    ...changes,
  };
}

/** Random content, and so nothing in common with another one. */
export function packageFile(bytes: Uint8Array = randomBytes(300_000)): string {
  const path = join(temporaryFolder(), 'package');
  writeFileSync(path, bytes);
  return path;
}

export function offer(place: FeedPlace, changes: Partial<NewRelease> = {}) {
  return offerRelease(place, {
    version: '1.1.0',
    minimumVersion: '0.0.0',
    stagedPercent: 100,
    platform: 'linux-x64',
    packagePath: packageFile(),
    ...changes,
  });
}

export const reissue = issueFeed;

/** Somebody else's. */
export const foreignKey = (): KeyObject =>
  createPrivateKey(makeFeedKeys().privateKey.export({ type: 'pkcs8', format: 'pem' }));
