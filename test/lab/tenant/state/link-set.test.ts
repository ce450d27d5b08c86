/** Links are kept so that a group of 50,000 costs no more per page than a small one. */
import { expect, test } from 'vitest';
import { createLinkSet, type LinkSet } from './link-set.ts';
import { createReplication } from './replication.ts';

function newLinks(lagMs: () => number = () => 0, now: () => Date = () => new Date()): LinkSet & { settle: () => void } {
  let serial = 0;
  const replication = createReplication({ now, lagMs });
  const nextSerial = (): number => {
    serial += 1;
    return serial;
  };
  return { ...createLinkSet({ nextSerial, replication, onChange: () => undefined }), settle: replication.settle };
}

/** Of the processor, not of the clock on the wall: what else the machine does is not this work's cost. */
const timeMs = (work: () => void): number => {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

test('50,000 members: the last thousand are added, listed and removed as fast as the first', () => {
  const links = newLinks();
  const add = (from: number): number =>
    timeMs(() => {
      for (let index = from; index < from + 1000; index += 1) links.add('group', `user-${index}`);
    });
  add(-1000);
  const first = add(0);
  const between = timeMs(() => {
    for (let index = 1000; index < 45_000; index += 1) links.add('group', `user-${index}`);
  });
  // The quickest of several thousands: one alone can be what the runtime collects just then.
  const last = Math.min(...[45_000, 46_000, 47_000, 48_000, 49_000].map(add));
  expect(last).toBeLessThan(first * 10 + 20);
  /** The quickest of several measurements: what it costs when nothing else disturbs it. */
  const list = (position: number): number => {
    const page = () => {
      for (let round = 0; round < 20; round += 1) links.page('group', position, 999);
    };
    return Math.min(...Array.from({ length: 5 }, () => timeMs(page)));
  };
  expect(list(49_000)).toBeLessThan(list(0) * 10 + 5);
  expect(links.page('group', 50_900, 999)).toMatchObject({ targets: { length: 100 }, next: undefined });
  const removal = timeMs(() => {
    for (let index = 0; index < 50_000; index += 1) links.remove('group', `user-${index}`);
  });
  expect(removal).toBeLessThan((first + between + last * 5) * 10 + 500);
  expect(links.count('group')).toBe(1000);
});

test('a page is where it was although others come and go', () => {
  const links = newLinks();
  for (const target of ['a', 'b', 'c', 'd']) links.add('group', target);
  const { targets, next } = links.page('group', 0, 2);
  expect(targets).toEqual(['a', 'b']);
  links.remove('group', 'a');
  links.add('group', 'e');
  expect(links.page('group', next ?? 0, 9)).toEqual({ targets: ['c', 'd', 'e'], next: undefined });
});

test('links to a deleted object are remembered until it is restored or purged', () => {
  const links = newLinks();
  links.add('one', 'user');
  links.add('two', 'user');
  links.suspend('user');
  expect(links.sourcesOf('user')).toEqual([]);
  links.resume('user');
  expect(links.sourcesOf('user')).toEqual(['one', 'two']);
  links.suspend('user');
  links.drop('user');
  links.resume('user');
  expect(links.sourcesOf('user')).toEqual([]);
});

test('readers see a change when it has reached their copy, in the order in which it was made', () => {
  let nowMs = 0;
  let lagMs = 1000;
  const links = newLinks(
    () => lagMs,
    () => new Date(nowMs),
  );
  links.add('group', 'user');
  lagMs = 0;
  links.remove('group', 'user');
  links.add('group', 'other');
  links.settle();
  expect(links.has('group', 'user')).toBe(false);
  expect(links.page('group', 0, 9).targets).toEqual([]);
  nowMs = 1000;
  links.settle();
  expect(links.page('group', 0, 9).targets).toEqual(['other']);
  expect([...links.removedAfter('group', 0)].map(({ target }) => target)).toEqual(['user']);
});
