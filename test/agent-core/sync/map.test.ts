import { describe, expect, test } from 'vitest';
import type { DirectoryObject } from '../../../agent-core/sync/directory-source.ts';
import { type MapContext, mapObjects } from '../../../agent-core/sync/map.ts';
import { directoryUser, disabledAccount } from '../../builders/directory-object.ts';
import { anchorFor, guidBytesFor, objectGuidFor } from '../../builders/identifiers.ts';
import { organization } from '../../builders/organization.ts';
import { settings } from '../../builders/settings.ts';

const context: MapContext = {
  organization: organization(),
  newUsers: settings().newUsers,
  matching: settings().matching,
  links: new Map(),
  ownership: null,
};

const mapAll = (inScope: readonly DirectoryObject[], given: MapContext | null) =>
  mapObjects({ inScope, outOfScope: [], undecided: [] }, given);

describe('a desired user', () => {
  test('names anchor, sign-in name and whether the person may sign in', () => {
    const { desired, held } = mapAll([directoryUser('ada', { userAccountControl: disabledAccount })], context);
    expect(held).toEqual([]);
    expect(desired).toHaveLength(1);
    expect(desired[0]).toMatchObject({
      anchor: anchorFor('ada'),
      always: { userPrincipalName: 'ada@contoso.com', accountEnabled: false },
      atCreation: { mailNickname: 'ada' },
    });
  });

  test('cannot be told of a tenant that could not be read', () => {
    expect(mapAll([directoryUser('ada')], null)).toEqual({ desired: [], held: [], leavers: [], leftScope: [] });
  });
});

/** Each name that was asked for, as often as it was. */
function watched(user: DirectoryObject) {
  const asked: string[] = [];
  const attributes = new Proxy(user.attributes, {
    get: (of, name, receiver) => {
      asked.push(String(name));
      return Reflect.get(of, name, receiver);
    },
  });
  return { asked, user: { ...user, attributes } };
}

describe('the fifteen extension attributes', () => {
  const askedOf = (attributes: Readonly<Record<string, string>>) => {
    const { asked, user } = watched(directoryUser('ada', attributes));
    const { desired } = mapAll([user], context);
    return { asked: asked.filter((name) => name.startsWith('extensionAttribute')), desired };
  };

  test('cost nothing where an object has none', () => {
    expect(askedOf({}).asked).toEqual([]);
  });

  test('are all looked at where it has one', () => {
    const { asked, desired } = askedOf({ extensionAttribute15: 'blue' });
    expect(asked).toHaveLength(15);
    expect(desired[0]?.always).toMatchObject({ extensionAttribute15: 'blue' });
  });
});

describe('an object that does not fit is held alone', () => {
  test.each([
    ['its anchor', { 'mS-DS-ConsistencyGuid': 'AAAA' }],
    ['its sign-in name', { userPrincipalName: 'ä', mailNickname: 'ä' }],
    ['a value that is always followed', { title: 'x'.repeat(129) }],
    ['a value that only matters at the creation', { mail: '"odd"@contoso.com' }],
  ])('because of %s', (_what, attributes) => {
    const { desired, held } = mapAll([directoryUser('ada', attributes), directoryUser('bob')], context);
    expect(desired.map((user) => user.object.objectGuid)).toEqual([objectGuidFor('bob')]);
    expect(held).toMatchObject([
      { objectGuid: objectGuidFor('ada'), displayName: 'ada', problem: { code: 'object.value-invalid' } },
    ]);
  });
});

describe('R4: an anchor', () => {
  const copied = guidBytesFor('elsewhere').toString('base64');

  test('that changed holds the object, with the old and the new one named', () => {
    const links = new Map([[objectGuidFor('ada'), anchorFor('ada')]]);
    const changed = directoryUser('ada', { 'mS-DS-ConsistencyGuid': copied });
    const { desired, held } = mapAll([changed], { ...context, links });
    expect(desired).toEqual([]);
    expect(held[0]?.problem).toMatchObject({
      code: 'object.anchor-changed',
      detail: `ada: from ${anchorFor('ada')} to ${copied}`,
    });
  });

  test('that was set back lets the object go on', () => {
    const links = new Map([[objectGuidFor('ada'), anchorFor('ada')]]);
    expect(mapAll([directoryUser('ada')], { ...context, links }).desired).toHaveLength(1);
  });

  test('on two objects holds both, each with a problem that names both', () => {
    const objects = [directoryUser('ada'), directoryUser('bob', { 'mS-DS-ConsistencyGuid': anchorFor('ada') })];
    const { desired, held } = mapAll([...objects, directoryUser('cyd')], context);
    expect(desired.map((user) => user.object.objectGuid)).toEqual([objectGuidFor('cyd')]);
    expect(held.map((object) => object.objectGuid)).toEqual([objectGuidFor('ada'), objectGuidFor('bob')]);
    for (const { problem } of held) {
      expect(problem.code).toBe('object.anchor-ambiguous');
      expect(problem.detail).toContain(objectGuidFor('ada'));
      expect(problem.detail).toContain(objectGuidFor('bob'));
    }
  });
});

describe('two objects that claim one value are both held', () => {
  test.each([
    [
      'sign-in name',
      { userPrincipalName: 'Boss@contoso.com' },
      { userPrincipalName: 'boss@CONTOSO.com' },
      'object.name-taken-twice',
    ],
    ['mail address', { mail: 'Boss@contoso.com' }, { mail: 'boss@contoso.com' }, 'object.mail-taken-twice'],
    [
      'sign-in name that both fell back to',
      { userPrincipalName: 'boss@a.local', mailNickname: 'boss' },
      { userPrincipalName: 'boss@b.local', mailNickname: 'boss' },
      'object.name-taken-twice',
    ],
  ])('one %s, whatever the case', (_what, first, second, code) => {
    const { desired, held } = mapAll([directoryUser('ada', first), directoryUser('bob', second)], context);
    expect(desired).toEqual([]);
    expect(held.map((object) => object.problem.code)).toEqual([code, code]);
    for (const { problem } of held) expect(problem.detail).toMatch(/ada \(.*\) and bob \(.*\)/);
  });

  test('three who claim one name are all held and all named', () => {
    const people = ['ada', 'bob', 'cyd'].map((name) => directoryUser(name, { userPrincipalName: 'boss@contoso.com' }));
    const { held } = mapAll(people, context);
    expect(held).toHaveLength(3);
    expect(held[2]?.problem.detail).toMatch(/ada .* and bob .* and cyd /);
  });

  test('also when one of them is held for another reason', () => {
    const broken = directoryUser('bob', { userPrincipalName: 'ada@contoso.com', title: 'x'.repeat(129) });
    const { desired, held } = mapAll([directoryUser('ada'), broken], context);
    expect(desired).toEqual([]);
    expect(held.map(({ problem }) => problem.code)).toEqual(['object.name-taken-twice', 'object.name-taken-twice']);
  });

  test('people without mail do not share it', () => {
    expect(mapAll([directoryUser('ada'), directoryUser('bob')], context).desired).toHaveLength(2);
  });

  test('an anchor shared is told before a name shared', () => {
    const copy = directoryUser('bob', {
      'mS-DS-ConsistencyGuid': anchorFor('ada'),
      userPrincipalName: 'ada@contoso.com',
    });
    const { held } = mapAll([directoryUser('ada'), copy], context);
    expect(held.map((object) => object.problem.code)).toEqual(['object.anchor-ambiguous', 'object.anchor-ambiguous']);
  });
});
