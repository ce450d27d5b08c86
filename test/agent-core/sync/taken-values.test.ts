import { describe, expect, test } from 'vitest';
import type { AttributeChange } from '../../../agent-core/contract/plan.ts';
import type { Difference } from '../../../agent-core/sync/diff.ts';
import { holdTaken } from '../../../agent-core/sync/taken-values.ts';
import { differenceFor } from '../../builders/changes.ts';
import { tenantIdFor } from '../../builders/identifiers.ts';
import { linkedUser } from '../../builders/tenant-user.ts';

const name = (local: string) => `${local}@contoso.com`;
const to = (attribute: 'userPrincipalName' | 'mail', local: string): readonly AttributeChange[] => [
  { name: attribute, before: null, after: name(local) },
];
const heldBy = (differences: readonly Difference[], live = ['ada', 'bob', 'cyd'].map((who) => linkedUser(who))) =>
  holdTaken(differences, live, []).held.map(({ displayName, problem }) => [displayName, problem.code]);

describe('R30: a sign-in name', () => {
  test('that nobody gives up holds the whole chain behind it', () => {
    const chain = [
      differenceFor('ada', 'update', to('userPrincipalName', 'bob')),
      differenceFor('bob', 'update', to('userPrincipalName', 'CYD')),
    ];
    expect(heldBy(chain)).toEqual([
      ['ada', 'object.value-not-free'],
      ['bob', 'object.value-not-free'],
    ]);
    expect(heldBy([...chain, differenceFor('cyd', 'update', to('userPrincipalName', 'ada'))])).toEqual([]);
  });

  test('that nobody gives up holds whoever is behind, however far, once, and tells each who has it', () => {
    const chain = [
      differenceFor('dan', 'update', to('userPrincipalName', 'ada')),
      differenceFor('ada', 'update', [...to('userPrincipalName', 'bob'), ...to('mail', 'eve')]),
      differenceFor('bob', 'update', to('userPrincipalName', 'cyd')),
    ];
    const live = ['ada', 'bob', 'cyd', 'dan'].map((who) => linkedUser(who));
    const { held } = holdTaken(chain, [...live, linkedUser('eve', { mail: name('eve') })], []);
    expect(held.map(({ displayName, problem }) => [displayName, problem.detail.split(':')[0]])).toEqual([
      ['dan', 'userPrincipalName ada@contoso.com'],
      ['ada', 'mail eve@contoso.com'],
      ['bob', 'userPrincipalName cyd@contoso.com'],
    ]);
  });

  test('under which somebody comes back must be free: the former one, or another one that they get instead', () => {
    const asBefore = differenceFor('ada', 'restore');
    const renamed = differenceFor('ada', 'restore', to('userPrincipalName', 'ada.king'));
    const takers = ['ada', 'ada.king'].map((local) => linkedUser('bob', { userPrincipalName: name(local) }));
    const held = [asBefore, renamed].map((one) => takers.map((taker) => heldBy([one], [taker]).length));
    expect(held).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(heldBy([asBefore], takers)).toEqual([['ada', 'object.value-not-free']]);
  });
});

test('of two who have a value, the same one is named in whatever order they were read', () => {
  const wants = differenceFor('ada', 'update', to('mail', 'team'));
  const owners = ['bob', 'cyd'].map((who) => linkedUser(who, { mail: name('team') }));
  const detailOf = (live: typeof owners) => holdTaken([wants], live, []).held.map(({ problem }) => problem.detail);
  expect(detailOf(owners.toReversed())).toEqual(detailOf(owners));
});

describe('a mail address', () => {
  const wants = differenceFor('ada', 'update', to('mail', 'Team'));
  const owner = linkedUser('bob', { mail: name('team') });
  const former = { ...linkedUser('bob'), otherAddresses: [name('team')] };

  test.each([
    ['is', owner],
    ['was', former],
  ])('that %s somebody else’s is not free', (_when, user) => {
    const [held] = holdTaken([wants], [linkedUser('ada'), user], []).held;
    expect(held?.problem).toMatchObject({ code: 'object.value-not-free' });
    expect(held?.problem.detail).toContain(tenantIdFor('bob'));
    expect(holdTaken([wants], [linkedUser('ada')], [user]).held).toMatchObject([
      { problem: { code: 'object.value-in-bin' } },
    ]);
  });

  test.each([
    ['now', [differenceFor('bob', 'delete')], []],
    ['in a later run', [], [differenceFor('bob', 'delete')]],
  ])('of somebody who is to be deleted %s is waited for, and then reserved', (_when, now, later) => {
    for (const user of [owner, former]) {
      const { held } = holdTaken([wants, ...now], [linkedUser('ada'), user], [], later);
      expect(held.map(({ displayName, problem }) => [displayName, problem.code])).toEqual([
        ['ada', 'object.address-not-free-yet'],
      ]);
      expect(held[0]?.problem.detail).toContain(`${tenantIdFor('bob')}) has it and is to be deleted`);
    }
  });

  test('of somebody who needs that of a third is not exchanged', () => {
    const live = ['ada', 'bob', 'cyd'].map((who) => linkedUser(who, { mail: name(who) }));
    const toNext = [
      differenceFor('ada', 'update', to('mail', 'bob')),
      differenceFor('bob', 'update', to('mail', 'cyd')),
    ];
    expect(heldBy(toNext, live)).toEqual([
      ['ada', 'object.value-not-free'],
      ['bob', 'object.value-not-free'],
    ]);
  });

  test('that a person had before is the own one', () => {
    const self = { ...linkedUser('ada'), otherAddresses: [name('team')] };
    expect(heldBy([wants], [self])).toEqual([]);
  });
});

test('of somebody who is held only the block goes on, and nothing of somebody new', () => {
  const block = { name: 'accountEnabled', before: true, after: false };
  const title = { name: 'jobTitle', before: null, after: 'Clerk' };
  const leaver = differenceFor('ada', 'update', [block, title, ...to('mail', 'bob')]);
  const joiner = differenceFor('dan', 'create', to('userPrincipalName', 'bob'));
  const returner = differenceFor('eve', 'update', [
    { name: 'accountEnabled', before: false, after: true },
    ...to('mail', 'bob'),
  ]);
  const other = differenceFor('cyd', 'update');
  const live = [linkedUser('ada'), linkedUser('bob', { mail: name('bob') }), linkedUser('eve')];
  expect(holdTaken([leaver, joiner, returner, other], live, []).differences).toEqual([
    { ...leaver, attributes: [block] },
    other,
  ]);
});
