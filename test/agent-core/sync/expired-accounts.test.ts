import { describe, expect, test } from 'vitest';
import { expiredNamed, expiryOf, findExpired, noteExpired } from '../../../agent-core/sync/expired-accounts.ts';
import { directoryUser, disabledAccount } from '../../builders/directory-object.ts';
import { linkedUser } from '../../builders/tenant-user.ts';

const now = '2026-03-02T08:00:00.000Z';
const yesterday = '2026-03-01T08:00:00.000Z';
const longAgo = '2025-01-01T00:00:00.000Z';
const tomorrow = '2026-03-03T08:00:00.000Z';

const expiringUser = (name: string, at: string, attributes = {}) =>
  directoryUser(name, { accountExpires: [at], ...attributes });
const enabledUser = (name: string) => linkedUser(name);

describe('R24: an account that has expired in the directory', () => {
  test('is told of when it may sign in on both sides', () => {
    expect(findExpired([expiringUser('Ada', yesterday)], [enabledUser('Ada')], now)).toEqual({
      count: 1,
      latest: ['Ada'],
    });
  });

  test('is told of from the very moment on', () => {
    expect(findExpired([expiringUser('Ada', now)], [enabledUser('Ada')], now).count).toBe(1);
    expect(findExpired([expiringUser('Ada', tomorrow)], [enabledUser('Ada')], now).count).toBe(0);
  });

  test.each([
    ['is blocked in the tenant', expiringUser('Ada', yesterday), [linkedUser('Ada', { accountEnabled: false })]],
    [
      'is disabled in the directory',
      expiringUser('Ada', yesterday, { userAccountControl: [disabledAccount] }),
      [enabledUser('Ada')],
    ],
    ['is there twice', expiringUser('Ada', yesterday), [enabledUser('Ada'), enabledUser('Ada')]],
    ['never expires', directoryUser('Ada'), [enabledUser('Ada')]],
  ])('is not told of when it %s', (_, object, tenantUsers) => {
    expect(findExpired([object], tenantUsers, now)).toEqual({ count: 0, latest: [] });
  });

  test('is not told of for the expiry of somebody else', () => {
    const expired = findExpired(
      [expiringUser('Ada', yesterday, { userAccountControl: [disabledAccount] }), directoryUser('Grace')],
      [enabledUser('Ada'), enabledUser('Grace')],
      now,
    );
    expect(expired.count).toBe(0);
  });
});

describe('the names of those that expired', () => {
  test('begin with the latest, and with the same objectGUID whatever was read first', () => {
    const people = [
      expiringUser('Old', longAgo),
      expiringUser('One', yesterday),
      expiringUser('Two', yesterday),
      expiringUser('Now', now),
    ];
    const namesOf = (objects: typeof people) =>
      findExpired(
        objects,
        objects.map(({ attributes }) => enabledUser(String(attributes.cn?.[0]))),
        now,
      ).latest;
    const names = namesOf(people);
    expect([names[0], names.slice(1, 3).toSorted(), names[3]]).toEqual(['Now', ['One', 'Two'], 'Old']);
    expect(namesOf(people.toReversed())).toEqual(names);
  });

  test('are five, however many there are', () => {
    const names = Array.from({ length: expiredNamed + 2 }, (_, index) => `Person ${index}`);
    const expired = findExpired(
      names.map((name) => expiringUser(name, yesterday)),
      names.map(enabledUser),
      now,
    );
    expect(expired.count).toBe(7);
    expect(expired.latest).toHaveLength(5);
  });
});

describe('R24: an account that has expired and is not in the tenant yet', () => {
  test('is told of in the first plan already, since it would be made ready to sign in', () => {
    expect(findExpired([expiringUser('Ada', yesterday)], [], now)).toEqual({ count: 1, latest: ['Ada'] });
    expect(expiryOf(expiringUser('Ada', tomorrow), undefined)).toBe(tomorrow);
  });

  test('is not told of when it is disabled', () => {
    const ada = expiringUser('Ada', yesterday, { userAccountControl: [disabledAccount] });
    expect(findExpired([ada], [], now).count).toBe(0);
  });
});

describe('the time that an account expires', () => {
  test('makes no difference unless the account may sign in on both sides', () => {
    const ada = expiringUser('Ada', tomorrow);
    expect(expiryOf(ada, enabledUser('Ada'))).toBe(tomorrow);
    expect(expiryOf(ada, linkedUser('Ada', { accountEnabled: false }))).toBeNull();
    expect(
      expiryOf(expiringUser('Ada', tomorrow, { userAccountControl: [disabledAccount] }), enabledUser('Ada')),
    ).toBeNull();
  });
});

describe('the notice of those that expired', () => {
  const detailOf = (count: number, ...latest: string[]) =>
    noteExpired({ count, latest }).map(({ problem }) => problem.detail);

  test('is not there when nobody has', () => {
    expect(noteExpired({ count: 0, latest: [] })).toEqual([]);
  });

  test('names them, says how many are not named, and holds nobody', () => {
    expect(detailOf(1, 'Ada')).toEqual(['1 person: Ada']);
    expect(detailOf(2, 'Ada', 'Grace')).toEqual(['2 people: Ada, Grace']);
    expect(detailOf(7, 'Ada', 'Grace')).toEqual(['7 people: Ada, Grace and 5 more']);
    expect(noteExpired({ count: 7, latest: ['Ada'] })).toMatchObject([{ kind: null, found: 7, allowed: 7, holds: [] }]);
  });
});
