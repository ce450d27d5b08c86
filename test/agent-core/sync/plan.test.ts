import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AttributeChange, ChangeKind, Evidence } from '../../../agent-core/contract/plan.ts';
import type { Difference } from '../../../agent-core/sync/diff.ts';
import { contestKeyOf } from '../../../agent-core/sync/guard/tug-of-war.ts';
import { noMatchKeys } from '../../../agent-core/sync/match-keys.ts';
import { countChanges, planChanges } from '../../../agent-core/sync/plan.ts';
import { changeCounts } from '../../builders/change-counts.ts';
import { changeFor, diffedSides, differenceFor, tombstoneFor } from '../../builders/changes.ts';
import { type Attributes, directoryUser } from '../../builders/directory-object.ts';
import { anchorFor, objectGuidFor, tenantIdFor } from '../../builders/identifiers.ts';
import { linkedUser, unlinkedUser } from '../../builders/tenant-user.ts';

const title: AttributeChange = { name: 'jobTitle', before: 'Clerk', after: 'Engineer' };
const blocked: AttributeChange = { name: 'accountEnabled', before: true, after: false };
const allowed: AttributeChange = { name: 'accountEnabled', before: false, after: true };

type Of<Kind extends Difference['kind']> = Difference & { readonly kind: Kind };

function different(name: string, attributes: readonly AttributeChange[], object: Attributes = {}): Of<'different'> {
  const desired = {
    object: directoryUser(name, object),
    anchor: anchorFor(name),
    isLinked: true,
    matchBy: noMatchKeys,
    always: { userPrincipalName: `${name}@contoso.com`, accountEnabled: true },
    atCreation: {},
  };
  return { kind: 'different', desired, existing: linkedUser(name), attributes };
}

const unwanted = (name: string): Of<'unwanted'> => ({
  kind: 'unwanted',
  objectGuid: objectGuidFor(name),
  anchor: anchorFor(name),
  displayName: name,
  existing: linkedUser(name),
  evidence: tombstoneFor(),
});

const rename = (before: string, after: string): AttributeChange => ({
  name: 'userPrincipalName',
  before: `${before}@contoso.com`,
  after: `${after}@contoso.com`,
});

const plan = (...differences: readonly Difference[]) => planChanges(diffedSides({ differences, unchanged: 3 }));
const kindsOf = (...differences: readonly Difference[]) => plan(...differences).changes.map((change) => change.kind);

test('a deletion goes last, or before whoever takes the name that it frees', () => {
  const takesBob = different('dee', [rename('dee', 'Bob')]);
  const order = plan(
    unwanted('ada'),
    unwanted('bob'),
    different('cyd', [blocked]),
    takesBob,
    different('eve', [title]),
  );
  const inWords = order.changes.map(({ kind, displayName }) => `${kind} ${displayName}`);
  expect(inWords[0]).toBe('disable cyd');
  expect(inWords[1]).toBe('delete bob');
  expect(inWords.slice(2, 4).toSorted()).toEqual(['update dee', 'update eve']);
  expect(inWords.slice(4)).toEqual(['delete ada']);
});

describe('a difference', () => {
  test('in sign-in and in another value becomes two changes, so that the guard can hold the one without the other', () => {
    const [disable, update, ...more] = plan(different('ada', [blocked, title])).changes;
    expect(disable).toMatchObject({ kind: 'disable', attributes: [blocked] });
    expect(update).toMatchObject({ kind: 'update', attributes: [title] });
    expect(more).toEqual([]);
  });

  test('in sign-in alone becomes one change', () => {
    expect(kindsOf(different('ada', [blocked]))).toEqual(['disable']);
    expect(kindsOf(different('ada', [allowed]))).toEqual(['enable']);
  });

  test('names the person and both sides', () => {
    expect(plan(different('ada', [title])).changes).toMatchObject([
      {
        objectGuid: objectGuidFor('ada'),
        anchor: anchorFor('ada'),
        tenantObjectId: tenantIdFor('ada'),
        displayName: 'ada',
        userPrincipalName: 'ada@contoso.com',
      },
    ]);
  });

  test('R28: that takes an account over names it as the tenant calls it, and an approval of it is for no other account', () => {
    const taking = different('ada', [{ name: 'onPremisesImmutableId', before: null, after: anchorFor('ada') }]);
    const byHand = unlinkedUser('by-hand', { userPrincipalName: 'ada.b@contoso.com', displayName: 'Ada B' });
    const [one] = plan({ ...taking, existing: byHand }).changes;
    expect(one).toMatchObject({ takenOver: { displayName: 'Ada B', userPrincipalName: 'ada.b@contoso.com' } });
    const [other] = plan({ ...taking, existing: { ...byHand, tenantObjectId: tenantIdFor('another') } }).changes;
    expect(other?.digest).not.toBe(one?.digest);
    expect(plan(different('ada', [title])).changes[0]).not.toHaveProperty('takenOver');
  });

  test('that is a whole user becomes one creation with all its values', () => {
    const [create] = [changeFor('ada', 'create', [allowed, title])];
    expect(create).toMatchObject({ kind: 'create', attributes: [allowed, title] });
    expect(create).not.toHaveProperty('tenantObjectId');
  });
});

