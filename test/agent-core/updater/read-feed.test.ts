import { sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type FeedReading, readFeed } from '../../../agent-core/updater/read-feed.ts';
import { createUpdateSource, isFeedAddress } from '../../../agent-core/updater/update-source.ts';
import { makeFeedKeys } from '../../../build/feed/feed-keys.ts';
import { feedKey, feedNow, feedPlace, offer, reissue } from '../../builders/update-feed.ts';
import { serveUpdates } from '../../builders/update-server.ts';

const never = new AbortController().signal;

async function servedFeed() {
  const place = feedPlace();
  await offer(place);
  const server = await serveUpdates(place.folder);
  const read = (changes: Partial<FeedReading> = {}) =>
    readFeed(
      {
        source: createUpdateSource(server.address, null),
        key: feedKey,
        channel: 'stable',
        seen: null,
        now: feedNow,
        withinMs: 5_000,
        ...changes,
      },
      never,
    );
  /** The code of the problem, or the newest version that is offered. */
  const outcome = async (changes: Partial<FeedReading> = {}) => {
    const result = await read(changes);
    return result.ok ? result.value.feed.releases[0]?.version : result.problem.code;
  };
  return { place, server, read, outcome, feedPath: join(place.folder, 'stable', 'feed.json') };
}

test('a feed that is signed by the pinned key is believed', async () => {
  const { outcome } = await servedFeed();
  expect(await outcome()).toBe('1.1.0');
});

test('a feed of which one byte was changed is not believed', async () => {
  const { outcome, feedPath } = await servedFeed();
  writeFileSync(feedPath, readFileSync(feedPath, 'utf8').replace('"stagedPercent": 100', '"stagedPercent": 101'));
  expect(await outcome()).toBe('updates.bad-signature');
});

test('a feed that somebody else signed, with their own key beside it, is not believed', async () => {
  const { place, outcome } = await servedFeed();
  await reissue({ ...place, privateKey: makeFeedKeys().privateKey });
  expect(await outcome()).toBe('updates.bad-signature');
});

test.each(['', 'AAAA', `${Buffer.alloc(64).toString('base64')}\n`])(
  'a signature that is none is refused: %j',
  async (text) => {
    const { place, outcome } = await servedFeed();
    writeFileSync(join(place.folder, 'stable', 'feed.json.sig'), text);
    expect(await outcome()).toBe('updates.bad-signature');
  },
);

test('a feed older than one that was seen is a replay, and so is another one of the same number', async () => {
  const { place, read, outcome, feedPath } = await servedFeed();
  const first = await read();
  const old = [readFileSync(feedPath), readFileSync(`${feedPath}.sig`)] as const;
  await reissue(place);
  const second = await read({ seen: first.ok ? first.value.mark : null });
  if (!second.ok) throw new Error(second.problem.code);
  expect(second.value.mark.sequence).toBe(2);
  const seen = second.value.mark;
  expect(await outcome({ seen })).toBe('1.1.0');
  expect(await outcome({ seen: { ...seen, sha256: 'another' } })).toBe('updates.replayed');
  writeFileSync(feedPath, old[0]);
  writeFileSync(`${feedPath}.sig`, old[1]);
  expect(await outcome({ seen })).toBe('updates.replayed');
});

test('a feed that nobody issued anew in time is not believed, nor one from the future', async () => {
  const { outcome } = await servedFeed();
  expect(await outcome({ now: '2026-12-26T12:00:00.000Z' })).toBe('updates.expired');
  expect(await outcome({ now: '2026-11-24T12:00:00.000Z' })).toBe('updates.not-yet-valid');
  expect(await outcome({ now: '2026-11-25T13:00:00.000Z' })).toBe('1.1.0');
});

test('the feed of another channel, signed as it is, is not this one', async () => {
  const { place, outcome } = await servedFeed();
  const preview = feedPlace({ folder: place.folder, channel: 'preview' });
  await offer(preview, { version: '9.0.0' });
  for (const name of ['feed.json', 'feed.json.sig'])
    writeFileSync(join(place.folder, 'stable', name), readFileSync(join(place.folder, 'preview', name)));
  expect(await outcome()).toBe('updates.unreadable-feed');
});

test('what is signed and fits no feed is refused, also a package in another folder', async () => {
  const { place, outcome, feedPath } = await servedFeed();
  const signed = (text: string) => {
    writeFileSync(feedPath, text);
    writeFileSync(`${feedPath}.sig`, sign(null, Buffer.from(text), place.privateKey).toString('base64'));
  };
  const good = readFileSync(feedPath, 'utf8');
  for (const bad of [
    'not json',
    '[]',
    good.replace('"bridgehead"', '"anotherproduct"'),
    good.replace(/"url": "bridgehead-1.1.0-linux-x64"/, '"url": "../../etc/passwd"'),
    good.replace(/"url": "bridgehead-1.1.0-linux-x64"/, '"url": "https://elsewhere.example/x"'),
    good.replace('"version": "1.1.0"', '"version": "1.1.0/../../x"'),
  ]) {
    expect(bad).not.toBe(good);
    signed(bad);
    expect(await outcome()).toBe('updates.unreadable-feed');
  }
  signed(good);
  expect(await outcome()).toBe('1.1.0');
});

test('a feed that never ends is given up at its limit', async () => {
  const { server, outcome } = await servedFeed();
  let sentBytes = 0;
  server.answer('stable/feed.json', (_request, response) => {
    response.writeHead(200);
    const more = () => {
      do sentBytes += 64 * 1024;
      while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, 0x20)));
    };
    response.on('drain', more);
    more();
  });
  expect(await outcome()).toBe('updates.too-large');
  expect(sentBytes).toBeLessThan(32 * 1024 * 1024);
});

test('a feed that is announced as larger than any is not even begun', async () => {
  const { server, outcome } = await servedFeed();
  server.answer('stable/feed.json', (_request, response) => {
    response.writeHead(200, { 'content-length': 5_000_000 });
    response.flushHeaders();
  });
  expect(await outcome()).toBe('updates.too-large');
});

test('a feed that drips in is given up when its time is over', async () => {
  const { server, outcome } = await servedFeed();
  server.answer('stable/feed.json', (_request, response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(drip));
  });
  expect(await outcome({ withinMs: 300 })).toBe('updates.too-slow');
});

test('no redirect is followed', async () => {
  const { server, outcome } = await servedFeed();
  server.answer('stable/feed.json', (_request, response) => {
    response.writeHead(302, { location: `${server.address}/elsewhere/feed.json` }).end();
  });
  expect(await outcome()).toBe('updates.redirected');
  expect(server.asked).toEqual(['stable/feed.json']);
});

test('a server that is not there, or has no feed, is told apart from one that lies', async () => {
  const { outcome, server } = await servedFeed();
  const source = createUpdateSource('http://127.0.0.1:9', null);
  expect(await outcome({ source })).toBe('updates.unreachable');
  server.answer('stable/feed.json', (_request, response) => void response.writeHead(404).end());
  expect(await outcome()).toBe('updates.unreachable');
});

test('updates come over TLS, except from this machine', () => {
  for (const good of ['https://updates.example.com/bridgehead', 'http://127.0.0.1:8080', 'http://localhost/feed'])
    expect(isFeedAddress(good), good).toBe(true);
  for (const bad of [
    'http://updates.example.com',
    'https://updates.example.com/',
    'https://ada:secret@updates.example.com',
    'https://updates.example.com/?a=b',
    'file:///etc',
    'updates.example.com',
  ])
    expect(isFeedAddress(bad), bad).toBe(false);
});
