import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isSignedBy } from '../../../agent-core/updater/update-key.ts';
import { makeFeedKeys, readPrivateKey } from '../../../build/feed/feed-keys.ts';
import { issueFeed, stageRelease } from '../../../build/feed/issue-feed.ts';
import { feedKey, feedPlace, offer } from '../../builders/update-feed.ts';

test('a feed counts up, is signed anew each time, and leaves nothing half-written', async () => {
  const place = feedPlace();
  const first = await offer(place, { version: '1.1.0' });
  const second = await offer(place, { version: '1.2.0' });
  const third = await issueFeed({ ...place, now: new Date('2026-12-01T12:00:00.000Z') });
  expect([first, second, third].map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  expect(third.releases.map(({ version }) => version)).toEqual(['1.2.0', '1.1.0']);
  expect(third.expiresAt).toBe('2026-12-31T12:00:00.000Z');
  const dir = join(place.folder, 'stable');
  const read = (name: string) => readFileSync(join(dir, name));
  expect(isSignedBy(feedKey, read('feed.json'), read('feed.json.sig').toString())).toBe(true);
  expect(readdirSync(dir).filter((name) => name.endsWith('.new'))).toEqual([]);
});

test('what was published does not change; another platform of it may follow', async () => {
  const place = feedPlace();
  await offer(place);
  await expect(offer(place)).rejects.toThrow('1.1.0 is offered already');
  const feed = await offer(place, { platform: 'win32-x64' });
  expect(feed.releases[0]?.packages.map(({ url }) => url)).toEqual([
    'bridgehead-1.1.0-linux-x64',
    'bridgehead-1.1.0-win32-x64.exe',
  ]);
});

test('the share of the installations can be raised without a new package', async () => {
  const place = feedPlace();
  await offer(place, { stagedPercent: 5 });
  const feed = await stageRelease(place, '1.1.0', 50);
  expect(feed).toMatchObject({ sequence: 2, releases: [{ version: '1.1.0', stagedPercent: 50 }] });
  await expect(stageRelease(place, '7.0.0', 50)).rejects.toThrow('7.0.0 is not offered');
});

test('a feed that an updater would refuse is not written', async () => {
  const place = feedPlace();
  await expect(offer(place, { version: '1.1' })).rejects.toThrow();
  await expect(offer(place, { stagedPercent: 101 })).rejects.toThrow();
  expect(existsSync(join(place.folder, 'stable', 'feed.json'))).toBe(false);
});

test('only an Ed25519 key signs feeds', () => {
  const { privateKey } = makeFeedKeys();
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  expect(readPrivateKey(pem).asymmetricKeyType).toBe('ed25519');
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' });
  expect(() => readPrivateKey(other.toString())).toThrow('no Ed25519 key');
});