test('leavers lose access first, and nobody gains it before everything else is right', () => {
  const missing: Difference = { ...different('new', [allowed]), kind: 'missing' };
  expect(
    kindsOf(different('back', [allowed]), missing, different('mover', [title]), different('gone', [blocked])),
  ).toEqual(['disable', 'update', 'create', 'enable']);
});

test('whoever comes back does so before new users, and what nothing wants any more goes last', () => {
  const changes = (['delete', 'create', 'restore', 'update', 'disable'] as const).flatMap((kind, index) =>
    differenceFor(`user${index}`, kind),
  );
  expect(kindsOf(...changes)).toEqual(['disable', 'update', 'restore', 'create', 'delete']);
});

describe('a user among the deleted ones that is wanted again', () => {
  const deleted = (attributes: readonly AttributeChange[]): Difference => ({
    ...different('ada', attributes),
    kind: 'deleted',
  });

  test('is restored with all that differs', () => {
    const rename: AttributeChange = { name: 'userPrincipalName', before: 'a@contoso.com', after: 'ada@contoso.com' };
    expect(plan(deleted([blocked, rename, title])).changes).toMatchObject([
      { kind: 'restore', tenantObjectId: tenantIdFor('ada'), attributes: [blocked, rename, title] },
    ]);
  });

  test('may sign in again by a change of its own, so that the guard can hold it', () => {
    expect(plan(deleted([allowed, title])).changes).toMatchObject([
      { kind: 'restore', attributes: [title] },
      { kind: 'enable', attributes: [allowed] },
    ]);
  });

  test('is restored although nothing differs', () => {
    expect(plan(deleted([])).changes).toMatchObject([{ kind: 'restore', attributes: [] }]);
  });
});

test('a deletion carries its evidence', () => {
  expect(changeFor('ada', 'delete')).toMatchObject({
    kind: 'delete',
    tenantObjectId: tenantIdFor('ada'),
    evidence: tombstoneFor(),
    userPrincipalName: 'ada@contoso.com',
    attributes: [],
  });
});

test('the order does not depend on the order of the differences', () => {
  const differences = ['a', 'b', 'c', 'd'].map((name) => different(name, [blocked, title]));
  const expected = plan(...differences).changes;
  expect(expected.filter((change) => change.kind === 'update').map((change) => change.objectGuid)).toEqual(
    ['a', 'b', 'c', 'd'].map(objectGuidFor).toSorted(),
  );
  fc.assert(
    fc.property(fc.shuffledSubarray(differences, { minLength: 4 }), (shuffled) => {
      expect(plan(...shuffled).changes).toEqual(expected);
    }),
  );
});

test('whoever holds a link that comes or goes is not in step, and is counted once', () => {
  const end = (name: string, objectType: 'user' | 'group') => ({
    ...{ objectType, objectGuid: objectGuidFor(name), displayName: name, anchor: anchorFor(name) },
    ...{ userPrincipalName: null, sid: null, tenantObjectId: tenantIdFor(name) },
  });
  const member = (kind: 'link' | 'unlink', holder: string, target: string) =>
    ({
      kind,
      relation: 'members',
      holder: end(holder, 'group'),
      target: end(target, 'user'),
      takesLicences: false,
    }) as const;
  const manager = (holder: string) =>
    ({ ...member('link', holder, 'boss'), relation: 'manager', holder: end(holder, 'user') }) as const;
  const { groups, users } = diffedSides({ differences: [different('ada', [title])], unchanged: 3 });
  const differences = [
    ...[member('link', 'staff', 'ada'), member('link', 'staff', 'bob'), member('unlink', 'staff', 'cyd')],
    ...[manager('ada'), manager('bob')],
  ];
  const links = { differences, findings: [], tenantIds: new Map() };
  const { unchanged } = planChanges({ users, groups: { ...groups, unchanged: 2 }, links, findings: [] });
  expect(unchanged).toEqual({ user: 2, group: 1 });
});

