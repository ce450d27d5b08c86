import { describe, expect, test } from 'vitest';
import type { Change } from '../../../agent-core/contract/plan.ts';
import { largestWave, nextWave, wavesOf } from '../../../agent-core/sync/wave.ts';
import { changeFor, linkFor, namesFor } from '../../builders/changes.ts';
import { objectGuidFor, tenantIdFor } from '../../builders/identifiers.ts';

/** What each wave holds, until nothing is left. */
const changesOfWaves = (changes: readonly Change[]) => [...wavesOf(changes)].map((wave) => wave.changes);
const rename = (name: string, before: string, after: string, attribute = 'userPrincipalName') =>
  changeFor(name, 'update', [{ name: attribute, before, after }]);

test('changes of different kinds never go at the same time, and keep their order', () => {
  const [ada, bob, cyd] = [changeFor('ada', 'disable'), changeFor('bob', 'update'), changeFor('cyd', 'create')];
  expect(changesOfWaves([ada, bob, cyd])).toEqual([[ada], [bob], [cyd]]);
});

test('two changes of one object go one after the other, and keep nobody else waiting', () => {
  const first = changeFor('ada', 'update');
  const second = changeFor('ada', 'update', [{ name: 'city', before: null, after: 'Cork' }]);
  const third = changeFor('ada', 'update', [{ name: 'city', before: 'Cork', after: 'Ulm' }]);
  const bob = changeFor('bob', 'update');
  expect(changesOfWaves([first, second, third, bob])).toEqual([[first, bob], [second], [third]]);
});

test('members of a group go at the same time, the same member only once', () => {
  const [ada, bob] = [linkFor('staff', 'ada', 'link'), linkFor('staff', 'bob', 'link')];
  const again = linkFor('staff', 'ada', 'link');
  expect(changesOfWaves([ada, bob, again])).toEqual([[ada, bob], [again]]);
});

test('managers of one person go one after the other: the later one stays', () => {
  const managed = (manager: string) => ({ ...linkFor('ada', manager, 'link'), relation: 'manager' as const });
  const [first, second] = [managed('bob'), managed('cyd')];
  expect(changesOfWaves([first, second])).toEqual([[first], [second]]);
});

describe('a value that must be unique', () => {
  test.each(['userPrincipalName', 'mail', 'mailNickname'])(
    'such as %s is given up before another one takes it',
    (attribute) => {
      const leaves = rename('ada', 'Boss@contoso.com', 'ada@contoso.com', attribute);
      const takes = rename('bob', 'bob@contoso.com', 'boss@CONTOSO.com', attribute);
      expect(changesOfWaves([leaves, takes])).toEqual([[leaves], [takes]]);
    },
  );

  test('keeps the order of a chain, with whoever waits in between', () => {
    const chain = [rename('ada', 'b@c', 'x@c'), rename('bob', 'a@c', 'b@c'), rename('cyd', 'z@c', 'a@c')];
    expect(changesOfWaves(chain)).toEqual(chain.map((change) => [change]));
  });

  test('goes round in a circle: whoever has what the first one takes is moved aside until its own turn', () => {
    const circle = [rename('ada', 'a@c.d', 'b@c.d'), rename('cyd', 'c@c.d', 'a@c.d'), rename('bob', 'b@C.d', 'c@c.d')];
    const [ada, cyd, bob] = circle;
    const first = nextWave(circle);
    const before = { userPrincipalName: 'b@C.d' };
    const values = { userPrincipalName: `aside-${objectGuidFor('bob')}@C.d` };
    expect(first).toEqual({
      changes: [ada],
      aside: new Map([[ada?.digest, [{ tenantObjectId: tenantIdFor('bob'), values, before }]]]),
      rest: [cyd, bob],
    });
    const second = nextWave(first.rest);
    expect(second.changes).toEqual([cyd]);
    expect([...second.aside.values()].flat()).toEqual([]);
  });

  test('that is no address is moved aside without one', () => {
    const nicknames = [rename('ada', 'a', 'b', 'mailNickname'), rename('bob', 'b', 'a', 'mailNickname')];
    expect([...nextWave(nicknames).aside.values()].flat()).toMatchObject([
      { values: { mailNickname: `aside-${objectGuidFor('bob')}` } },
    ]);
  });

  test('is in the way of nobody when only its capitals change', () => {
    const changes = [rename('ada', 'ada@c.d', 'Ada@c.d'), changeFor('ada', 'update')];
    expect([...nextWave(changes).aside.values()].flat()).toEqual([]);
  });

  test('is no matter when it is not one, such as a city', () => {
    const moves = [rename('ada', 'Cork', 'Ulm', 'city'), rename('bob', 'Ulm', 'Cork', 'city')];
    expect(changesOfWaves(moves)).toEqual([moves]);
  });
});

test('a wave has an end, so that a run that is stopped ends soon', () => {
  const changes = namesFor(2 * largestWave + 1).map((name) => changeFor(name, 'create'));
  expect(changesOfWaves(changes).map(({ length }) => length)).toEqual([largestWave, largestWave, 1]);
  expect(changesOfWaves(changes).flat()).toEqual(changes);
});

test('however many waves there are, each change is looked at a few times only', () => {
  const lookedAt = (people: number) => {
    let looks = 0;
    const plan = Array.from({ length: people }, (_, index) => {
      const change = rename(`p${index}`, `old${index}@c.d`, `new${index}@c.d`);
      return Object.defineProperty({ ...change }, 'attributes', {
        get: () => {
          looks += 1;
          return change.attributes;
        },
      });
    });
    expect([...wavesOf(plan)].length).toBe(people / largestWave);
    return looks;
  };
  const people = 20 * largestWave;
  expect(lookedAt(people)).toBeLessThanOrEqual(6 * people);
});

test('whoever went in an earlier wave is in the way of nobody', () => {
  const [ada, bob] = [rename('ada', 'a@c.d', 'x@c.d'), rename('bob', 'b@c.d', 'a@c.d')];
  const waves = [...wavesOf([ada, bob])];
  expect(waves.map(({ changes }) => changes)).toEqual([[ada], [bob]]);
  expect(waves.flatMap(({ aside }) => [...aside.values()].flat())).toEqual([]);
});
