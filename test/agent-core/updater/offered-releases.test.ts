import { expect, test } from 'vitest';
import { offeredReleases, turnOf } from '../../../agent-core/updater/offered-releases.ts';
import { feedPlace, offer } from '../../builders/update-feed.ts';

const installation = { version: '1.0.0', platform: 'linux-x64', id: '11111111-1111-4111-8111-111111111111' };

test('what is offered is newer and made for this machine, the newest first', async () => {
  const place = feedPlace();
  for (const version of ['0.9.0', '1.2.0', '1.10.0']) await offer(place, { version });
  const feed = await offer(place, { version: '2.0.0', platform: 'win32-x64' });
  expect(offeredReleases(feed, installation).map(({ version }) => version)).toEqual(['1.10.0', '1.2.0']);
});

test('whose turn it is stays the same, is spread evenly, and is drawn anew for each version', () => {
  const ids = Array.from({ length: 2000 }, (_, index) => `installation ${index}`);
  const share = (version: string, percent: number) => ids.filter((id) => turnOf(id, version) < percent);
  expect(share('1.1.0', 10)).toEqual(share('1.1.0', 10));
  expect(share('1.1.0', 10).length).toBeGreaterThan(140);
  expect(share('1.1.0', 10).length).toBeLessThan(260);
  // More percent only adds.
  const more = new Set(share('1.1.0', 30));
  expect(share('1.1.0', 10).every((id) => more.has(id))).toBe(true);
  expect(share('1.2.0', 10)).not.toEqual(share('1.1.0', 10));
  expect([share('1.1.0', 0).length, share('1.1.0', 100).length]).toEqual([0, ids.length]);
});

test('a release that is staged is offered to everybody, and is the turn of some', async () => {
  const place = feedPlace();
  const turn = turnOf(installation.id, '1.1.0');
  const isOurTurn = async (stagedPercent: number) =>
    offeredReleases(
      await offer({ ...place, folder: `${place.folder}/${stagedPercent}` }, { stagedPercent }),
      installation,
    )[0]?.isOurTurn;
  expect(await isOurTurn(Math.floor(turn))).toBe(false);
  expect(await isOurTurn(Math.ceil(turn))).toBe(true);
});