test('what is held and what is unchanged is handed on', () => {
  expect(plan()).toMatchObject({ changes: [], held: [], joined: [], unchanged: { user: 3, group: 0 }, leftScope: [] });
});

describe('R12: the digest of a change', () => {
  const digestOf = (difference: Difference) => plan(difference).changes[0]?.digest;
  const usual = digestOf(different('ada', [title]));

  test('is the same in every run, on every machine', () => {
    expect(digestOf(different('ada', [title]))).toBe(usual);
    expect(usual).toBe('6fc6674afaaf081c587a9fa233cad33f3b4666e38fdd7c51710c3e1435895619');
  });

  test.each<[string, Difference]>([
    ['the anchor', different('bob', [title])],
    ['the attribute', different('ada', [{ ...title, name: 'department' }])],
    ['what was before', different('ada', [{ ...title, before: null }])],
    ['what comes after', different('ada', [{ ...title, after: 'Engineer ' }])],
    ['another value besides', different('ada', [title, { name: 'city', before: null, after: 'Ulm' }])],
    ['a text where a list was', different('ada', [{ ...title, after: ['Engineer'] }])],
  ])('depends on %s', (_what, difference) => {
    expect(digestOf(difference)).not.toBe(usual);
  });

  test('depends on the kind', () => {
    expect(changeFor('ada', 'create', [title]).digest).not.toBe(usual);
  });

  test('depends on nothing else: not the name, not the tenant object, not the neighbours', () => {
    const renamed = different('ada', [title], { displayName: 'Ada King', userPrincipalName: 'king@contoso.com' });
    expect(digestOf(renamed)).toBe(usual);
    const elsewhere: Difference = { ...different('ada', [title]), kind: 'different', existing: linkedUser('other') };
    expect(digestOf(elsewhere)).toBe(usual);
    const among = plan(different('bob', [blocked]), different('ada', [title])).changes;
    expect(among.find((change) => change.anchor === anchorFor('ada'))?.digest).toBe(usual);
  });

  test('depends on the kind of evidence, but not on which controller showed it', () => {
    const deletionBy = (evidence: Evidence) => digestOf({ ...unwanted('ada'), evidence });
    expect(deletionBy({ ...tombstoneFor(), controller: 'dc2.contoso.com', deletedAt: null })).toBe(
      deletionBy(tombstoneFor()),
    );
    expect(deletionBy({ kind: 'outOfScope', rule: 'a' })).not.toBe(deletionBy(tombstoneFor()));
  });

  test('does not depend on the order of the keys of a value', () => {
    const reversed: AttributeChange = { after: title.after, before: title.before, name: title.name };
    expect(digestOf(different('ada', [reversed]))).toBe(usual);
  });

  test('tells any two different values apart', () => {
    const value = fc.oneof(fc.string(), fc.boolean(), fc.array(fc.string(), { maxLength: 3 }), fc.constant(null));
    fc.assert(
      fc.property(value, value, (left, right) => {
        const isSame = JSON.stringify(left) === JSON.stringify(right);
        const digests = [left, right].map((after) => digestOf(different('ada', [{ ...title, after }])));
        expect(digests[0] === digests[1]).toBe(isSame);
      }),
    );
  });
});

test('changes are counted by kind', () => {
  const kinds: readonly ChangeKind[] = ['create', 'disable', 'disable', 'update', 'update', 'update'];
  const changes = kinds.map((kind, index) => changeFor(`user${index}`, kind));
  expect(countChanges(changes)).toEqual(changeCounts({ create: 1, update: 3, disable: 2 }));
});

test('R13: a value that somebody else writes back is a change of its own, so that the rest can go', () => {
  const attributes = ['mail', 'mailNickname', 'jobTitle'].map((name) => ({ name, before: 'a', after: 'b' }));
  const [mail] = attributes;
  if (mail === undefined) throw new Error('there are three');
  const diffed = { differences: [differenceFor('ada', 'update', attributes)] };
  const namesIn = (contested: ReadonlySet<string>) =>
    planChanges(diffedSides(diffed), contested)
      .changes.map((change) => change.attributes.map(({ name }) => name).join(' '))
      .toSorted();
  expect(namesIn(new Set())).toEqual(['mail mailNickname jobTitle']);
  expect(namesIn(new Set([contestKeyOf(objectGuidFor('ada'), mail)]))).toEqual(['mail', 'mailNickname jobTitle']);
  // Another value of the same attribute is not contested.
  expect(namesIn(new Set([contestKeyOf(objectGuidFor('ada'), { name: 'mail', after: 'c' })]))).toHaveLength(1);
});
